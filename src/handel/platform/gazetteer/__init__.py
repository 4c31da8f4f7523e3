"""The streets, wards and postcodes of the area, from open data. README.md says what may be done with it."""

from handel.platform.gazetteer.places import (
    FrontCounter,
    Postcode,
    ethnicities,
    front_counters,
    postcodes_near,
    side_of_borough,
    ward_at,
    wards,
)
from handel.platform.gazetteer.streets import Street, find_streets, street

ATTRIBUTION = (
    "© OpenStreetMap contributors (ODbL). Contains OS, Royal Mail and National Statistics data "
    "© Crown copyright and database right 2014 (OGL v3.0)."
)
"""The line to show on every map and list made from this data."""

BOROUGH = "Westminster"

__all__ = [
    "ATTRIBUTION",
    "BOROUGH",
    "FrontCounter",
    "Postcode",
    "Street",
    "ethnicities",
    "find_streets",
    "front_counters",
    "postcodes_near",
    "side_of_borough",
    "street",
    "ward_at",
    "wards",
]

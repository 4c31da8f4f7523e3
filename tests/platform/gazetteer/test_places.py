"""A point is in the ward it is in, and the map's layers carry their attribution."""

import json
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handel.platform.gazetteer import (
    ATTRIBUTION,
    ethnicities,
    front_counters,
    postcodes_near,
    street,
    ward_at,
    wards,
)
from handel.platform.gazetteer.source import rows

FOLDER = files("handel.platform.gazetteer")


@pytest.mark.parametrize(
    ("lon", "lat", "ward"),
    [
        (-0.20787, 51.52905, "Queen's Park"),  # Third Avenue
        (-0.2108, 51.5295, "Queen's Park"),  # Kilravock Street
        (-0.19745, 51.52524, "Harrow Road"),  # Chippenham Road
        (-0.20080, 51.52571, "Harrow Road"),  # Errington Road
        (-0.12494, 51.50088, "St. James's"),  # beside the Palace of Westminster
        (-0.1419, 51.5152, "West End"),  # Oxford Circus
        (-0.0984, 51.5138, None),  # St Paul's Cathedral, in the City of London
        (-0.18, 51.60, None),
    ],
)
def test_the_ward_of_a_place(lon: float, lat: float, ward: str | None) -> None:
    assert ward_at(lon=lon, lat=lat) == ward


def test_there_are_twenty_wards() -> None:
    assert len(wards()) == len(set(wards())) == 20
    assert {"Queen's Park", "Harrow Road"} <= set(wards())


def test_postcodes_lie_in_the_ward_their_publisher_says() -> None:
    """The ward code of Code-Point Open, an independent source, agrees but for points on a boundary."""
    layer = json.loads((FOLDER / "static/gazetteer/ogl/wards.geojson").read_text(encoding="utf-8"))
    names = {each["properties"]["code"]: each["properties"]["name"] for each in layer["features"]}
    held = [row for row in rows("ogl/postcodes_2014.csv.gz") if row["quality"] == "10"][::20]
    wrong = [
        row["postcode"]
        for row in held
        if ward_at(lon=float(row["lon"]), lat=float(row["lat"])) != names.get(row["ward"])
    ]
    assert len(held) > 900
    assert len(wrong) <= len(held) // 100


@settings(deadline=None)
@given(lon=st.floats(-0.23, -0.10), lat=st.floats(51.48, 51.545))
def test_no_place_is_in_two_wards(lon: float, lat: float) -> None:
    from handel.platform.gazetteer.places import _wards

    holding = [ward.name for ward in _wards() if ward.holds(lon, lat)]
    assert len(holding) <= 1
    assert ward_at(lon=lon, lat=lat) == (holding[0] if holding else None)


def test_the_nearest_postcodes_come_nearest_first() -> None:
    place = street("Mozart Street")
    near = postcodes_near(lat=place.lat, lon=place.lon, limit=8)
    assert len(near) == 8
    assert [each.metres for each in near] == sorted(each.metres for each in near)
    assert all(each.postcode.startswith("W10 4") for each in near[:3])
    itself = postcodes_near(lat=near[0].lat, lon=near[0].lon, limit=1)[0]
    assert itself.metres == 0


def test_front_counters_and_ethnicities_are_clean() -> None:
    stations = [counter.station for counter in front_counters()]
    assert "Charing Cross" in stations
    assert all(station == station.strip() and "\ufeff" not in station for station in stations)
    assert next(iter(ethnicities())) == "W1"
    assert len(ethnicities()) == 19


@pytest.mark.parametrize("licence", ["ogl", "odbl"])
def test_every_layer_is_small_valid_and_attributed(licence: str) -> None:
    folder = FOLDER / "static" / "gazetteer" / licence
    assert "OpenStreetMap" in (folder / "ATTRIBUTION.md").read_text(encoding="utf-8")
    layers = [each for each in folder.iterdir() if each.name.endswith(".geojson")]
    assert layers
    for layer in layers:
        content = layer.read_bytes()
        assert len(content) < 900_000
        assert json.loads(content)["features"]


def test_every_road_that_has_a_name_can_be_found() -> None:
    roads = json.loads((FOLDER / "static/gazetteer/odbl/roads.geojson").read_text(encoding="utf-8"))
    named = {each["properties"]["name"] for each in roads["features"]} - {""}
    assert len(named) > 1000
    for name in named:
        street(name)


def test_the_short_line_names_both_sources() -> None:
    assert "OpenStreetMap contributors" in ATTRIBUTION
    assert "Crown copyright" in ATTRIBUTION

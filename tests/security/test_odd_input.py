"""What no form offers is answered with a page and never with a fault."""

from typing import Any

import pytest

from handel.platform.access.roles import Role
from handel.platform.access.standing import INTELLIGENCE_DESK, OVERSIGHT, REPORT_DESK

ADDRESSES = (
    "/?page=%00",
    "/%00/",
    "/intelligence/IR-%00/",
    "/intelligence/?search=%00&page=99999999999999999999",
    "/intelligence/export.csv?search=%00",
    "/operations/%00/",
    "/operations/%00/team/end/?username=%00",
    "/warrants/?search=%00&operation=%00&state=%00",
    "/warrants/apply/?operation=%00",
    "/search-day/draft/?operation=%00",
    "/custody/detentions/?search=%00",
    "/exhibits/?holder=%00&search=%00",
    "/exhibits/EX-000000/photographs/99999999999999999999/",
    "/publicity/?operation=%00",
    "/reports/?state=%00&page=-1",
    "/oversight/?person=%00&reference=%00",
    "/oversight/?since=0001-01-01",
    "/oversight/?until=9999-12-31",
    "/oversight/records/%00/",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_odd_addresses_are_answered(address: str, operation: Any, inspector: Any, person: Any, browse: Any) -> None:
    desks = {OVERSIGHT: [Role.AUDITOR], REPORT_DESK: [Role.REPORT_DESK], INTELLIGENCE_DESK: [Role.INTELLIGENCE]}
    client = browse(person("everywhere", roles=desks | {operation.compartment: [Role.COMMANDER]}))
    assert client.get(address).status_code in {200, 400, 404, 422}

"""A refusal confirms nothing that the person may not see."""

from datetime import datetime
from typing import Any

import pytest

from handel.desks.intelligence import acts as intelligence
from handel.desks.operations import acts as operations
from handel.platform.access.roles import Role
from handel.platform.access.standing import INTELLIGENCE_DESK
from handel.platform.access.viewer import NotFound
from handel.platform.accounts.models import Marking, User
from handel.rules import Refused


def test_a_leader_is_not_told_that_a_report_above_their_clearance_is_adopted(
    operation: Any, inspector: User, person: Any, now: datetime
) -> None:
    roles = {INTELLIGENCE_DESK: [Role.INTELLIGENCE], operation.compartment: [Role.INTELLIGENCE]}
    author, officer = (person(name, roles=roles, clearance=Marking.SECRET) for name in ("author", "officer"))
    report = intelligence.submit(
        text="Sold at the corner.",
        source="2",
        assessment="B",
        handling="P",
        conditions="",
        source_identified=True,
        marking=Marking.SECRET,
        by=author,
        at=now,
    )
    intelligence.release(report.reference, by=officer, at=now)
    asked: dict[str, Any] = {"intelligence_reference": report.reference, "reason": "Same streets", "at": now}
    operations.adopt_intelligence(operation.reference, **asked, by=officer)
    with pytest.raises(Refused, match="works on it already"):
        operations.adopt_intelligence(operation.reference, **asked, by=officer)
    with pytest.raises(NotFound):
        operations.adopt_intelligence(operation.reference, **asked, by=inspector)

"""An operation's timeline tells nothing of another operation that works on the same intelligence."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from handel.desks.intelligence import acts as intelligence
from handel.desks.operations import acts as operations
from handel.platform.access.roles import Role
from handel.platform.access.standing import INTELLIGENCE_DESK
from handel.platform.accounts.models import User


def test_a_team_is_not_told_that_another_operation_has_the_same_report(
    operation: Any, inspector: User, outsider: User, person: Any, browse: Any, now: datetime
) -> None:
    desk = {INTELLIGENCE_DESK: [Role.INTELLIGENCE]}
    author, officer = person("author", roles=desk), person("officer", roles=desk, full_name="Olga Fficer")
    report = intelligence.submit(
        text="Sold at the corner.",
        source="2",
        assessment="B",
        handling="P",
        conditions="",
        source_identified=True,
        by=author,
        at=now,
    )
    intelligence.release(report.reference, by=officer, at=now)
    other = operations.open_operation("Bach", aim="a", objectives=["o"], wards=["Harrow Road"], by=outsider, at=now)
    pages = [reverse(f"operation:{name}", kwargs={"reference": operation.reference}) for name in ("show", "timeline")]
    for joined, leader, minutes in ((operation, inspector, 1), (other, outsider, 2)):
        at = now + timedelta(minutes=minutes)
        operations.add_member(joined.reference, username="officer", role=Role.INTELLIGENCE, by=leader, at=at)
        operations.adopt_intelligence(
            joined.reference, intelligence_reference=report.reference, reason="Same streets", by=officer, at=at
        )
        told = [browse(inspector).get(page).content.decode() for page in pages]
        for page in told:
            assert page.count("Intelligence adopted") == 1
            assert "Intelligence released" in page
            assert "10:02" not in page
            assert "Intelligence shared" not in page

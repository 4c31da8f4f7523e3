"""The rule of need-to-know is written as a query and as a predicate: both say what the rule's sentence says."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from handel.desks.intelligence.models import IntelligenceReport
from handel.platform.access.models import Compartment, Grant, Membership
from handel.platform.access.roles import Role
from handel.platform.access.rule import find, may_read
from handel.platform.access.viewer import NotFound, Viewer
from handel.platform.accounts.models import Marking, Unit, User

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
# When a right begins and ends, in hours from now, and so whether it counts now.
PERIODS = [(-2, None), (-2, 1), (-2, -1), (1, None), (1, 2)]

users, circles, rows = st.integers(0, 2), st.integers(0, 2), st.integers(0, 3)
periods = st.sampled_from(PERIODS)
roles = st.sampled_from([*sorted(IntelligenceReport.READ_ROLES), Role.PLANNER, Role.AUDITOR])
worlds = st.fixed_dictionaries(
    {
        "clearances": st.lists(st.sampled_from(Marking), min_size=3, max_size=3),
        "members": st.dictionaries(st.tuples(users, circles, roles), periods, max_size=8),
        "reports": st.lists(st.tuples(circles, st.sampled_from(Marking)), min_size=4, max_size=4),
        "grants": st.lists(st.tuples(rows, st.sampled_from(["user", "circle"]), users, periods), max_size=6),
    }
)


def counts(period):
    starts, ends = period
    return starts <= 0 and (ends is None or ends > 0)


def reads(world, user, row):
    """The rule's sentence, said once more in plain words."""
    circle, marking = world["reports"][row]
    reading = {
        where
        for (who, where, role), period in world["members"].items()
        if who == user and role in IntelligenceReport.READ_ROLES and counts(period)
    }
    opened = any(
        opened_row == row and counts(period) and (to == user if kind == "user" else to in reading)
        for opened_row, kind, to, period in world["grants"]
    )
    return marking <= world["clearances"][user] and (circle in reading or opened)


def build(world):
    """The world in the database: its people and its reports."""
    now = timezone.now()

    def span(period):
        return {"starts": now + period[0] * HOUR, "ends": None if period[1] is None else now + period[1] * HOUR}

    unit = Unit.objects.create(name="Borough")
    people = [
        User.objects.create(username=f"u{n}", number=f"N{n}", full_name=f"U {n}", unit=unit, clearance=clearance)
        for n, clearance in enumerate(world["clearances"])
    ]
    compartments = [Compartment.objects.create(name=f"Circle {n}") for n in range(3)]
    for (who, where, role), period in world["members"].items():
        Membership.objects.create(user=people[who], compartment=compartments[where], role=role, **span(period))
    reports = [
        IntelligenceReport.unguarded.create(
            reference=f"IR-{n}",
            compartment=compartments[circle],
            marking=marking,
            created_at=AT,
            origin="officer",
            received_on=date(2026, 11, 23),
            text="Sold at the corner",
            source="2",
            assessment="B",
            handling="P",
            source_identified=True,
            author=people[0],
        )
        for n, (circle, marking) in enumerate(world["reports"])
    ]
    for row, kind, to, period in world["grants"]:
        recipient = {"user": people[to]} if kind == "user" else {"compartment": compartments[to]}
        Grant.objects.create(reference=f"IR-{row}", granted_by=people[0], reason="Need", **recipient, **span(period))
    return people, reports


def found(viewer, report):
    try:
        return find(viewer, IntelligenceReport, report.reference) == report
    except NotFound:
        return False


@pytest.mark.django_db
@settings(max_examples=60, deadline=None)
@given(world=worlds)
def test_list_record_and_predicate_answer_alike(world):
    with transaction.atomic():
        people, reports = build(world)
        for who, user in enumerate(people):
            viewer = Viewer.of(user, at=AT)
            expected = {report for row, report in enumerate(reports) if reads(world, who, row)}
            assert set(IntelligenceReport.objects.visible_to(viewer)) == expected
            assert {report for report in reports if may_read(report, viewer)} == expected
            assert {report for report in reports if found(viewer, report)} == expected
        assert not IntelligenceReport.objects.all()
        transaction.set_rollback(True)

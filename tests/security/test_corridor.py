"""Nobody who reads the journal can pair a report of the public with what was made of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from tests.desks.reports.conftest import (  # noqa: F401
    GRADE,
    analyst,
    desk_keys,
    file_one,
    offer,
    reader,
)

from handel.desks.intelligence import acts as intelligence
from handel.desks.reports import acts
from handel.desks.reports.models import Report, SanitisedItem
from handel.platform.accounts.models import User
from handel.platform.journal.models import Event


def sides(event: Event) -> set[str]:
    """Which sides of the corridor an event names: "R", "SI", "IR"."""
    return {subject.reference.split("-")[0] for subject in event.subjects.all()}


def test_no_two_events_of_one_moment_name_a_report_and_its_item(
    file_one: Callable[..., str],  # noqa: F811
    reader: User,  # noqa: F811
    analyst: User,  # noqa: F811
    now: datetime,
) -> None:
    made = []
    for number in range(3):
        reference, minute = file_one(submission=f"{number}"), now + timedelta(minutes=number)
        acts.assess(reference, priority="routine", category="drugs", note="", by=reader, at=minute)
        item = acts.sanitise(reference, text="Drugs are sold.", **GRADE, by=reader, at=minute)
        report = intelligence.take(item.reference, by=analyst, at=minute + timedelta(hours=1))
        made.append((reference, item.reference, report.reference))
    acts.journal_crossings(now.date())

    moments: dict[Any, set[str]] = {}
    for event in Event.objects.filter(actor__isnull=False).order_by("id"):
        moments.setdefault((event.actor_id, event.at), set()).update(sides(event))
    assert {"R"} in moments.values() and {"SI", "IR"} in moments.values()
    assert not [named for named in moments.values() if "R" in named and named & {"SI", "IR"}]
    # What was offered and taken is told all the same, of all three at once and of nobody.
    day_ends = {event.verb: event for event in Event.objects.filter(actor=None)}
    for verb, place in (("report.release", 0), ("sanitised_item.offer", 1)):
        event = day_ends[verb]
        assert set(event.subjects.values_list("reference", flat=True)) == {row[place] for row in made}
        assert event.at.time() != now.time() and event.at > now


def test_what_crossed_is_journalled_once_and_not_before_its_day_is_over(
    offer: Callable[[], SanitisedItem],  # noqa: F811
    analyst: User,  # noqa: F811
    now: datetime,
) -> None:
    item = offer()
    assert acts.journal_crossings(now.date() - timedelta(days=1)) == 0
    intelligence.take(item.reference, by=analyst, at=now)
    assert acts.journal_crossings(now.date()) == 2
    assert acts.journal_crossings(now.date() + timedelta(days=1)) == 0
    report = Report.unguarded.get()
    assert Event.objects.get(verb="report.release").subjects.get().reference == report.reference

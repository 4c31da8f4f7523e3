"""From the warrant in hand to its return to the court."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from handel.desks.warrants import acts
from handel.desks.warrants.models import Endorsement, Entry, EntryAuthority, State, Warrant
from handel.desks.warrants.verbs import VERBS
from handel.platform.access.roles import Role
from handel.platform.access.viewer import NotFound
from handel.platform.journal.models import Event, Outcome
from handel.rules import Refused
from handel.rules.england_wales.ranks import Rank

from .conftest import authorise, enter, issue


def test_the_thread_of_a_warrant(issued, applicant, last_event):
    """Issued on 20 November, executed and endorsed on the 23rd, returned on the 24th."""
    enter(issued, applicant, datetime(2026, 11, 23, 10, tzinfo=UTC))
    at = datetime(2026, 11, 24, 16, tzinfo=UTC)
    acts.endorse(issued.reference, sought_found=True, found="Wrappings in the kitchen", by=applicant, at=at)
    warrant = acts.return_to_court(issued.reference, returned_on=date(2026, 11, 24), by=applicant, at=at)
    assert (warrant.state, warrant.returned_on) == (State.RETURNED, date(2026, 11, 24))
    assert last_event().detail == {"returned_on": "2026-11-24", "entries": 1}
    verbs = Event.objects.filter(subjects__reference=issued.reference).values_list("verb", flat=True)
    assert list(verbs.order_by("id")) == [
        "warrant.apply",
        "warrant.authorise",
        "warrant.issue",
        "warrant.execute",
        "warrant.endorse",
        "warrant.return_to_court",
    ]


def test_the_day_after_the_last_day_is_too_late(issued, applicant, last_event):
    """Section 23(3), issued on 20 November 2026: to be executed by 20 December, not on the 21st."""
    with pytest.raises(Refused) as refused:
        enter(issued, applicant, datetime(2026, 12, 21, 10, tzinfo=UTC))
    assert "20 December 2026" in refused.value.message
    assert refused.value.field == "entered_at"
    assert not Entry.objects.exists()
    assert Warrant.unguarded.get().state == State.ISSUED
    event = last_event()
    assert (event.verb, event.outcome) == ("warrant.execute", Outcome.REFUSED)
    assert event.detail == {"citation": refused.value.citation}
    enter(issued, applicant, datetime(2026, 12, 20, 20, tzinfo=UTC))


def test_the_last_day_ends_in_london_not_in_greenwich(apply, authoriser, applicant):
    """Midnight BST is 23:00 UTC of the day before: on 21 July at 00:10 a warrant until 20 July has run out."""
    warrant = authorise(apply(at=datetime(2026, 6, 19, 9, tzinfo=UTC)), authoriser)
    Warrant.unguarded.filter(pk=warrant.pk).update(authorised_at=datetime(2026, 6, 19, 15, tzinfo=UTC))
    at = datetime(2026, 6, 20, 12, tzinfo=UTC)
    acts.issue(warrant.reference, court="A court", issued_on=date(2026, 6, 20), by=applicant, at=at)
    late = datetime(2026, 7, 20, 23, 10, tzinfo=UTC)
    with pytest.raises(Refused) as refused:
        enter(warrant, applicant, late, reasons_for_hour="Buyers come at night", left_at=late, at=late)
    assert "20 July 2026" in refused.value.message
    warrant.refresh_from_db()
    assert warrant.is_out_of_time(late)
    assert not warrant.is_out_of_time(late - timedelta(hours=1))


def test_a_dawn_entry_needs_its_reasons(issued, applicant):
    dawn = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
    with pytest.raises(Refused) as refused:
        enter(issued, applicant, dawn)
    assert refused.value.field == "reasons_for_hour"
    reasons = "Drugs are flushed away when the occupier is awake."
    assert enter(issued, applicant, dawn, reasons_for_hour=reasons).state == State.EXECUTED


@pytest.mark.parametrize("wrong", ["left_at", "at"])
def test_times_follow_one_another(issued, applicant, wrong):
    changed = {wrong: datetime(2026, 11, 23, 9, tzinfo=UTC)}
    with pytest.raises(Refused):
        enter(issued, applicant, datetime(2026, 11, 23, 10, tzinfo=UTC), **changed)
    assert not Entry.objects.exists()


def test_only_a_constable_with_a_part_in_the_search_executes(issued, colleague, outsider):
    ten = datetime(2026, 11, 23, 10, tzinfo=UTC)
    for by in (colleague("clerk", Role.EXHIBITS, Rank.STAFF), colleague("boss", Role.AUTHORISER, Rank.INSPECTOR)):
        with pytest.raises(Refused):
            enter(issued, by, ten)
    for by in (colleague("team", Role.TEAM), outsider):
        with pytest.raises(NotFound):
            enter(issued, by, ten)
    assert enter(issued, colleague("exhibits", Role.EXHIBITS), ten).state == State.EXECUTED


def test_a_warrant_without_issue_is_not_executed(authorised, applicant):
    with pytest.raises(Refused):
        enter(authorised, applicant, datetime(2026, 11, 23, 10, tzinfo=UTC))


def test_one_entry_is_one_entry(endorsed, applicant):
    with pytest.raises(Refused) as refused:
        enter(endorsed, applicant, datetime(2026, 11, 24, 10, tzinfo=UTC))
    assert refused.value.citation.startswith("PACE 1984 s.15(5)")


@pytest.fixture
def endorsed_of_two(apply, authoriser, applicant):
    """Two entries allowed, one made and endorsed."""
    warrant = issue(authorise(apply(entries_sought=2), authoriser), applicant, entries_allowed=2)
    enter(warrant, applicant, datetime(2026, 11, 23, 10, tzinfo=UTC))
    at = datetime(2026, 11, 23, 13, tzinfo=UTC)
    return acts.endorse(warrant.reference, sought_found=False, by=applicant, at=at)


def test_a_second_entry_needs_an_inspectors_written_authority(endorsed_of_two, applicant, authoriser, inspector, now):
    next_day = datetime(2026, 11, 24, 10, tzinfo=UTC)
    with pytest.raises(Refused) as refused:
        enter(endorsed_of_two, applicant, next_day)
    assert refused.value.citation == "PACE 1984 s.16(3B)"
    with pytest.raises(Refused):
        acts.authorise_entry(endorsed_of_two.reference, reasons="More was hidden", by=applicant, at=next_day)
    authority = acts.authorise_entry(endorsed_of_two.reference, reasons="More was hidden", by=authoriser, at=next_day)
    with pytest.raises(Refused):
        acts.authorise_entry(endorsed_of_two.reference, reasons="More was hidden", by=inspector, at=next_day)
    enter(endorsed_of_two, applicant, next_day)
    entry = Entry.objects.get(number=2)
    assert (entry.authority, entry.officers) == (authority, [str(applicant)])


def test_no_authority_for_an_entry_that_the_warrant_does_not_allow(endorsed, authoriser, now):
    with pytest.raises(Refused):
        acts.authorise_entry(endorsed.reference, reasons="More was hidden", by=authoriser, at=now)
    assert not EntryAuthority.objects.exists()


def test_an_endorsement_says_what_was_found(executed, applicant, now):
    later = now + timedelta(hours=3)
    with pytest.raises(Refused) as refused:
        acts.endorse(executed.reference, sought_found=True, by=applicant, at=later)
    assert refused.value.field == "found"
    assert not Endorsement.objects.exists()
    acts.endorse(executed.reference, sought_found=False, other_seized="A telephone in the hall", by=applicant, at=later)
    endorsement = Endorsement.objects.get()
    assert (endorsement.sought_found, endorsement.other_seized) == (False, "A telephone in the hall")


def test_what_was_not_executed_cannot_be_endorsed(issued, applicant, now):
    with pytest.raises(Refused):
        acts.endorse(issued.reference, sought_found=False, by=applicant, at=now)


def test_what_is_not_endorsed_cannot_be_returned(executed, applicant, now):
    with pytest.raises(Refused):
        acts.return_to_court(executed.reference, returned_on=date(2026, 11, 23), by=applicant, at=now)


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 11, 25)])
def test_a_return_is_between_the_entry_and_today(endorsed, applicant, day):
    with pytest.raises(Refused) as refused:
        at = datetime(2026, 11, 24, 12, tzinfo=UTC)
        acts.return_to_court(endorsed.reference, returned_on=day, by=applicant, at=at)
    assert refused.value.field == "returned_on"


def test_an_unexecuted_warrant_goes_back_as_it_is(issued, applicant, last_event):
    at = datetime(2026, 12, 21, 12, tzinfo=UTC)
    assert issued.is_out_of_time(at)
    assert issued.is_return_due(at)
    acts.return_to_court(issued.reference, returned_on=date(2026, 12, 21), by=applicant, at=at)
    warrant = Warrant.unguarded.get()
    assert warrant.state == State.RETURNED
    assert not warrant.is_out_of_time(at)
    assert last_event().detail["entries"] == 0


def test_entries_and_what_hangs_on_them_are_only_added(endorsed_of_two, authoriser, now):
    acts.authorise_entry(endorsed_of_two.reference, reasons="More was hidden", by=authoriser, at=now)
    for model, change in (
        (Entry, {"damage": "none"}),
        (Endorsement, {"found": "x"}),
        (EntryAuthority, {"reasons": "x"}),
    ):
        for spoil in (lambda m=model, c=change: m.objects.update(**c), lambda m=model: m.objects.first().delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                spoil()


def test_the_database_wants_authority_for_a_second_entry(executed, applicant, now):
    first = Entry.objects.get()
    values = {name: getattr(first, name) for name in ("entered_at", "left_at", "officers", "by", "at")}
    flags = {"occupier_present": True, "notice_given": True, "copy_left_with": "the occupier"}
    for wrong in ({"number": 1}, {"number": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Entry.objects.create(warrant=executed, **values, **flags, **wrong)


def test_every_verb_has_its_words():
    folder = Path(acts.__file__).parent
    sources = [*folder.glob("*.py"), folder.parent / "views.py"]
    used = re.findall(r'(?:acting|page)\(\s*"(warrant\.[a-z_]+)"', "".join(path.read_text() for path in sources))
    assert set(used) == set(VERBS)

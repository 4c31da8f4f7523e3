"""From the envelope to the intelligence desk: acts by the desk, by a colleague next door and by an outsider."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from tests.desks.reports.conftest import ANSWERS, GRADE

from handel.desks.reports import acts, keys, queries, release
from handel.desks.reports.intake.models import SealedReport, Status
from handel.desks.reports.models import Note, Provenance, Report, SanitisedItem, State
from handel.desks.reports.verbs import VERBS
from handel.engines.sealing import BadKeyFile
from handel.platform.access.roles import Role
from handel.platform.access.viewer import NotFound, Viewer
from handel.platform.accounts.models import User
from handel.platform.journal.models import Event, Outcome, Subject
from handel.platform.journal.queries import timeline
from handel.rules import Refused

FileOne = Callable[..., str]
Look = Callable[[User], Viewer]


def test_the_thread_from_the_envelope_to_the_intelligence_desk(
    file_one: FileOne, reader: User, analyst: User, look: Look, now: datetime
) -> None:
    reference = file_one(appeal="nine-arrests")
    viewer = look(reader)
    report = queries.report(viewer, reference)
    assert queries.answers(viewer, report) == ANSWERS
    acts.assess(reference, priority="urgent", category="drugs", note="Read twice", by=reader, at=now)
    item = acts.sanitise(reference, text="Drugs are sold in the area.", **GRADE, by=reader, at=now)
    [waits] = release.waiting(look(analyst))
    assert (waits.reference, waits.grade, waits.text) == (item.reference, "2BP", "Drugs are sold in the area.")
    given = release.hand_over(item.reference, by=analyst, at=now)
    assert (given.text, given.author_id, given.appeal) == ("Drugs are sold in the area.", reader.pk, "nine-arrests")
    assert given.received_on == now.date()
    assert release.waiting(look(analyst)) == []
    assert queries.report(look(reader), reference).state == State.RELEASED
    notes = queries.notes(viewer, report)
    assert [note.kind for note in notes] == ["Assessed", "Sanitised"]
    assert given.provenance in notes[1].text


def test_collecting_again_or_after_a_stop_between_the_databases_copies_nothing_twice(
    file_one: FileOne, now: datetime
) -> None:
    file_one()
    SealedReport.objects.update(status=Status.NEW)  # as though it had been stopped before marking the envelope
    acts.collect(now)
    assert acts.collect(now) == 0
    assert Report.unguarded.count() == 1
    assert SealedReport.objects.get().status == Status.COLLECTED


def test_no_time_of_a_report_stands_anywhere(file_one: FileOne, now: datetime) -> None:
    reference = file_one(on=now.date())
    report = Report.unguarded.get(reference=reference)
    assert report.created_at.astimezone(now.tzinfo).isoformat() == "2026-11-23T00:00:00+00:00"
    assert not Event.objects.exists()


def test_a_report_is_never_from_tomorrow(file_one: FileOne, now: datetime) -> None:
    reference = file_one(on=now.date() + timedelta(days=400))
    assert Report.unguarded.get(reference=reference).received_on == now.date()
    assert SealedReport.objects.get().received_on == now.date()


def test_collections_are_journalled_once_a_day_together(file_one: FileOne, now: datetime) -> None:
    today, yesterday = now.date(), now.date() - timedelta(days=1)
    old = [file_one(submission=f"old {n}", on=yesterday) for n in range(6)]
    new = file_one(submission="new", on=today)
    assert acts.journal_collections(yesterday) == 6
    assert acts.journal_collections(yesterday) == 0
    [event] = Event.objects.all()
    named = list(event.subjects.order_by("id").values_list("reference", flat=True))
    assert sorted(named) == sorted(old)
    assert new not in named
    assert (event.verb, event.actor, event.at.isoformat()) == ("report.collect", None, "2026-11-23T00:00:00+00:00")


def test_the_receipt_answers_read_and_closed_on_a_day(file_one: FileOne, reader: User, now: datetime) -> None:
    reference = file_one(on=date(2026, 11, 20))
    acts.assess(reference, priority="routine", category="other", note="", by=reader, at=now)
    acts.collect(now)
    envelope = SealedReport.objects.get()
    assert (envelope.status, envelope.status_on) == (Status.READ, now.date())
    later = now + timedelta(days=2)
    acts.close_without_action(reference, reason="Not a matter for the police: a neighbour's music", by=reader, at=later)
    acts.collect(later)
    envelope.refresh_from_db()
    assert (envelope.status, envelope.status_on) == (Status.CLOSED, later.date())


@pytest.mark.parametrize("who", ["analyst", "outsider"])
def test_nobody_else_finds_a_report_or_learns_that_it_exists(
    who: str, file_one: FileOne, request: pytest.FixtureRequest, look: Look, now: datetime
) -> None:
    user = request.getfixturevalue(who)
    reference = file_one()
    assert list(queries.inbox(look(user))) == []
    for asked in (reference, "R-000000"):
        with pytest.raises(NotFound):
            queries.report(look(user), asked)
        with pytest.raises(NotFound):
            acts.assess(asked, priority="routine", category="other", note="", by=user, at=now)
        with pytest.raises(NotFound):
            acts.sanitise(asked, text="x", **GRADE, by=user, at=now)
    assert {event.outcome for event in Event.objects.all()} == {Outcome.NOT_FOUND}
    assert Report.unguarded.get().state == State.NEW


def test_neither_the_report_desk_nor_an_outsider_finds_an_item(
    offer: Callable[[], SanitisedItem], reader: User, outsider: User, look: Look, now: datetime
) -> None:
    item = offer()
    for user in (reader, outsider):
        assert release.waiting(look(user)) == []
        with pytest.raises(NotFound):
            release.hand_over(item.reference, by=user, at=now)
    item.refresh_from_db()
    assert item.released_by is None


def test_the_author_is_not_the_releaser(
    offer: Callable[[], SanitisedItem], reader: User, person: Any, now: datetime
) -> None:
    item = offer()
    both = person("both", roles={"Report desk": [Role.REPORT_DESK], "Intelligence desk": [Role.INTELLIGENCE]})
    reader.memberships.update(compartment=item.compartment, role=Role.INTELLIGENCE)  # has moved desks since
    with pytest.raises(Refused, match="person who wrote this"):
        release.hand_over(item.reference, by=reader, at=now)
    with pytest.raises(Refused, match="sterile corridor"):
        release.hand_over(item.reference, by=both, at=now)
    item.refresh_from_db()
    assert item.released_by is None
    assert Event.objects.filter(verb="sanitised_item.hand_over", outcome=Outcome.REFUSED).count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        SanitisedItem.unguarded.update(released_by=reader, released_at=now)


def test_an_item_is_taken_once(offer: Callable[[], SanitisedItem], analyst: User, now: datetime) -> None:
    item = offer()
    release.hand_over(item.reference, by=analyst, at=now)
    with pytest.raises(Refused, match="taken already"):
        release.hand_over(item.reference, by=analyst, at=now)


def test_nothing_that_the_intelligence_desk_reads_names_the_report(
    offer: Callable[[], SanitisedItem], analyst: User, look: Look, now: datetime
) -> None:
    item = offer()
    report = Report.unguarded.get()
    given = release.hand_over(item.reference, by=analyst, at=now)
    for event in Event.objects.filter(subjects__reference=item.reference):
        assert report.reference not in event.subjects.values_list("reference", flat=True)
        assert report.reference not in json.dumps(event.detail)
    for event in Event.objects.filter(subjects__reference=report.reference):
        written = json.dumps(event.detail) + "".join(event.subjects.values_list("reference", flat=True))
        assert item.reference not in written
        assert given.provenance not in written
    assert report.reference not in str(given)
    assert report.reference not in str([field.value_to_string(item) for field in item._meta.fields])
    entries = timeline(look(analyst), [item.reference])
    assert [entry.verb for entry in entries] == ["sanitised_item.hand_over"]
    assert not Subject.objects.filter(reference=given.provenance).exists()


def test_a_report_of_several_things_gives_several_items(
    file_one: FileOne, reader: User, analyst: User, look: Look, now: datetime
) -> None:
    reference = file_one()
    acts.assess(reference, priority="routine", category="drugs", note="", by=reader, at=now)
    one = acts.sanitise(reference, text="Drugs are sold.", **GRADE, by=reader, at=now)
    release.hand_over(one.reference, by=analyst, at=now)
    two = acts.sanitise(reference, text="A grey car is used.", **GRADE, by=reader, at=now)
    assert one.provenance != two.provenance
    assert [item.reference for item in release.waiting(look(analyst))] == [two.reference]
    assert Provenance.objects.filter(report__reference=reference).count() == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": "  "}, "text"),
        ({"source": "1"}, "source"),
        ({"handling": "C"}, "conditions"),
        ({"assessment": "Z"}, "assessment"),
    ],
)
def test_an_item_that_the_rules_refuse_changes_nothing(
    change: dict[str, str], field: str, file_one: FileOne, reader: User, now: datetime
) -> None:
    reference = file_one()
    acts.assess(reference, priority="routine", category="drugs", note="", by=reader, at=now)
    with pytest.raises(Refused) as refused:
        acts.sanitise(reference, **({"text": "Drugs are sold."} | GRADE | change), by=reader, at=now)
    assert refused.value.field == field
    assert not SanitisedItem.unguarded.exists()
    assert not Provenance.objects.exists()
    assert Report.unguarded.get().state == State.ASSESSED
    assert Event.objects.latest("id").outcome == Outcome.REFUSED


def test_a_report_is_assessed_before_it_is_sanitised(file_one: FileOne, reader: User, now: datetime) -> None:
    with pytest.raises(Refused, match="not been assessed"):
        acts.sanitise(file_one(), text="Drugs are sold.", **GRADE, by=reader, at=now)


def test_the_sanitised_text_does_not_name_the_report(file_one: FileOne, reader: User, now: datetime) -> None:
    reference = file_one()
    acts.assess(reference, priority="routine", category="drugs", note="", by=reader, at=now)
    with pytest.raises(Refused, match="names the report"):
        acts.sanitise(reference, text=f"See {reference.lower()}.", **GRADE, by=reader, at=now)


def test_a_threat_to_life_needs_what_is_done_now(file_one: FileOne, reader: User, now: datetime) -> None:
    reference = file_one()
    with pytest.raises(Refused) as refused:
        acts.assess(reference, priority="threat_to_life", category="violence", note=" ", by=reader, at=now)
    assert refused.value.field == "note"
    acts.assess(reference, priority="threat_to_life", category="violence", note="Duty officer told", by=reader, at=now)
    assert Report.unguarded.get().priority == "threat_to_life"


def test_what_was_sanitised_is_not_closed_and_what_was_closed_is_not_worked_on(
    offer: Callable[[], SanitisedItem], file_one: FileOne, reader: User, now: datetime
) -> None:
    offer()
    with pytest.raises(Refused, match="sanitised already"):
        acts.close_without_action(Report.unguarded.get().reference, reason="It was a joke", by=reader, at=now)
    other = file_one(submission="other")
    acts.close_without_action(other, reason="It was a joke of children", by=reader, at=now)
    with pytest.raises(Refused, match="was closed"):
        acts.assess(other, priority="routine", category="other", note="", by=reader, at=now)


def flip(kept: bytes, at: int = -20) -> bytes:
    changed = bytearray(kept)
    changed[at] ^= 1
    return bytes(changed)


def test_a_broken_seal_shows_nothing(file_one: FileOne, reader: User, look: Look, now: datetime) -> None:
    first, second = file_one(), file_one(replace(ANSWERS, happening="Another"), submission="two")
    rows = {row.reference: row for row in Report.unguarded.all()}
    whole = {reference: bytes(row.sealed) for reference, row in rows.items()}
    for broken in (flip(whole[first]), whole[first][:-1], whole[second], b"", flip(whole[first], 40)):
        Report.unguarded.filter(reference=first).update(sealed=broken)
        viewer = look(reader)
        assert queries.answers(viewer, queries.report(viewer, first)) is None
    acts.assess(first, priority="routine", category="drugs", note="", by=reader, at=now)
    with pytest.raises(Refused, match="seal"):
        acts.sanitise(first, text="Drugs are sold.", **GRADE, by=reader, at=now)
    acts.journal_broken_seal(first, by=reader, at=now)
    assert Event.objects.latest("id").verb == "report.seal_broken"
    with pytest.raises(Refused, match="whole"):
        acts.journal_broken_seal(second, by=reader, at=now)


def test_notes_are_sealed_bound_to_their_place_and_stay(
    file_one: FileOne, reader: User, look: Look, now: datetime
) -> None:
    reference = file_one()
    for text in ("Speak to Zofia", "Zofia is away"):
        acts.assess(reference, priority="routine", category="drugs", note=text, by=reader, at=now)
    report = Report.unguarded.get()
    one, two = report.notes.all()
    assert b"Zofia" not in bytes(one.sealed)
    assert [note.text for note in queries.notes(look(reader), report)] == ["Speak to Zofia", "Zofia is away"]
    with pytest.raises(DatabaseError), transaction.atomic():
        Note.objects.filter(id=one.id).update(sealed=two.sealed)


def test_the_inbox_puts_life_first_and_costs_the_same_however_full(
    file_one: FileOne, reader: User, look: Look, now: datetime, django_assert_num_queries: Any
) -> None:
    routine, new, urgent, life = (file_one(submission=f"{n}") for n in range(4))
    for reference, priority in ((routine, "routine"), (urgent, "urgent"), (life, "threat_to_life")):
        acts.assess(reference, priority=priority, category="drugs", note="Told", by=reader, at=now)
    viewer = look(reader)
    with django_assert_num_queries(2):
        assert [row.reference for row in queries.inbox(viewer)] == [life, new, urgent, routine]
    assert [row.reference for row in queries.inbox(viewer, priority="urgent")] == [urgent]
    assert [row.reference for row in queries.inbox(viewer, state="new")] == [new]
    assert list(queries.inbox(viewer, category="theft")) == []


def test_keys_are_made_once_and_a_lost_half_is_never_replaced() -> None:
    before = {path: path.read_bytes() for path in Path(keys.private_path()).parent.parent.rglob("*") if path.is_file()}
    keys.ensure_keys()
    assert {path: path.read_bytes() for path in before} == before
    assert keys.private_path().stat().st_mode & 0o777 == 0o600
    keys.private_path().unlink()
    with pytest.raises(BadKeyFile):
        keys.ensure_keys()


def test_every_verb_has_words() -> None:
    import re

    here = Path(acts.__file__).parent
    text = (here / "acts.py").read_text() + (here / "release.py").read_text()
    verbs = set(re.findall(r'(?:acting|write|_journal_day)\(\s*"([^"]+)"', text))
    assert verbs == set(VERBS)

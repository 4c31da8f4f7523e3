import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse, reverse_lazy

from handel.desks.operations import acts as operations
from handel.desks.oversight import queries
from handel.desks.oversight.words import line, verbs
from handel.platform.access.roles import Role
from handel.platform.access.standing import OVERSIGHT
from handel.platform.access.viewer import NotFound
from handel.platform.acts import viewing
from handel.platform.journal.models import Event, Operation, Outcome
from handel.rules import Refused
from handel.rules.england_wales.ranks import Rank

JOURNAL = reverse_lazy("oversight:journal")
EXPORT = reverse_lazy("oversight:export")


@pytest.fixture
def auditor(person):
    return person("auditor", Rank.STAFF, {OVERSIGHT: [Role.AUDITOR]})


@pytest.fixture
def looked(operation, inspector, now):
    """The inspector has looked at the operation and at a list of operations."""
    from handel.desks.operations import queries as operation_queries

    with viewing(inspector, at=now, name="operation") as viewer:
        operation_queries.operation(viewer, operation.reference)
    with viewing(inspector, at=now, name="operations") as viewer:
        operation_queries.operations(viewer)


def shown(viewer, **asked):
    return [entry.what for entry in queries.journal(viewer, **asked).lines]


def record_page(reference):
    return reverse("oversight:record", kwargs={"reference": reference})


def test_the_journal_is_for_auditors_alone(auditor, operation, inspector, outsider, person, browse):
    elsewhere = person("elsewhere", roles={operation.compartment: [Role.AUDITOR]})
    commander = person("commander", roles={OVERSIGHT: [Role.COMMANDER]})
    for address in (JOURNAL, EXPORT, record_page(operation.reference)):
        assert browse(auditor).get(address).status_code == 200
        for stranger in (inspector, outsider, elsewhere, commander):
            assert browse(stranger).get(address).status_code == 404


def test_every_query_refuses_who_is_no_auditor(operation, inspector, look):
    for ask in (queries.journal, queries.all_events, queries.events):
        with pytest.raises(NotFound):
            ask(look(inspector))
    with pytest.raises(NotFound):
        queries.readers(look(inspector), operation.reference)


def test_filters(auditor, operation, inspector, outsider, looked, look, now):
    with pytest.raises(Refused):
        operations.open_operation("Bach", aim="A", objectives=["One"], wards=[], by=outsider, at=now)
    with pytest.raises(NotFound):
        operations.close(operation.reference, by=outsider, at=now)
    viewer = look(auditor)
    opened, refused, in_vain = "Operation opened", "Not done: Operation opened", "Not done: Operation closed"
    assert shown(viewer) == [in_vain, refused, "Looked at operations", "Looked at operation", opened]
    for person in ("Outsider Example", outsider.number.lower(), "outsider"):
        assert shown(viewer, person=person) == [in_vain, refused]
    assert shown(viewer, verb="operation.open") == [refused, opened]
    assert shown(viewer, outcome=Outcome.REFUSED) == [refused]
    assert shown(viewer, operation=Operation.CONSULTATION) == ["Looked at operations", "Looked at operation"]
    assert queries.journal(viewer, person="outsider").counts == {"events": 2, "refused": 1, "not_found": 1}


def test_a_record_is_found_where_it_was_acted_on_looked_at_listed_or_asked_for(
    auditor, operation, inspector, outsider, looked, look, now
):
    with pytest.raises(NotFound):
        operations.close(operation.reference, by=outsider, at=now)
    assert len(shown(look(auditor), reference=operation.reference)) == 4
    assert shown(look(auditor), reference=operation.reference[:-1] + "_") == []


def test_who_has_looked_at_a_record(auditor, operation, inspector, outsider, looked, look, now):
    with pytest.raises(NotFound):
        operations.close(operation.reference, by=outsider, at=now)
    readers = {reader.number: reader for reader in queries.readers(look(auditor), operation.reference)}
    assert set(readers) == {inspector.number, outsider.number}
    mine = readers[inspector.number]
    assert (mine.looks, mine.acts, mine.refused) == (2, 1, 0)
    theirs = readers[outsider.number]
    assert (theirs.looks, theirs.acts, theirs.refused) == (0, 0, 1)


def test_days_are_londons_and_both_included(auditor, inspector, person, look, now):
    # 23:30 UTC on 30 June is half past midnight on 1 July in London.
    late = now.replace(month=6, day=30, hour=23, minute=30)
    operations.open_operation("Bach", aim="A", objectives=["One"], wards=["Harrow Road"], by=inspector, at=late)
    first = date(2026, 7, 1)
    assert shown(look(auditor), since=first, until=first) == ["Operation opened"]
    assert shown(look(auditor), until=first - timedelta(days=1)) == []
    assert shown(look(auditor), since=first + timedelta(days=1)) == []


def test_content_is_never_shown(auditor, operation, inspector, now, browse):
    with viewing(inspector, at=now, name="intelligence_reports") as viewer:
        viewer.saw_list("intelligence reports", ["IR-7K3M9Q"], search="Mrs Somebody", origin="officer")
    with pytest.raises(NotFound), viewing(inspector, at=now, name="operation"):
        raise NotFound("Mrs Somebody")
    page = browse(auditor).get(JOURNAL).content.decode()
    exported = browse(auditor).get(EXPORT).content.decode()
    for text in (page, exported):
        assert "Mrs Somebody" not in text
        assert "Less violence in the two wards" not in text
        assert "1 shown, by origin, search" in text


def test_a_disclosure_names_its_recipients(auditor, inspector, operation, now):
    event = Event.objects.create(
        recorded_at=now,
        at=now,
        actor=inspector,
        verb="intelligence_report.disseminate",
        operation=Operation.DISCLOSURE,
        outcome=Outcome.DONE,
        detail={"to": "Operation OP-7K3M9Q", "recipients": ["N1", "N2"], "other": "not told"},
    )
    assert line(event).note == "To Operation OP-7K3M9Q: N1, N2"


def test_the_auditors_own_look_is_journalled(auditor, operation, browse, last_event):
    browse(auditor).get(JOURNAL, {"reference": operation.reference})
    event = last_event()
    assert (event.verb, event.actor, event.operation) == ("journal", auditor, Operation.CONSULTATION)
    assert event.detail["lists"][0]["query"]["reference"] == operation.reference
    browse(auditor).get(record_page(operation.reference))
    assert (last_event().verb, last_event().actor) == ("journal.record", auditor)
    browse(auditor).get(EXPORT)
    assert (last_event().verb, last_event().operation) == ("journal.export", Operation.DISCLOSURE)


def test_it_costs_the_same_however_long(auditor, operation, inspector, look, now, django_assert_num_queries):
    viewer = look(auditor)
    queries.require_auditor(viewer)  # makes the compartment at first use
    with django_assert_num_queries(4):
        queries.journal(viewer, reference=operation.reference, person="ida")
    for _ in range(5):
        operations.decide(operation.reference, known="k", options="o", decision="d", reasons="r", by=inspector, at=now)
    with django_assert_num_queries(4):
        assert len(queries.journal(viewer, reference=operation.reference, person="ida").lines) == 6
    with django_assert_num_queries(2):
        queries.readers(viewer, operation.reference)


def test_long_journals_are_paged(auditor, inspector, look, now):
    for _ in range(51):
        with viewing(inspector, at=now, name="operations") as viewer:
            viewer.saw_list("operations", [])
    first, second = queries.journal(look(auditor), 1), queries.journal(look(auditor), 2)
    assert (len(first.lines), len(second.lines)) == (50, 1)
    assert first.lines[0].number > second.lines[0].number
    assert first.counts["events"] == 51


def test_many_references_are_cut_short_on_the_page_and_whole_in_the_file(auditor, inspector, now, look, browse):
    with viewing(inspector, at=now, name="operations") as viewer:
        for number in range(12):
            viewer.saw(f"OP-{number:06}")
    (cut,) = queries.journal(look(auditor)).lines
    assert (len(cut.references), cut.more) == (10, 2)
    rows = csv.DictReader(io.StringIO(browse(auditor).get(EXPORT).content.decode("utf-8-sig")))
    assert "OP-000011" in next(rows)["References"]


def test_an_export_holds_no_formula(auditor, person, now, browse):
    trickster = person("trickster", Rank.INSPECTOR, full_name="=2+3")
    operations.open_operation("Bach", aim="A", objectives=["One"], wards=["Harrow Road"], by=trickster, at=now)
    rows = list(csv.DictReader(io.StringIO(browse(auditor).get(EXPORT).content.decode("utf-8-sig"))))
    assert "'=2+3" in {row["Person"] for row in rows}


def test_a_filter_that_makes_no_sense_is_said_and_shows_nothing(auditor, browse):
    page = browse(auditor).get(JOURNAL, {"reference": "Mrs Somebody", "since": "2026-12-01", "until": "2026-11-01"})
    text = page.content.decode()
    assert page.status_code == 422
    assert "such as IR-7K3M9Q" in text and "before the first" in text
    assert browse(auditor).get(EXPORT, {"reference": "nonsense"}).status_code == 302


def test_a_reference_in_small_letters_is_understood(auditor, operation, browse):
    page = browse(auditor).get(JOURNAL, {"reference": f" {operation.reference.lower()} "}).content.decode()
    assert "Operation opened" in page


def test_a_record_that_nobody_touched_says_so(auditor, browse):
    page = browse(auditor).get(record_page("OP-ZZZZZZ")).content.decode()
    assert "The journal names no such record" in page
    assert browse(auditor).get(record_page("nonsense")).status_code == 404


def test_the_desks_words_are_found():
    assert verbs()["operation.open"] == "Operation opened"

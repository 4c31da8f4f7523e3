"""What the journal keeps, and what a record's history shows of it."""

import pytest
from django.db import DEFAULT_DB_ALIAS

from handel.platform.access.roles import Role
from handel.platform.access.viewer import NotFound
from handel.platform.acts import acting, viewing
from handel.platform.journal import queries
from handel.platform.journal.models import Event, Operation, Subject
from handel.platform.journal.write import write
from handel.rules import Refused

pytestmark = pytest.mark.django_db(databases=["default", "public_site"])


def act_on(record, by, at, verb="operation.read"):
    with acting(verb, by=by, at=at) as act:
        act.find(type(record), record.reference)


@pytest.mark.django_db(transaction=True, databases=[])
def test_an_event_outside_a_transaction_is_refused(django_db_blocker, now, monkeypatch):
    from django.db import connections

    monkeypatch.setattr(connections[DEFAULT_DB_ALIAS], "in_atomic_block", False)
    with pytest.raises(RuntimeError, match="transaction"):
        write("operation.read", actor_id=None, at=now, operation=Operation.ALTERATION)


def test_a_record_named_twice_is_one_subject(operation, inspector, now):
    with acting("operation.read", by=inspector, at=now) as act:
        act.find(type(operation), operation.reference)
        act.about(operation)
    assert Event.objects.latest("id").subjects.count() == 1


def test_writing_costs_two_statements_whatever_the_event_is_about(now, django_assert_num_queries):
    for references in (["X-1"], [f"X-{number}" for number in range(200)]):
        with django_assert_num_queries(2):
            write("operation.read", actor_id=None, at=now, operation=Operation.ALTERATION, references=references)
    assert Subject.objects.filter(reference="X-1").count() == 2


def test_a_history_holds_acts_and_refusals_and_no_looks(operation, inspector, outsider, now, look):
    act_on(operation, inspector, now)
    with viewing(inspector, at=now, name="operation") as viewer:
        viewer.saw(operation.reference)
    with pytest.raises(NotFound):
        act_on(operation, outsider, now)
    with pytest.raises(Refused), acting("operation.close", by=inspector, at=now) as act:
        act.find(type(operation), operation.reference)
        raise Refused("Not yet.", "Act 1999 s.1", "Wait.")
    history = queries.timeline(look(inspector), [operation.reference])
    assert [(entry.verb, entry.outcome) for entry in history] == [
        ("operation.close", "refused"),
        ("operation.read", "done"),
        ("operation.open", "done"),
    ]


def test_a_history_in_words_says_what_was_not_done(operation, inspector, now, look):
    act_on(operation, inspector, now, verb="elsewhere.read")
    with pytest.raises(Refused), acting("operation.close", by=inspector, at=now) as act:
        act.find(type(operation), operation.reference)
        raise Refused("Not yet.", "Act 1999 s.1", "Wait.")
    words = {"operation.open": "Operation opened", "operation.close": "Operation closed"}
    history = queries.history(look(inspector), operation.reference, words)
    assert [entry["title"] for entry in history] == ["Not done: Operation closed", "Operation opened"]
    assert {entry["by"] for entry in history} == {str(inspector)}


def test_a_history_names_no_other_record_of_its_events(operation, inspector, now, look):
    with acting("operation.merge", by=inspector, at=now) as act:
        act.references += [operation.reference, "IR-SECRET"]
    for entry in queries.timeline(look(inspector), [operation.reference]):
        assert entry.references == (operation.reference,)


def test_a_history_is_one_entry_an_event_and_ends_at_its_limit(operation, inspector, now, look):
    with acting("operation.merge", by=inspector, at=now) as act:
        act.references += [operation.reference, "X-1", "X-2"]
    history = queries.timeline(look(inspector), [operation.reference, "X-1", "X-2"])
    assert [entry.verb for entry in history] == ["operation.merge", "operation.open"]
    assert len(queries.timeline(look(inspector), [operation.reference], limit=1)) == 1


def test_a_history_costs_the_same_whatever_its_length(operation, inspector, now, look, django_assert_num_queries):
    viewer = look(inspector)
    for _ in range(2):
        with django_assert_num_queries(1):
            queries.timeline(viewer, [operation.reference])
        with django_assert_num_queries(2):
            queries.timeline(viewer, [operation.reference, "W-000000"])
        for _ in range(10):
            act_on(operation, inspector, now)


def test_the_checkpoint_is_the_last_event(operation, inspector, now):
    before = queries.checkpoint()
    act_on(operation, inspector, now)
    assert queries.checkpoint() == Event.objects.latest("id").pk > before


def test_the_journal_holds_no_content(operation, colleague, now):
    """Of all that was typed when the operation was opened, nothing is in its event."""
    colleague("max", Role.PLANNER)
    event = Event.objects.get(verb="operation.open")
    words = str(event.detail)
    assert not [typed for typed in (operation.name, operation.aim, *operation.wards) if typed in words]

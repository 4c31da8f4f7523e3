"""A look and an act, each with its event or not at all."""

import pytest
from django.db import DatabaseError

from handel.desks.operations import queries
from handel.desks.operations.models import Operation
from handel.platform.access.models import Compartment
from handel.platform.access.roles import Role
from handel.platform.access.viewer import NotFound
from handel.platform.acts import acting, viewing
from handel.platform.journal.models import Event, Outcome, Subject
from handel.platform.journal.models import Operation as Processing
from handel.rules import Refused

pytestmark = pytest.mark.django_db(databases=["default", "public_site"])

REFUSAL = Refused("It is too late.", "Act 1999 s.1", "Come earlier next time.")


@pytest.fixture
def events():
    """The events written since the test began, with the references that each is about."""
    written = set(Event.objects.values_list("id", flat=True))

    def since():
        rows = Event.objects.exclude(id__in=written).order_by("id")
        return [(row.verb, row.outcome, [str(subject) for subject in row.subjects.order_by("id")]) for row in rows]

    return since


@pytest.fixture
def start(operation, events):
    """The operation stands, and what made it is not counted."""
    return operation


def another(act, operation, **changed):
    """Create a second operation in the same compartment."""
    values = {
        "name": "Bach",
        "aim": "Quiet",
        "wards": ["Harrow Road"],
        "opened_on": act.at.date(),
        "opened_by": act.by,
        "compartment": operation.compartment,
    }
    return act.create(Operation, **values | changed)


# Looks


def test_a_look_is_one_event_with_its_records_and_its_lists(start, inspector, now, events):
    with viewing(inspector, at=now, name="overview") as viewer:
        queries.operations(viewer)
        queries.operation(viewer, start.reference)
        queries.operation(viewer, start.reference)
    assert events() == [("overview", Outcome.DONE, [start.reference])]
    event = Event.objects.latest("id")
    assert (event.operation, event.actor, event.at) == (Processing.CONSULTATION, inspector, now)
    assert event.detail == {
        "lists": [{"list": "operations", "query": {}, "count": 1, "shown": [start.reference]}],
    }


def test_a_look_at_nothing_is_no_event(start, inspector, now, events):
    with viewing(inspector, at=now, name="overview"):
        pass
    assert events() == []


def test_a_list_that_turned_out_empty_is_still_a_look(start, outsider, now, events):
    with viewing(outsider, at=now, name="operations") as viewer:
        assert queries.operations(viewer) == []
    assert events() == [("operations", Outcome.DONE, [])]


def test_a_look_that_cannot_be_journalled_fails_and_shows_nothing(start, inspector, now, events, broken_journal):
    shown = []
    with broken_journal(), pytest.raises(DatabaseError), viewing(inspector, at=now, name="overview") as viewer:
        shown.append(queries.operation(viewer, start.reference))
        answer = "page"
        shown.append(answer)
    assert events() == []


def test_a_failed_look_leaves_no_event(start, inspector, now, events):
    with pytest.raises(ZeroDivisionError), viewing(inspector, at=now, name="overview") as viewer:
        queries.operation(viewer, start.reference)
        raise ZeroDivisionError
    assert events() == []


def test_the_unknown_and_the_invisible_are_looked_for_alike(start, outsider, now, django_assert_num_queries, events):
    for reference in (start.reference, "OP-000000"):
        with (
            django_assert_num_queries(5),
            pytest.raises(NotFound),
            viewing(outsider, at=now, name="operation") as viewer,
        ):
            queries.operation(viewer, reference)
        assert Event.objects.latest("id").detail == {"asked": reference}
    assert events() == [("operation", Outcome.NOT_FOUND, [])] * 2


@pytest.mark.parametrize("asked", ["", "x" * 10_000, "'; DROP TABLE journal_event; --", "😀"])
def test_whatever_is_asked_for_is_answered_with_not_found(start, inspector, now, asked, events):
    with pytest.raises(NotFound), viewing(inspector, at=now, name="operation") as viewer:
        queries.operation(viewer, asked)
    assert events() == [("operation", Outcome.NOT_FOUND, [])]


# Acts


def test_an_act_is_done_with_one_event(start, inspector, now, events):
    with acting("operation.rename", by=inspector, at=now) as act:
        record = act.find(Operation, start.reference)
        record.aim = "Another aim"
        record.save()
        act.tell(state="open")
    start.refresh_from_db()
    assert start.aim == "Another aim"
    assert events() == [("operation.rename", Outcome.DONE, [start.reference])]
    event = Event.objects.latest("id")
    assert (event.compartment, event.detail) == (start.compartment, {"state": "open"})


def test_a_refused_act_is_undone_and_its_event_names_the_rule(start, inspector, now, events):
    with pytest.raises(Refused) as refused, acting("operation.rename", by=inspector, at=now) as act:
        Operation.unguarded.update(aim="Another aim")
        act.find(Operation, start.reference)
        act.tell(state="closed")
        raise REFUSAL
    assert refused.value is REFUSAL
    start.refresh_from_db()
    assert start.aim != "Another aim"
    assert events() == [("operation.rename", Outcome.REFUSED, [start.reference])]
    assert Event.objects.latest("id").detail == {"citation": "Act 1999 s.1"}


def test_a_record_of_a_refused_act_leaves_no_reference(start, inspector, now, events):
    with pytest.raises(Refused), acting("operation.split", by=inspector, at=now) as act:
        act.find(Operation, start.reference)
        made = another(act, start)
        raise REFUSAL
    assert not Operation.unguarded.filter(reference=made.reference).exists()
    assert not Subject.objects.filter(reference=made.reference).exists()
    assert events() == [("operation.split", Outcome.REFUSED, [start.reference])]


def test_a_refusal_is_journalled_though_the_act_had_made_a_compartment(start, inspector, now, events):
    with pytest.raises(Refused), acting("operation.open", by=inspector, at=now) as act:
        another(act, start, compartment=Compartment.objects.create(name="Operation Bach"))
        raise REFUSAL
    assert events() == [("operation.open", Outcome.REFUSED, [])]
    assert Event.objects.latest("id").compartment is None


def test_an_act_on_what_is_not_there_is_undone_and_journalled(start, outsider, now, events):
    with pytest.raises(NotFound), acting("operation.rename", by=outsider, at=now) as act:
        Operation.unguarded.update(aim="Another aim")
        act.find(Operation, start.reference)
    start.refresh_from_db()
    assert start.aim != "Another aim"
    assert events() == [("operation.rename", Outcome.NOT_FOUND, [])]
    assert Event.objects.latest("id").detail == {"asked": start.reference}


def test_an_error_leaves_nothing_at_all(start, inspector, now, events):
    with pytest.raises(ZeroDivisionError), acting("operation.split", by=inspector, at=now) as act:
        act.find(Operation, start.reference)
        another(act, start)
        raise ZeroDivisionError
    assert list(Operation.unguarded.all()) == [start]
    assert events() == []


def test_a_constraint_of_the_database_leaves_nothing_at_all(start, inspector, now, events):
    with pytest.raises(DatabaseError), acting("operation.split", by=inspector, at=now) as act:
        another(act, start)
        another(act, start, reference=start.reference)
    assert list(Operation.unguarded.all()) == [start]
    assert events() == []


def test_an_act_that_cannot_be_journalled_is_undone(start, inspector, now, events, broken_journal):
    with broken_journal(), pytest.raises(DatabaseError), acting("operation.split", by=inspector, at=now) as act:
        another(act, start)
    assert list(Operation.unguarded.all()) == [start]
    assert events() == []


def test_a_refusal_that_cannot_be_journalled_is_an_error_and_undone(start, inspector, now, events, broken_journal):
    with broken_journal(), pytest.raises(DatabaseError), acting("operation.split", by=inspector, at=now) as act:
        another(act, start)
        raise REFUSAL
    assert list(Operation.unguarded.all()) == [start]


# An act within an act


def test_an_act_within_an_act_is_two_events(start, inspector, now, events):
    with acting("operation.merge", by=inspector, at=now) as outer:
        outer.find(Operation, start.reference)
        with acting("operation.split", by=inspector, at=now) as inner:
            made = another(inner, start)
    assert events() == [
        ("operation.split", Outcome.DONE, [made.reference]),
        ("operation.merge", Outcome.DONE, [start.reference]),
    ]


def test_a_refusal_within_an_act_refuses_the_whole_with_its_citation(start, inspector, now, events):
    with pytest.raises(Refused), acting("operation.merge", by=inspector, at=now) as outer:
        outer.find(Operation, start.reference)
        another(outer, start)
        with acting("operation.split", by=inspector, at=now) as inner:
            another(inner, start)
            raise REFUSAL
    assert list(Operation.unguarded.all()) == [start]
    assert events() == [("operation.merge", Outcome.REFUSED, [start.reference])]
    assert Event.objects.latest("id").detail == {"citation": "Act 1999 s.1"}


def test_a_refusal_that_the_outer_act_takes_up_leaves_the_rest_standing(start, inspector, now, events):
    with acting("operation.merge", by=inspector, at=now) as outer:
        made = another(outer, start)
        try:
            with acting("operation.split", by=inspector, at=now) as inner:
                another(inner, start)
                raise REFUSAL
        except Refused:
            pass
    assert set(Operation.unguarded.all()) == {start, made}
    assert [row[:2] for row in events()] == [("operation.split", Outcome.REFUSED), ("operation.merge", Outcome.DONE)]


# Roles


def test_a_role_counts_in_its_own_compartment_only(start, colleague, person, now):
    planner = colleague("planner", Role.PLANNER)
    elsewhere = person("elsewhere", roles={"Custody": [Role.PLANNER]})
    with acting("operation.plan", by=planner, at=now) as act:
        act.require_role(start.compartment_id, Role.PLANNER, Role.COMMANDER, act="draw up a plan")
    with pytest.raises(Refused) as refused, acting("operation.plan", by=elsewhere, at=now) as act:
        act.require_role(start.compartment_id, Role.PLANNER, Role.COMMANDER, act="draw up a plan")
    assert "Only a person who holds the role planner or commander here may draw up a plan." in str(refused.value)

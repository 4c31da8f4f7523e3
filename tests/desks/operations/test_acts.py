import re
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from handel.desks.operations import acts, queries
from handel.desks.operations.models import Decision, Operation
from handel.desks.operations.verbs import VERBS
from handel.platform.access.models import Membership
from handel.platform.access.roles import Role
from handel.platform.access.viewer import NotFound
from handel.platform.journal.models import Event, Outcome
from handel.rules import Refused
from handel.rules.england_wales.ranks import Rank


def opening(**changed):
    values = {"aim": "Less violence", "objectives": ["Find who deals"], "wards": ["Harrow Road"]}
    return values | changed


def test_who_opens_an_operation_runs_it(operation, inspector, look):
    assert queries.leads(look(inspector), operation)
    assert [str(row) for row in operation.objectives.all()] == ["Find who deals", "Protect who tells us"]


def test_a_sergeant_may_not_open_one_and_the_refusal_is_journalled(person, now, last_event):
    sergeant = person("sergeant", Rank.SERGEANT)
    with pytest.raises(Refused) as refused:
        acts.open_operation("Handel", **opening(), by=sergeant, at=now)
    assert "inspector" in str(refused.value)
    assert not Operation.unguarded.exists()
    event = last_event()
    assert (event.verb, event.outcome, event.actor) == ("operation.open", Outcome.REFUSED, sergeant)
    assert not event.subjects.exists()


@pytest.mark.parametrize("missing", ["objectives", "wards"])
def test_an_operation_needs_an_objective_and_an_area(inspector, now, missing):
    with pytest.raises(Refused) as refused:
        acts.open_operation("Handel", **opening(**{missing: []}), by=inspector, at=now)
    assert refused.value.field == missing


def test_a_name_in_use_is_refused_to_those_who_may_see_it_and_only_to_them(operation, inspector, outsider, now):
    with pytest.raises(Refused):
        acts.open_operation("HANDEL", **opening(), by=inspector, at=now)
    acts.open_operation("HANDEL", **opening(), by=outsider, at=now)


def test_members_read_in_their_roles_and_outsiders_nothing(operation, colleague, outsider, inspector, look):
    press = colleague("press", Role.PRESS)
    auditor = colleague("auditor", Role.AUDITOR)
    assert queries.operation(look(press), operation.reference) == operation
    for stranger in (outsider, auditor):
        with pytest.raises(NotFound):
            queries.operation(look(stranger), operation.reference)
        assert queries.operations(look(stranger)) == []
    with pytest.raises(NotFound):
        queries.policy_log(look(press), operation)


def test_a_role_ended_is_a_right_ended(operation, inspector, person, look, now):
    person("max")
    acts.add_member(operation.reference, username="max", role=Role.PLANNER, by=inspector, at=now)
    member = Membership.objects.get(user__username="max").user
    assert queries.operations(look(member)) == [operation]
    acts.end_membership(operation.reference, username="max", role=Role.PLANNER, by=inspector, at=now)
    assert queries.operations(look(member)) == []


def test_an_operation_is_never_without_a_commander(operation, inspector, now):
    with pytest.raises(Refused):
        acts.end_membership(operation.reference, username="inspector", role=Role.COMMANDER, by=inspector, at=now)


def test_a_member_who_does_not_lead_decides_nothing(operation, colleague, now):
    planner = colleague("planner", Role.PLANNER)
    with pytest.raises(Refused):
        acts.decide(operation.reference, known="k", options="o", decision="d", reasons="r", by=planner, at=now)
    assert not Decision.objects.exists()


def decide(operation, by, at, **changed):
    values = {"known": "Reports agree", "options": "Wait", "decision": "Apply", "reasons": "Necessary"}
    return acts.decide(operation.reference, **values | changed, by=by, at=at)


def test_the_policy_log_only_grows(operation, inspector, now):
    first = decide(operation, inspector, now)
    second = decide(operation, inspector, now, corrects=1)
    assert (first.number, second.number, second.corrects) == (1, 2, first)
    with pytest.raises(Refused):
        decide(operation, inspector, now, corrects=7)
    for change in (lambda: first.delete(), lambda: Decision.objects.filter(pk=first.pk).update(decision="x")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_closed_operation_takes_nothing_more(operation, inspector, now):
    acts.close(operation.reference, by=inspector, at=now)
    with pytest.raises(Refused):
        decide(operation, inspector, now)


def test_the_unknown_and_the_invisible_are_refused_alike(operation, outsider, now, django_assert_num_queries):
    answers = []
    for reference in (operation.reference, "OP-000000"):
        with pytest.raises(NotFound) as error, django_assert_num_queries(6):
            acts.close(reference, by=outsider, at=now)
        answers.append(str(error.value))
    assert answers[0] == answers[1]
    assert Event.objects.filter(outcome=Outcome.NOT_FOUND, actor=outsider).count() == 2


def test_every_verb_has_its_words():
    source = Path(acts.__file__).read_text()
    assert set(re.findall(r'acting\(\s*"([a-z_.]+)"', source)) == set(VERBS)

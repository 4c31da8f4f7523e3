import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.desks.search_day.conftest import MUSTER

from handel.desks.search_day import acts, queries
from handel.desks.search_day.models import Assignment, Seat
from handel.platform.access.roles import Role
from handel.platform.access.viewer import NotFound


@pytest.fixture
def in_team(approved, planner, inspector, member, now):
    """The plan with the member as a searcher of Team 2, approved again."""
    acts.withdraw_approval(approved.reference, reason="The member searches after all.", by=planner, at=now)
    held = Assignment.objects.filter(plan=approved, premises__number=2, seat="SEARCH").first()
    warrant = held.premises.warrant
    acts.move(approved.reference, username=held.user.username, by=planner, at=now)
    acts.move(approved.reference, username="member", warrant=warrant, seat=Seat.SEARCHER, by=planner, at=now)
    return acts.approve(approved.reference, by=inspector, at=now)


def test_those_who_plan_or_approve_read_the_plan_and_nobody_else(plan, planner, inspector, colleague, outsider, look):
    authoriser = colleague("second", Role.AUTHORISER)
    for reader in (planner, inspector, authoriser):
        assert queries.plan(look(reader), plan.reference) == plan
        assert [row.reference for row in queries.plans(look(reader))] == [plan.reference]
    for stranger in (outsider, *(colleague(f"x{role}", role) for role in (Role.TEAM, Role.PRESS, Role.EXHIBITS))):
        with pytest.raises(NotFound):
            queries.plan(look(stranger), plan.reference)
        assert queries.plans(look(stranger)) == []


def test_a_member_of_a_team_reads_the_sheet_of_that_team_alone(in_team, member, look):
    sheet = queries.my_team(look(member), in_team.reference)
    assert sheet.team == "Team 2" and sheet.premises.number == 2 and len(sheet.members) == 7
    assert member in [each.user for each in sheet.members]
    assert queries.team_sheet(look(member), in_team.reference, "2") == sheet
    assert [row.reference for row in queries.my_plans(look(member))] == [in_team.reference]
    for other in ("1", "3", "DOG", "RESERVE", "9", "x"):
        with pytest.raises(NotFound):
            queries.team_sheet(look(member), in_team.reference, other)


def test_a_sheet_is_for_its_members_and_once_approved(in_team, member, colleague, planner, look, now):
    other = colleague("other", Role.TEAM)
    for attempt in (queries.my_team, lambda viewer, reference: queries.team_sheet(viewer, reference, "2")):
        with pytest.raises(NotFound):
            attempt(look(other), in_team.reference)
    acts.withdraw_approval(in_team.reference, reason="A van has broken down.", by=planner, at=now)
    with pytest.raises(NotFound):
        queries.my_team(look(member), in_team.reference)
    with pytest.raises(NotFound):
        queries.team_sheet(look(member), in_team.reference, "2")
    assert queries.my_plans(look(member)) == []
    assert queries.team_sheet(look(planner), in_team.reference, "2").team == "Team 2"


def test_a_function_has_a_sheet_without_an_address(approved, member, look):
    sheet = queries.my_team(look(member), approved.reference)
    assert (sheet.team, sheet.premises, [each.user for each in sheet.members]) == ("Reserve", None, [member])


def test_who_tells_of_the_day_gets_neither_who_nor_where(approved, planner, colleague, outsider, look):
    press = colleague("press", Role.PRESS)
    everybody = list(Assignment.objects.filter(plan=approved).values_list("user__username", flat=True))
    acts.muster(approved.reference, usernames=everybody, by=planner, at=MUSTER)
    reference = approved.operation.reference
    whole, told = queries.deployed(look(planner), reference), queries.deployed(look(press), reference)
    assert len(whole) == len(told) == 22
    assert all(row.username for row in whole) and any(row.warrant for row in whole)
    assert not any(row.username or row.warrant for row in told)
    assert [row.unit for row in whole] == [row.unit for row in told]
    assert queries.deployed(look(outsider), reference) == []


def test_statements_do_not_grow_with_the_plan(plan, planner, force, look, now, issue):
    def counted():
        viewer = look(planner)
        with CaptureQueriesContext(connection) as found:
            shown = queries.plan(viewer, plan.reference)
            board = queries.board(viewer, shown)
            assert len(board.teams) == plan.premises.count() and board.called_out
        return len(found.captured_queries)

    acts.call_out(plan.reference, usernames=force(1), by=planner, at=now)
    acts.assign(plan.reference, by=planner, at=now)
    few = counted()
    acts.add_premises(plan.reference, warrant=issue("5 Lanhill Road, London W9").reference, by=planner, at=now)
    names = [row.username for row in queries.people(look(planner))]
    acts.call_out(plan.reference, usernames=names, by=planner, at=now)
    acts.assign(plan.reference, by=planner, at=now)
    assert counted() == few


def test_counting_the_deployed_takes_as_many_statements_for_one_as_for_all(approved, planner, look):
    def counted():
        viewer = look(planner)
        with CaptureQueriesContext(connection) as found:
            rows = queries.deployed(viewer, approved.operation.reference)
        return len(rows), len(found.captured_queries)

    everybody = list(Assignment.objects.filter(plan=approved).values_list("user__username", flat=True))
    acts.muster(approved.reference, usernames=everybody[:1], by=planner, at=MUSTER)
    one, few = counted()
    acts.muster(approved.reference, usernames=everybody, by=planner, at=MUSTER)
    assert (one, counted()) == (1, (22, few))

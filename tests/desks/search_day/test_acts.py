import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from tests.desks.search_day.conftest import MUSTER, STRIKE, places

from handel.desks.search_day import acts, queries, seating
from handel.desks.search_day.models import Deployment, Plan, Seat, State
from handel.desks.search_day.verbs import VERBS
from handel.platform.access.roles import Role
from handel.platform.access.viewer import NotFound
from handel.platform.accounts.models import User
from handel.platform.journal.models import Outcome
from handel.rules import Refused
from handel.rules.england_wales.ranks import Rank


def test_a_plan_begins_with_every_premises_that_can_be_entered_on_the_day(plan, issued, planner):
    assert plan.state == State.DRAFT and plan.drawn_up_by == planner
    assert {row.warrant for row in plan.premises.all()} == {row.reference for row in issued}
    assert [row.team for row in plan.premises.all()] == ["Team 1", "Team 2", "Team 3"]


def test_a_warrant_out_of_time_on_the_day_cannot_be_planned(draft, issued, last_event):
    after = datetime(2026, 12, 21, 5, tzinfo=UTC)
    with pytest.raises(Refused) as refused:
        draft(day=after.date(), strike_at=after, warrants=[issued[0].reference])
    assert "20 December 2026" in refused.value.message and refused.value.citation == "PACE 1984 s.16(3)"
    assert not Plan.unguarded.exists() and last_event().outcome == Outcome.REFUSED
    with pytest.raises(Refused, match="No premises can be entered"):
        draft(day=after.date(), strike_at=after)
    last = datetime(2026, 12, 20, 5, tzinfo=UTC)
    assert draft(day=last.date(), strike_at=last, warrants=[issued[0].reference]).premises.count() == 1


def test_an_application_is_no_warrant(draft, issue, issued, plan, planner, now):
    application = issue("2 Lanhill Road, London W9", issued=False)
    for attempt in (
        lambda: draft(warrants=[application.reference]),
        lambda: acts.add_premises(plan.reference, warrant=application.reference, by=planner, at=now),
    ):
        with pytest.raises(Refused, match="drafted"):
            attempt()
    with pytest.raises(Refused, match="no warrant W-000000"):
        draft(warrants=["W-000000"])


def test_a_strike_before_six_needs_reasons_for_the_hour(draft, issued):
    for reasons in ("", "as above"):
        with pytest.raises(Refused) as refused:
            draft(reasons_for_hour=reasons)
        assert refused.value.citation == "PACE 1984 s.16(4)" and refused.value.field == "reasons_for_hour"
    assert draft(strike_at=STRIKE + timedelta(hours=1), reasons_for_hour="").reasons_for_hour == ""


def test_the_hour_and_the_day_are_londons(draft, issued):
    with pytest.raises(Refused, match="not on the search day"):
        draft(day=date(2026, 11, 26))
    with pytest.raises(Refused, match="in the past"):
        draft(day=date(2026, 11, 23), strike_at=datetime(2026, 11, 23, 8, tzinfo=UTC))


def test_travel_counts_from_the_briefing_place_or_the_middle_of_the_premises(draft, issued):
    middle = draft()
    assert middle.briefing_place == ""
    street = draft(briefing_place="harrow road")
    given = draft(briefing_place="Hendon", briefing_latitude=51.6, briefing_longitude=-0.23)
    minutes = [seating.travel(seating.Day.of(each)) for each in (middle, street, given)]
    assert all(set(each) == {"Team 1", "Team 2", "Team 3"} for each in minutes)
    assert max(minutes[0].values()) < 12
    # Eight kilometres and a half: 5 minutes, 12 for the first five, and one for each of the rest.
    assert all(19 <= each <= 22 for each in minutes[2].values())
    with pytest.raises(Refused) as refused:
        draft(briefing_place="Hendon")
    assert refused.value.field == "briefing_latitude"


@pytest.mark.parametrize("role", [Role.TEAM, Role.AUTHORISER, Role.PRESS])
def test_others_than_planners_plan_nothing(role, draft, issued, colleague, now):
    with pytest.raises(Refused, match="plan a search day"):
        draft(by=colleague("other", role))
    assert not Plan.unguarded.exists()


def test_an_outsider_meets_nothing(plan, draft, outsider, now):
    for attempt in (
        lambda: draft(by=outsider),
        lambda: acts.assign(plan.reference, by=outsider, at=now),
        lambda: acts.approve(plan.reference, by=outsider, at=now),
        lambda: acts.muster(plan.reference, usernames=[], by=outsider, at=MUSTER),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_assigning_keeps_the_hard_rules_and_fills_what_can_be_filled(assigned, planner, look):
    assert seating.broken(seating.Day.of(assigned)) == []
    board = queries.board(look(planner), queries.plan(look(planner), assigned.reference))
    assert [(team.filled, team.needed) for team in board.teams] == [(7, 7)] * 3
    assert board.short == 0 and board.unused == []


def test_a_hundred_people_are_assigned_the_same_twice(plan, force, planner, now, person):
    names = force(15)
    assert len(names) == 105
    acts.call_out(plan.reference, usernames=list(reversed(names)), by=planner, at=now)
    for premises in plan.premises.all():
        acts.set_needs(plan.reference, warrant=premises.warrant, risk=3, searchers=12, by=planner, at=now)
    acts.assign(plan.reference, by=planner, at=now)
    first = places(plan)
    acts.assign(plan.reference, by=planner, at=now)
    assert places(plan) == first
    assert len(first) == 45


def test_what_is_short_is_said_in_words_with_its_counts(plan, force, planner, look, now):
    acts.call_out(plan.reference, usernames=force(1), by=planner, at=now)
    acts.assign(plan.reference, by=planner, at=now)
    board = queries.board(look(planner), queries.plan(look(planner), plan.reference))
    assert board.short == 2
    missing = next(team for team in board.teams if not team.members)
    assert missing.shortage[0].startswith("4 searchers short (4 wanted, 0 there). Officers who qualify: ")
    assert any(text.startswith("1 team leader short (1 wanted, 0 there).") for text in missing.shortage)
    assert not any("vehicle" in text or "cell" in text for text in missing.shortage)


def test_nobody_to_seat_is_refused(plan, planner, now, last_event):
    with pytest.raises(Refused, match="No officer is called out"):
        acts.assign(plan.reference, by=planner, at=now)
    assert last_event().outcome == Outcome.REFUSED


def test_people_in_a_function_are_not_seated_and_stay_in_it(plan, force, person, planner, now):
    names = force(3)
    handler = person("handler", unit="Dog Support Unit", skills=["LSO"])
    acts.call_out(plan.reference, usernames=names, by=planner, at=now)
    acts.call_out(plan.reference, usernames=[handler.username], function=Seat.DOGS, by=planner, at=now)
    acts.assign(plan.reference, by=planner, at=now)
    assert places(plan)["handler"] == (None, "DOG")
    seated = {user: place for user, place in places(plan).items() if place[0]}
    acts.call_out(plan.reference, usernames=[*names, "handler"], by=planner, at=now)
    assert places(plan) == seated
    with pytest.raises(Refused, match="seat at premises"):
        acts.call_out(plan.reference, usernames=names, function=Seat.SEARCHER, by=planner, at=now)


def test_a_move_is_held_to_the_checkers_rules(assigned, planner, now):
    before = places(assigned)
    sergeant = next(user for user, (_, seat) in before.items() if seat == "TL")
    searcher = next(user for user, (_, seat) in before.items() if seat == "SEARCH")
    warrant = before[sergeant][0]
    elsewhere = next(user for user, held in before.items() if held[1] == "SEARCH" and held[0] != warrant)
    for user, seat, words in (
        (searcher, "TL", "may not be team leader at Team 1"),
        (sergeant, "SEARCH", "may not be searcher at Team 1"),
        (elsewhere, "SEARCH", "Team 1 has 5 officers as searcher; seats: 4."),
    ):
        with pytest.raises(Refused, match=words) as refused:
            acts.move(assigned.reference, username=user, warrant=warrant, seat=seat, by=planner, at=now)
        assert refused.value.field == "seat"
    assert places(assigned) == before
    acts.move(assigned.reference, username=searcher, seat=Seat.RESERVE, by=planner, at=now)
    assert places(assigned)[searcher] == (None, "RESERVE")
    acts.move(assigned.reference, username=searcher, by=planner, at=now)
    assert searcher not in places(assigned)
    acts.move(assigned.reference, username=searcher, warrant=before[searcher][0], seat="SEARCH", by=planner, at=now)
    assert places(assigned) == before


def test_a_move_of_somebody_not_called_out_or_to_nowhere_is_refused(assigned, person, planner, now):
    person("stranger")
    searcher = next(user for user, (_, seat) in places(assigned).items() if seat == "SEARCH")
    for user, warrant, seat in (
        ("stranger", "", "RESERVE"),
        (searcher, "", "SEARCH"),
        (searcher, "W-000000", "SEARCH"),
    ):
        with pytest.raises(Refused):
            acts.move(assigned.reference, username=user, warrant=warrant, seat=seat, by=planner, at=now)


def test_police_staff_hold_no_seat_at_premises(assigned, person, planner, now):
    person("staff", Rank.STAFF, skills=["EXH"])
    acts.call_out(assigned.reference, usernames=["staff"], by=planner, at=now)
    warrant = assigned.premises.first().warrant
    with pytest.raises(Refused, match="police staff"):
        acts.move(assigned.reference, username="staff", warrant=warrant, seat="EXH", by=planner, at=now)
    acts.move(assigned.reference, username="staff", seat=Seat.TRANSPORT, by=planner, at=now)


def test_a_conflict_of_interest_bars_from_the_premises_for_good(assigned, planner, now):
    user, (warrant, seat) = next((u, p) for u, p in places(assigned).items() if p[1] == "SEARCH")
    declare = {"username": user, "warrant": warrant, "reason": "Lives next door", "by": planner, "at": now}
    acts.declare_conflict(assigned.reference, **declare)
    assert user not in places(assigned)
    with pytest.raises(Refused, match="barred"):
        acts.move(assigned.reference, username=user, warrant=warrant, seat=seat, by=planner, at=now)
    with pytest.raises(Refused, match="already"):
        acts.declare_conflict(assigned.reference, **declare)
    acts.assign(assigned.reference, by=planner, at=now)
    assert places(assigned).get(user, ("", ""))[0] != warrant


def test_who_is_stood_down_loses_the_place(assigned, planner, now):
    user = next(iter(places(assigned)))
    acts.stand_down(assigned.reference, usernames=[user], by=planner, at=now)
    assert user not in places(assigned)
    acts.assign(assigned.reference, by=planner, at=now)
    assert user not in places(assigned)
    acts.call_out(assigned.reference, usernames=[user], by=planner, at=now)
    acts.assign(assigned.reference, by=planner, at=now)
    assert user in places(assigned)


def test_needs_hold_more_people_than_seats_or_more_skills_than_searchers_never(assigned, planner, now):
    warrant = assigned.premises.first().warrant
    for needs in ({"searchers": 3}, {"searchers": 1, "licensed_searchers": 2}):
        with pytest.raises(Refused):
            acts.set_needs(assigned.reference, warrant=warrant, **needs, by=planner, at=now)
    assert assigned.premises.first().searchers == 4


def test_the_muster_counts_who_turned_up_and_only_grows(approved, planner, now, look):
    with pytest.raises(Refused, match="on the day"):
        acts.muster(approved.reference, usernames=["member"], by=planner, at=now)
    everybody = list(places(approved))
    acts.muster(approved.reference, usernames=everybody[:-1], by=planner, at=MUSTER)
    acts.muster(approved.reference, usernames=everybody, by=planner, at=STRIKE)
    rows = queries.deployed(look(planner), approved.operation.reference)
    assert len(rows) == len({row.username for row in rows}) == len(everybody) == 22
    assert {row.unit for row in rows} == {"Borough", "Serial 1", "Serial 2", "Serial 3"}
    with pytest.raises(Refused, match="Nobody new"):
        acts.muster(approved.reference, usernames=everybody, by=planner, at=STRIKE)
    for change in (lambda: Deployment.objects.all().delete(), lambda: Deployment.objects.update(unit="x")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(Refused, match="deployed under this plan"):
        acts.withdraw_approval(approved.reference, reason="Two more doors", by=planner, at=STRIKE)


def test_the_unit_is_that_of_the_day(approved, planner, look):
    acts.muster(approved.reference, usernames=["member"], by=planner, at=MUSTER)
    User.objects.get(username="member").unit.__class__.objects.filter(name="Borough").update(name="Elsewhere")
    assert [row.unit for row in queries.deployed(look(planner), approved.operation.reference)] == ["Borough"]


def test_a_day_is_done_after_the_strike_and_a_muster(approved, planner):
    with pytest.raises(Refused, match="No muster"):
        acts.finish(approved.reference, by=planner, at=STRIKE)
    acts.muster(approved.reference, usernames=["member"], by=planner, at=MUSTER)
    with pytest.raises(Refused, match="still to come"):
        acts.finish(approved.reference, by=planner, at=MUSTER)
    assert acts.finish(approved.reference, by=planner, at=STRIKE).state == State.DONE


def test_every_verb_has_its_words():
    folder = Path(acts.__file__).parent
    source = "".join(path.read_text() for path in [*folder.glob("*.py"), *folder.parent.glob("*.py")])
    assert set(re.findall(r'(?:acting|page)\(\s*"(plan\.[a-z_]+)"', source)) == set(VERBS)

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests.desks.search_day.conftest import STRIKE, places

from handel.desks.search_day import acts
from handel.desks.search_day.models import Plan, Seat, State
from handel.platform.access.roles import Role
from handel.platform.accounts.models import User
from handel.platform.journal.models import Outcome
from handel.rules import Refused
from handel.rules.england_wales.ranks import Rank

CHANGES = {
    "add_premises": lambda plan, issue: {"warrant": issue("5 Lanhill Road, London W9").reference},
    "drop_premises": lambda plan, issue: {"warrant": plan.premises.last().warrant},
    "set_needs": lambda plan, issue: {"warrant": plan.premises.first().warrant, "minutes": 90},
    "call_out": lambda plan, issue: {"usernames": ["planner"], "function": Seat.COMMAND},
    "stand_down": lambda plan, issue: {"usernames": [searcher(plan)[0]]},
    "declare_conflict": lambda plan, issue: {
        "username": searcher(plan)[0], "warrant": searcher(plan)[1], "reason": "Lives there",
    },
    "assign": lambda plan, issue: {},
    "move": lambda plan, issue: {"username": searcher(plan)[0], "seat": Seat.RESERVE},
}  # fmt: skip


def searcher(plan):
    """The username of a searcher, and the warrant of the premises."""
    return next((user, warrant) for user, (warrant, seat) in places(plan).items() if seat == Seat.SEARCHER)


def stored(plan):
    return Plan.unguarded.get(pk=plan.pk)


def test_the_approver_is_a_commander_who_did_not_draw_it_up(draft, assigned, issued, force, inspector, planner, now):
    with pytest.raises(Refused, match="commander"):
        acts.approve(assigned.reference, by=planner, at=now)
    own = draft(by=inspector)
    acts.call_out(own.reference, usernames=[u.username for u in User.objects.filter(username__startswith="c")],
                  by=inspector, at=now)  # fmt: skip
    acts.assign(own.reference, by=inspector, at=now)
    with pytest.raises(Refused, match="may not approve"):
        acts.approve(own.reference, by=inspector, at=now)
    assert acts.approve(assigned.reference, by=inspector, at=now).state == State.APPROVED
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.unguarded.filter(pk=own.pk).update(state="approved", approved_by=inspector, approved_at=now)


def test_every_act_is_a_change_or_named_here_as_one_that_changes_no_plan():
    assert {*CHANGES, "draft", "approve", "withdraw_approval", "muster", "finish"} == set(acts.__all__)


@pytest.mark.parametrize("name", CHANGES)
def test_whoever_changed_the_plan_does_not_approve_it(name, assigned, issue, inspector, colleague, now, last_event):
    second = colleague("second", Role.COMMANDER, Rank.INSPECTOR)
    before = stored(assigned)
    getattr(acts, name)(assigned.reference, **CHANGES[name](assigned, issue), by=inspector, at=now)
    changed = stored(assigned)
    assert changed.edition == before.edition + 1 and changed.writers == before.writers | {inspector.pk}
    assert last_event().detail["edition"] == changed.edition
    with pytest.raises(Refused, match="changed it since it was last approved") as refused:
        acts.approve(assigned.reference, edition=changed.edition, by=inspector, at=now)
    assert refused.value.citation == "Force policy on search days" and last_event().outcome == Outcome.REFUSED
    after = stored(assigned)
    assert (after.state, after.approved_by, after.edition) == (State.DRAFT, None, changed.edition)
    assert acts.approve(assigned.reference, by=second, at=now).approved_by == second


def test_who_changed_it_may_approve_again_once_a_second_person_approved_those_changes(
    assigned, inspector, colleague, planner, now
):
    second = colleague("second", Role.COMMANDER, Rank.INSPECTOR)
    acts.move(assigned.reference, username=searcher(assigned)[0], seat=Seat.RESERVE, by=inspector, at=now)
    acts.approve(assigned.reference, by=second, at=now)
    assert stored(assigned).writers == {planner.pk, inspector.pk}
    acts.withdraw_approval(assigned.reference, reason="A van has broken down.", by=inspector, at=now)
    acts.move(assigned.reference, username=searcher(assigned)[0], seat=Seat.RESERVE, by=second, at=now)
    with pytest.raises(Refused, match="may not approve"):
        acts.approve(assigned.reference, by=second, at=now)
    assert acts.approve(assigned.reference, by=inspector, at=now).approved_by == inspector


def test_a_refused_change_names_nobody_and_is_no_edition(assigned, inspector, planner, now):
    before = stored(assigned)
    with pytest.raises(Refused):
        acts.set_needs(assigned.reference, warrant=assigned.premises.first().warrant, searchers=3, by=inspector, at=now)
    assert (stored(assigned).edition, stored(assigned).writers) == (before.edition, {planner.pk})
    assert acts.approve(assigned.reference, edition=before.edition, by=inspector, at=now).state == State.APPROVED


def test_what_is_approved_is_the_edition_that_was_read(assigned, planner, inspector, now, last_event):
    read = stored(assigned).edition
    acts.move(assigned.reference, username=searcher(assigned)[0], seat=Seat.RESERVE, by=planner, at=now)
    with pytest.raises(Refused, match="changed since you read it") as refused:
        acts.approve(assigned.reference, edition=read, by=inspector, at=now)
    assert refused.value.citation == "Force policy on search days"
    assert (stored(assigned).state, stored(assigned).edition) == (State.DRAFT, read + 1)
    acts.approve(assigned.reference, edition=read + 1, by=inspector, at=now)
    assert last_event().detail["edition"] == read + 1


def test_approval_comes_with_people_before_the_strike_and_within_the_warrants(assigned, inspector, draft, now):
    empty = draft()
    with pytest.raises(Refused, match="Nobody is assigned"):
        acts.approve(empty.reference, by=inspector, at=now)
    with pytest.raises(Refused, match="has passed"):
        acts.approve(assigned.reference, by=inspector, at=STRIKE)
    Plan.unguarded.filter(pk=assigned.pk).update(
        day=date(2026, 12, 21), strike_at=datetime(2026, 12, 21, 5, tzinfo=UTC)
    )
    with pytest.raises(Refused, match="20 December"):
        acts.approve(assigned.reference, by=inspector, at=now)


def test_what_is_approved_changes_only_after_the_approval_is_withdrawn(approved, planner, now):
    user = next(iter(places(approved)))
    for attempt in (
        lambda: acts.assign(approved.reference, by=planner, at=now),
        lambda: acts.move(approved.reference, username=user, by=planner, at=now),
        lambda: acts.call_out(approved.reference, usernames=[user], by=planner, at=now),
    ):
        with pytest.raises(Refused, match="what was approved is not changed"):
            attempt()
    with pytest.raises(Refused):
        acts.withdraw_approval(approved.reference, reason="n/a", by=planner, at=now)
    plan = acts.withdraw_approval(approved.reference, reason="The dog handler is ill.", by=planner, at=now)
    assert (plan.state, plan.approved_by) == (State.DRAFT, None)
    with pytest.raises(DatabaseError), transaction.atomic():
        plan.withdrawals.all().delete()

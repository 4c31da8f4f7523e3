"""Who is called out, and where each of them goes."""

from collections.abc import Sequence
from datetime import datetime

from handel.desks.search_day.acts.common import POLICY, begin_change, called_out, of_warrant, require_rules_kept
from handel.desks.search_day.models import AT_PREMISES, FUNCTIONS, Assignment, CalledOut, Conflict, Plan, Seat
from handel.desks.search_day.seating import Day, Place, seat_greedily
from handel.platform.accounts.models import User
from handel.platform.acts import acting
from handel.rules import Refused
from handel.rules.england_wales.ranks import Rank

SEAT_RULES = {
    Seat.TEAM_LEADER: "A team leader is a sergeant or above who is not an investigator.",
    Seat.EXHIBITS: "An exhibits officer is trained for it and not above sergeant.",
    Seat.IN_THE_CASE: "An officer in the case is an investigator and not above sergeant.",
    Seat.SEARCHER: "A searcher is a constable, and not an investigator unless a licensed search officer.",
}


def call_out(
    plan_reference: str, *, usernames: Sequence[str], function: Seat | None = None, by: User, at: datetime
) -> Plan:
    """Call people out: for the teams, or straight for a function of the whole plan.

    Who is called out again moves to what they are called out for now; those seated at premises stay for the teams.

    Raises `Refused` for nobody, for somebody who is not of the force, and for a seat that is at premises.
    """
    with acting("plan.call_out", by=by, at=at) as act:
        plan = begin_change(act, plan_reference, "call people out")
        if not usernames:
            raise Refused("Nobody is chosen.", POLICY, "Choose at least one person.", field="usernames")
        if function is not None and function not in FUNCTIONS:
            raise Refused("A seat at premises is given by assigning.", POLICY, "Choose a function.", field="function")
        people = list(User.objects.filter(username__in=usernames, is_active=True))
        if missing := set(usernames) - {user.username for user in people}:
            raise Refused(f"There is no {min(missing)} in the force.", POLICY, "Look again.", field="usernames")
        plan.called_out.filter(user__in=people).update(available=True)
        known = set(plan.called_out.values_list("user_id", flat=True))
        CalledOut.objects.bulk_create(CalledOut(plan=plan, user=user) for user in people if user.pk not in known)
        if function is None:
            plan.assignments.filter(user__in=people, premises__isnull=True).delete()
        else:
            plan.assignments.filter(user__in=people).delete()
            _place(plan, {user.pk: Place(None, function) for user in people})
        act.tell(people=len(people), function=str(function or ""))
        return plan


def stand_down(plan_reference: str, *, usernames: Sequence[str], by: User, at: datetime) -> Plan:
    """Say that people are not available after all; they lose their place."""
    with acting("plan.stand_down", by=by, at=at) as act:
        plan = begin_change(act, plan_reference, "stand people down")
        people = called_out(plan, usernames)
        if not people:
            raise Refused("Nobody is chosen.", POLICY, "Choose at least one person.", field="usernames")
        plan.called_out.filter(user__in=people).update(available=False)
        plan.assignments.filter(user__in=people).delete()
        act.tell(people=len(people))
        return plan


def declare_conflict(plan_reference: str, *, username: str, warrant: str, reason: str, by: User, at: datetime) -> Plan:
    """Bar a person from premises, where they have an interest of their own; a seat there is taken from them."""
    with acting("plan.declare_conflict", by=by, at=at) as act:
        plan = begin_change(act, plan_reference, "record a conflict of interest")
        premises = of_warrant(plan, warrant)
        [user] = called_out(plan, [username], field="username")
        if premises.conflicts.filter(user=user).exists():
            raise Refused("They are barred from there already.", POLICY, "Nothing is left to do.", field="username")
        Conflict.objects.create(premises=premises, user=user, reason=reason, declared_at=at, recorded_by=by)
        premises.assignments.filter(user=user).delete()
        act.tell(warrant=warrant)
        return plan


def assign(plan_reference: str, *, by: User, at: datetime) -> Plan:
    """Seat everybody at the premises anew, greedily; people in a function stay in it. No bound is proven.

    Raises `Refused` when nobody is there to be seated. What stays short is shown with the plan; it is no error.
    """
    with acting("plan.assign", by=by, at=at) as act:
        plan = begin_change(act, plan_reference, "assign people")
        day = Day.of(plan)
        if not day.premises:
            raise Refused("No premises are in the plan.", POLICY, "Add premises first.")
        if not day.candidates():
            raise Refused("No officer is called out for the teams.", POLICY, "Call people out first.")
        places = seat_greedily(day)
        plan.assignments.filter(premises__isnull=False).delete()
        _place(plan, places)
        require_rules_kept(Day.of(plan), remedy="Report this: the planner broke a rule that it keeps.", field="")
        act.tell(seated=len(places), method="greedy; no bound")
        return plan


def move(plan_reference: str, *, username: str, warrant: str = "", seat: str = "", by: User, at: datetime) -> Plan:
    """Put one person elsewhere: a seat at the premises of a warrant, a function of the whole plan, or no place.

    Raises `Refused` with the hard rule that the move would break, as the planner's checker says it.

    >>> move("P-7K3M9Q", username="ann", warrant="W-4S8DY1", seat=Seat.SEARCHER, by=planner, at=now)
    """
    with acting("plan.move", by=by, at=at) as act:
        plan = begin_change(act, plan_reference, "move people")
        [user] = called_out(plan, [username], field="username")
        place = _place_meant(plan, user, warrant, seat)
        if place is not None:
            day = Day.of(plan).with_place(user, place)
            remedy = SEAT_RULES.get(place.seat, "") + " Choose another seat, or move somebody out of it first."
            require_rules_kept(day, remedy=remedy.strip(), field="seat")
        plan.assignments.filter(user=user).delete()
        _place(plan, {} if place is None else {user.pk: place})
        act.tell(seat=seat, warrant=warrant)
        return plan


def _place_meant(plan: Plan, user: User, warrant: str, seat: str) -> Place | None:
    if not seat:
        return None
    if seat in FUNCTIONS:
        return Place(None, Seat(seat))
    if seat not in AT_PREMISES or not warrant:
        raise Refused("This seat is at premises.", POLICY, "Choose the team as well.", field="warrant")
    if user.rank == Rank.STAFF:
        raise Refused(
            f"{user} is a member of police staff and holds no seat at premises.",
            POLICY,
            "Choose a function of the whole plan.",
            field="seat",
        )
    return Place(of_warrant(plan, warrant).pk, Seat(seat))


def _place(plan: Plan, places: dict[int, Place]) -> None:
    Assignment.objects.bulk_create(
        Assignment(plan=plan, user_id=user, premises_id=place.premises, seat=place.seat)
        for user, place in places.items()
    )

"""What others may read of search days; every function takes the viewer and returns only what they may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from handel.desks.search_day import seating
from handel.desks.search_day.models import (
    FUNCTIONS,
    PLANNERS,
    SKILLS,
    Assignment,
    Conflict,
    Deployment,
    Plan,
    PlannedPremises,
    Seat,
    State,
    TeamSheet,
    Turnout,
)
from handel.platform.access.roles import Role
from handel.platform.access.rule import find
from handel.platform.access.viewer import NotFound, Viewer
from handel.platform.accounts.models import User


@dataclass(frozen=True)
class Deployed:
    """One person who turned up. To those who only tell of the day, `username` and `warrant` are empty."""

    username: str
    unit: str
    seat: str
    warrant: str
    plan: str


@dataclass(frozen=True)
class Member:
    """A person in a place."""

    user: User
    seat: str = ""

    @property
    def skills(self) -> str:
        """What the person is trained for, in words."""
        return ", ".join(SKILLS[code] for code in self.user.skills)


@dataclass(frozen=True)
class Team:
    """One team as the plan has it: its premises, who is in it, how many seats are taken, and what is short."""

    premises: PlannedPremises
    members: Sequence[Member]
    shortage: Sequence[str]
    minutes_away: int

    @property
    def filled(self) -> int:
        return len(self.members)

    @property
    def needed(self) -> int:
        return sum(self.premises.seats.values())


@dataclass(frozen=True)
class Board:
    """The whole plan: teams, functions, who is not used, who is barred from where, and who was deployed."""

    teams: Sequence[Team]
    functions: Sequence[tuple[Seat, Sequence[User]]]
    unused: Sequence[Member]
    called_out: int
    conflicts: Sequence[Conflict]
    deployments: Sequence[Deployment]

    @property
    def assigned(self) -> int:
        return sum(team.filled for team in self.teams) + sum(len(people) for _, people in self.functions)

    @property
    def short(self) -> int:
        """How many teams are short of something."""
        return sum(bool(team.shortage) for team in self.teams)


@dataclass(frozen=True)
class Sheet:
    """What one team is told: where, when, with whom. For a function of the whole plan, without premises."""

    plan: str
    name: str
    operation: str
    marking: str
    strike_at: datetime
    briefing_place: str
    key: str
    team: str
    premises: PlannedPremises | None
    members: Sequence[Member]


def plans(viewer: Viewer, *, operation_reference: str | None = None) -> Sequence[Plan]:
    """The plans that this person may see, the latest strike first; `teams` counts the premises of each."""
    rows = Plan.objects.visible_to(viewer).select_related("operation", "drawn_up_by")
    if operation_reference:
        rows = rows.filter(operation__reference=operation_reference)
    found = list(rows.annotate(teams=Count("premises")))
    viewer.saw_list("search-day plans", [row.reference for row in found], operation=operation_reference)
    return found


def plan(viewer: Viewer, reference: str) -> Plan:
    """One plan. Raises `NotFound`."""
    return find(viewer, Plan, reference, "operation", "drawn_up_by", "approved_by")


def board(viewer: Viewer, plan: Plan) -> Board:
    """Everything on a plan that this person has been shown, in a constant number of statements."""
    day = seating.Day.of(plan)
    assignments = _assignments(plan)
    short, away = seating.shortages(day), seating.travel(day)
    return Board(
        teams=[Team(each, _members(assignments, each.pk), short[each.team], away[each.team]) for each in day.premises],
        functions=[
            (seat, people) for seat in FUNCTIONS if (people := [row.user for row in assignments if row.seat == seat])
        ],
        unused=[Member(user) for user in day.unused()],
        called_out=sum(row.available for row in day.called_out),
        conflicts=list(
            Conflict.objects.filter(premises__plan=plan)
            .select_related("user", "premises")
            .order_by("premises__number", "user__full_name")
        ),
        deployments=list(plan.deployments.select_related("user", "by")),
    )


def called_out(viewer: Viewer, plan: Plan) -> Sequence[User]:
    """Who is called out and available, by unit and name."""
    rows = plan.called_out.filter(available=True).select_related("user__unit")
    return [row.user for row in rows]


def team_sheet(viewer: Viewer, reference: str, team: str) -> Sheet:
    """The sheet of one team ("3") or function ("DOG"): any for those who read the plan, their own for its members.

    Raises `NotFound`; to members of teams also while the plan is not approved.
    """
    row, whole = _sheet_of(viewer, reference)
    assignments = _assignments(row)
    if not whole and (row.state == State.DRAFT or team not in {_key(each) for each in _own(viewer, assignments)}):
        raise NotFound(reference)
    premises = None
    if team.isdecimal():
        premises = row.premises.filter(number=int(team[:4])).first()
    if premises is None and team not in FUNCTIONS:
        raise NotFound(reference)
    return _sheet(row, premises, team, assignments)


def my_team(viewer: Viewer, reference: str) -> Sheet:
    """The sheet of the team in which this person is. Raises `NotFound` without a place in an approved plan."""
    row, _ = _sheet_of(viewer, reference)
    assignments = _assignments(row)
    own = _own(viewer, assignments)
    if not own or row.state == State.DRAFT:
        raise NotFound(reference)
    return _sheet(row, own[0].premises, _key(own[0]), assignments)


def my_plans(viewer: Viewer) -> Sequence[Plan]:
    """The approved plans in which this person has a place, the latest strike first: their sheets are for them."""
    rows = (
        TeamSheet.objects.visible_to(viewer)
        .filter(state=State.APPROVED, assignments__user=viewer.user)
        .select_related("operation")
    )
    found = list(rows)
    viewer.saw_list("search-day team sheets", [row.reference for row in found])
    return found


def deployed(viewer: Viewer, operation_reference: str) -> Sequence[Deployed]:
    """Who was deployed on the operation's search days, in the order of the muster; nobody for an outsider.

    The press office, which tells how many of which units, gets neither who nor where.
    """
    rows = (
        Deployment.objects.filter(
            plan__in=Turnout.objects.visible_to(viewer).filter(operation__reference=operation_reference)
        )
        .select_related("plan", "user")
        .order_by("id")
    )
    readable = viewer.compartments(Plan.READ_ROLES)
    found = []
    for row in rows:
        whole = row.plan.compartment_id in readable
        found.append(
            Deployed(
                username=row.user.username if whole else "",
                unit=row.unit,
                seat=row.seat,
                warrant=row.warrant if whole else "",
                plan=row.plan.reference,
            )
        )
    references = dict.fromkeys(row.plan for row in found)
    viewer.saw_list("people deployed", references, operation=operation_reference, people=len(found))
    return found


def not_mustered(viewer: Viewer, plan: Plan) -> Sequence[User]:
    """Who is called out and not mustered yet."""
    before = set(plan.deployments.values_list("user_id", flat=True))
    return [user for user in called_out(viewer, plan) if user.pk not in before]


def assigned(viewer: Viewer, plan: Plan) -> set[int]:
    """The keys of the people who have a place."""
    return set(plan.assignments.values_list("user_id", flat=True))


def people(viewer: Viewer) -> Sequence[User]:
    """Everybody of the force who can be called out, by unit and name."""
    return list(User.objects.filter(is_active=True).select_related("unit").order_by("unit__name", "full_name"))


def places(viewer: Viewer, plan: Plan) -> dict[int, str]:
    """Where people are on the plan, in words, by the key of the person: "Team 3, searcher"."""
    words = {row.user_id: "called out" for row in plan.called_out.filter(available=True)}
    for row in _assignments(plan):
        seat = row.get_seat_display()
        words[row.user_id] = f"{row.premises.team}, {seat.lower()}" if row.premises else seat
    return words


def premises(viewer: Viewer, plan: Plan) -> Sequence[PlannedPremises]:
    """The premises of a plan, by the number of the team."""
    return list(plan.premises.all())


def may_plan(viewer: Viewer, compartment_id: int) -> bool:
    """Whether this person draws plans up in the operation of this compartment."""
    return any(viewer.holds(role, compartment_id) for role in PLANNERS)


def may_approve(viewer: Viewer, plan: Plan) -> bool:
    """Whether this person is a commander who neither drew the plan up nor changed it since it was last approved."""
    return viewer.holds(Role.COMMANDER, plan.compartment_id) and viewer.user.pk not in plan.writers


def _sheet_of(viewer: Viewer, reference: str) -> tuple[TeamSheet, bool]:
    """The plan for its sheets, and whether this person reads the whole of it."""
    row = find(viewer, TeamSheet, reference, "operation")
    return row, Plan.objects.visible_to(viewer).filter(pk=row.pk).exists()


def _assignments(plan: Any) -> list[Assignment]:
    rows = Assignment.objects.filter(plan_id=plan.pk).select_related("user__unit", "premises")
    return sorted(rows, key=lambda row: (list(Seat).index(Seat(row.seat)), row.user.full_name, row.user.number))


def _own(viewer: Viewer, assignments: Sequence[Assignment]) -> list[Assignment]:
    return [row for row in assignments if row.user_id == viewer.user.pk]


def _key(row: Assignment) -> str:
    return str(row.premises.number) if row.premises else row.seat


def _members(assignments: Sequence[Assignment], premises_id: int) -> list[Member]:
    return [Member(row.user, row.get_seat_display()) for row in assignments if row.premises_id == premises_id]


def _sheet(plan: Plan, premises: PlannedPremises | None, key: str, assignments: Sequence[Assignment]) -> Sheet:
    if premises is not None:
        members = _members(assignments, premises.pk)
    else:
        members = [Member(row.user, row.get_seat_display()) for row in assignments if row.seat == key]
    return Sheet(
        plan=plan.reference,
        name=plan.name,
        operation=str(plan.operation),
        marking=plan.get_marking_display(),
        strike_at=plan.strike_at,
        briefing_place=plan.briefing_place,
        key=key,
        team=premises.team if premises is not None else Seat(key).label,
        premises=premises,
        members=members,
    )

"""The day as the planner engine takes it: who is where, what the hard rules say to it, and what is short.

Vehicles, cells, and the visits of dogs and search advisers are not planned here yet, and the hours that people worked
before are not known: the engine is asked about seats and skills alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import cos, radians
from typing import NamedTuple

from handel.desks.search_day.models import AT_PREMISES, CalledOut, Plan, PlannedPremises, Seat
from handel.engines import planner
from handel.engines.planner import model
from handel.platform.accounts.models import User
from handel.rules.england_wales import calendar
from handel.rules.england_wales.ranks import Rank

KM_A_DEGREE = 111.195
"""Of latitude, on a sphere of 6,371 km."""
SEATS_AND_SKILLS = frozenset({"TL", "EXH", "OIC", "SEARCH", "LSO", "MOE", "MED", "PO", "FEM"})
RESTED = -24 * 60
"""Minutes from midnight: the earliest that anybody can be asked to leave."""


class Place(NamedTuple):
    """Where somebody is: the key of the premises, None for a function of the whole plan, and the seat."""

    premises: int | None
    seat: Seat


@dataclass(frozen=True)
class Day:
    """A plan with everything that seating it depends on. `places` is by the key of the person."""

    plan: Plan
    premises: tuple[PlannedPremises, ...]
    called_out: tuple[CalledOut, ...]
    places: Mapping[int, Place]
    barred: frozenset[tuple[int, int]]

    @classmethod
    def of(cls, plan: Plan) -> "Day":
        """Read it from the database, in a number of statements that does not grow with the plan."""
        premises = tuple(plan.premises.prefetch_related("conflicts"))
        return cls(
            plan=plan,
            premises=premises,
            called_out=tuple(plan.called_out.select_related("user__unit")),
            places={row.user_id: Place(row.premises_id, Seat(row.seat)) for row in plan.assignments.all()},
            barred=frozenset((each.pk, conflict.user_id) for each in premises for conflict in each.conflicts.all()),
        )

    def with_place(self, user: User, place: Place | None) -> "Day":
        """The same day with this person somewhere else, or nowhere."""
        places = {key: held for key, held in self.places.items() if key != user.pk}
        return replace(self, places=places if place is None else places | {user.pk: place})

    def candidates(self) -> list[User]:
        """Who is there to be seated at premises: police officers available and in no function, in a fixed order."""
        people = [row.user for row in self.called_out if row.available and row.user.rank > Rank.STAFF]
        people = [user for user in people if user.pk not in self.places or self.places[user.pk].premises is not None]
        return sorted(people, key=lambda user: user.number)

    def unused(self) -> list[User]:
        """Who is available and has no place."""
        return [row.user for row in self.called_out if row.available and row.user_id not in self.places]


def seat_greedily(day: Day) -> dict[int, Place]:
    """Places at the premises for the people in no function, by the engine's greedy planner. It proves no bound."""
    people = {_officer_id(user): user.pk for user in day.candidates()}
    keys = {each.team: each.pk for each in day.premises}
    made = planner.plan_greedily(instance(day))
    return {people[str(who)]: Place(keys[str(where)], Seat(role)) for who, (where, role) in made.assign.items()}


def broken(day: Day) -> list[str]:
    """The hard rules that the places break, in words, by the engine's checker."""
    return [_in_words(text) for text in planner.violations(instance(day), _as_planned(day))]


def shortages(day: Day) -> dict[str, list[str]]:
    """What each team is short of, by its name, with the counts that explain it; the costliest first."""
    short: dict[str, list[str]] = {each.team: [] for each in day.premises}
    for item in planner.shortage(instance(day), _as_planned(day)).items:
        if item.what in SEATS_AND_SKILLS:
            short[str(item.premises)].append(str(item).removeprefix(f"Premises {item.premises}: "))
    return short


def travel(day: Day) -> dict[str, int]:
    """Minutes from the briefing to the premises of each team, in a straight line at the engine's speeds."""
    return dict(zip((each.team for each in day.premises), instance(day).TT[0], strict=True))


def instance(day: Day) -> model.Instance:
    """The day in the engine's terms: one wave, everybody from the briefing place."""
    briefing = model.Place(id="briefing", region="day", xy=(0.0, 0.0))
    premises = tuple(_premises(day, each) for each in day.premises)
    strike = calendar.london(day.plan.strike_at)
    return model.Instance(
        H=strike.hour * 60 + strike.minute,
        waves=(0,),
        bases=(briefing,),
        briefs=(briefing,),
        suites=(),
        prem=premises,
        officers=tuple(_officer(day, user) for user in day.candidates()),
        units=tuple(
            model.Unit(id=name, kind="unit", base="briefing", serial=name)
            for name in sorted({user.unit.name for user in day.candidates()})
        ),
        assets=(),
        veh=(),
        TT=(tuple(model.minutes_between(briefing.xy, each.xy) for each in premises),),
        brief_of=tuple("briefing" for _ in premises),
    )


def _premises(day: Day, each: PlannedPremises) -> model.Premises:
    plan = day.plan
    east = (each.longitude - plan.briefing_longitude) * KM_A_DEGREE * cos(radians(plan.briefing_latitude))
    north = (each.latitude - plan.briefing_latitude) * KM_A_DEGREE
    return model.Premises(
        id=each.team,
        region="day",
        xy=(east, north),
        size=0,
        risk=each.risk - 1,
        arrests=each.arrests_expected,
        dur=each.minutes,
        seats={
            "TL": each.team_leaders,
            "EXH": each.exhibits_officers,
            "OIC": each.officers_in_case,
            "SEARCH": each.searchers,
        },
        lso=each.licensed_searchers,
        moe=each.entry_officers,
        med=each.medics,
        po=each.public_order,
        fem=each.female,
        dh=False,
        dog=0,
        polsa=0,
        group=None,
    )


def _officer(day: Day, user: User) -> model.Officer:
    skills = model.Skill(0)
    for code in user.skills:
        skills |= model.Skill[code]
    return model.Officer(
        id=_officer_id(user),
        unit=user.unit.name,
        base="briefing",
        rank=min(user.rank, Rank.INSPECTOR) - Rank.CONSTABLE,
        skills=skills,
        ready=RESTED,
        conf=tuple(each.team for each in day.premises if (each.pk, user.pk) in day.barred),
    )


def _as_planned(day: Day) -> planner.Plan:
    teams = {each.pk: each.team for each in day.premises}
    seated = [(user, day.places[user.pk]) for user in day.candidates() if user.pk in day.places]
    assign = {_officer_id(user): (teams[place.premises], place.seat.value) for user, place in seated}
    return planner.Plan(wave=dict.fromkeys(teams.values(), 0), assign=assign)


def _officer_id(user: User) -> str:
    return f"{user} ({user.number})"


def _in_words(text: str) -> str:
    """The checker's sentence with seats by their names and people without a label before them."""
    for seat in AT_PREMISES:
        text = text.replace(f" be {seat.value} at", f" be {seat.label.lower()} at")
        text = text.replace(f" as {seat.value};", f" as {seat.label.lower()};")
    text = text.removeprefix("Officer ").replace(" at premises Team", " at Team")
    return re.sub(r"^Premises (Team \d+) have", r"\1 has", text)

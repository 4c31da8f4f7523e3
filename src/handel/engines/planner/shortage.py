"""Tier 1 of the objective: what a plan is short of, where, and why. A shortage is never an error."""

from collections.abc import Callable
from dataclasses import dataclass, field

from handel.engines.planner.eligibility import can_attend, may_hold
from handel.engines.planner.model import (
    CUSTODY_TRAVEL,
    VEHICLE_TRAVEL,
    Asset,
    Instance,
    Officer,
    Premises,
    Role,
    Skill,
    Suite,
    Vehicle,
    minutes_between,
)
from handel.engines.planner.plan import Plan
from handel.engines.planner.reading import Id

WEIGHTS = {
    "TL": 5,
    "EXH": 3,
    "OIC": 4,
    "SEARCH": 2,
    "LSO": 2,
    "MOE": 4,
    "MED": 4,
    "PO": 2,
    "FEM": 3,
    "DRV": 2,
    "SEAT": 1,
    "PRIS": 1,
    "CELL": 4,
    "DOG": 2,
    "POLSA": 2,
}
"""What one unit short costs."""

MOE_VISIT = 2
"""A specialist crew's visit counts as so many method-of-entry officers."""

_WORDS = {
    "TL": ("team leader", "team leaders"),
    "EXH": ("exhibits officer", "exhibits officers"),
    "OIC": ("officer in the case", "officers in the case"),
    "SEARCH": ("searcher", "searchers"),
    "LSO": ("licensed search officer", "licensed search officers"),
    "MOE": ("method-of-entry officer", "method-of-entry officers"),
    "MED": ("medic", "medics"),
    "PO": ("public-order officer", "public-order officers"),
    "FEM": ("female officer", "female officers"),
    "DRV": ("driver", "drivers"),
    "SEAT": ("vehicle seat", "vehicle seats"),
    "PRIS": ("prisoner place in a vehicle", "prisoner places in vehicles"),
    "CELL": ("cell", "cells"),
    "DOG": ("dog visit", "dog visits"),
    "POLSA": ("POLSA visit", "POLSA visits"),
}


@dataclass
class Supply:
    """What a plan gives one premises."""

    team: list[tuple[Officer, Role]] = field(default_factory=list)
    vehicles: list[tuple[Vehicle, int]] = field(default_factory=list)
    custody: list[tuple[Suite, int]] = field(default_factory=list)
    visits: list[Asset] = field(default_factory=list)
    double_hat: bool = False

    def seated(self, role: Role) -> list[Officer]:
        """The officers who hold this role."""
        return [officer for officer, held in self.team if held == role]

    def skilled(self, skill: Skill) -> int:
        """How many of the whole team have the skill."""
        return sum(skill in officer.skills for officer, _ in self.team)


@dataclass(frozen=True, slots=True)
class Short:
    """One thing that one premises is short of."""

    premises: Id
    what: str
    wanted: int
    have: int
    reason: str

    @property
    def units(self) -> int:
        """How many are short."""
        return self.wanted - self.have

    @property
    def cost(self) -> int:
        """What it adds to tier 1."""
        return WEIGHTS[self.what] * self.units

    def __str__(self) -> str:
        one, many = _WORDS[self.what]
        return (
            f"Premises {self.premises}: {self.units} {one if self.units == 1 else many} short "
            f"({self.wanted} wanted, {self.have} there). {self.reason}"
        )


@dataclass(frozen=True, slots=True)
class Shortage:
    """Tier 1 and everything it is made of, the costliest first."""

    t1: int
    items: tuple[Short, ...]


def shortage(instance: Instance, plan: Plan) -> Shortage:
    """What the plan is short of. The plan is taken to keep the hard rules (`checker.violations` is empty)."""
    supplies = supplied(instance, plan)
    items = [
        Short(premises.id, what, wanted, have, _reason(instance, plan, premises, what))
        for premises in instance.prem
        for what, (wanted, have) in demands(premises, supplies[premises.id]).items()
        if have < wanted
    ]
    items.sort(key=lambda item: -item.cost)
    return Shortage(sum(item.cost for item in items), tuple(items))


def weighted(premises: Premises, supply: Supply) -> int:
    """The premises' share of tier 1."""
    return sum(WEIGHTS[what] * max(0, wanted - have) for what, (wanted, have) in demands(premises, supply).items())


def demands(premises: Premises, supply: Supply) -> dict[str, tuple[int, int]]:
    """For everything that counts in tier 1, how many are wanted and how many there are."""
    searchers = supply.seated("SEARCH")
    visits = [asset.kind for asset in supply.visits]
    vehicles = sum(count for _, count in supply.vehicles)

    def searching(skill: Skill) -> int:
        return sum(skill in officer.skills for officer in searchers)

    return {
        "TL": (premises.seats["TL"], len(supply.seated("TL"))),
        "EXH": (premises.seats["EXH"] - supply.double_hat, len(supply.seated("EXH"))),
        "OIC": (premises.seats["OIC"], len(supply.seated("OIC"))),
        "SEARCH": (premises.seats["SEARCH"], len(searchers)),
        "LSO": (premises.lso, searching(Skill.LSO)),
        "MOE": (premises.moe, searching(Skill.MOE) + MOE_VISIT * visits.count("moe")),
        "MED": (premises.med, searching(Skill.MED)),
        "PO": (premises.po, supply.skilled(Skill.PO)),
        "FEM": (premises.fem, supply.skilled(Skill.FEM)),
        "DRV": (vehicles, supply.skilled(Skill.DRV)),
        "SEAT": (len(supply.team), sum(vehicle.seats * count for vehicle, count in supply.vehicles)),
        "PRIS": (premises.arrests, sum(vehicle.pris * count for vehicle, count in supply.vehicles)),
        "CELL": (premises.arrests, sum(count for _, count in supply.custody)),
        "DOG": (premises.dog, visits.count("dog")),
        "POLSA": (premises.polsa, visits.count("polsa")),
    }


def supplied(instance: Instance, plan: Plan) -> dict[Id, Supply]:
    """What the plan gives each premises."""
    officers = {each.id: each for each in instance.officers}
    vehicles = {each.id: each for each in instance.veh}
    suites = {each.id: each for each in instance.suites}
    assets = {each.id: each for each in instance.assets}
    supplies = {each.id: Supply(double_hat=each.id in plan.dh) for each in instance.prem}
    for officer, (place, role) in plan.assign.items():
        supplies[place].team.append((officers[officer], role))
    for vehicle, place, count in plan.veh:
        supplies[place].vehicles.append((vehicles[vehicle], count))
    for place, suite, count in plan.cust:
        supplies[place].custody.append((suites[suite], count))
    for asset, stops in plan.routes:
        for place, _ in stops:
            supplies[place].visits.append(assets[asset])
    return supplies


def _reason(instance: Instance, plan: Plan, premises: Premises, what: str) -> str:
    """The counts that a planner would ask for next."""
    match what:
        case "SEAT" | "PRIS":
            fitting = [each for each in instance.veh if (each.seats if what == "SEAT" else each.pris)]
            near = [each for each in fitting if instance.travel(each.base, premises.id) <= VEHICLE_TRAVEL]
            ids = {each.id for each in near}
            used = sum(count for vehicle, _, count in plan.veh if vehicle in ids)
            return (
                f"Such vehicles: {sum(each.n for each in fitting)}; within {VEHICLE_TRAVEL} minutes: "
                f"{sum(each.n for each in near)}; of these in use: {used}."
            )
        case "CELL":
            near_suites = {
                each.id: each.cells
                for each in instance.suites
                if minutes_between(premises.xy, each.xy) <= CUSTODY_TRAVEL
            }
            used = sum(count for _, suite, count in plan.cust if suite in near_suites)
            return (
                f"Cells: {sum(each.cells for each in instance.suites)}; within {CUSTODY_TRAVEL} minutes: "
                f"{sum(near_suites.values())}; of these in use: {used}. Suites also limit arrivals an hour."
            )
        case "DOG" | "POLSA":
            kind = what.lower()
            ids = {each.id for each in instance.assets if each.kind == kind}
            used = sum(asset in ids and bool(stops) for asset, stops in plan.routes)
            return f"Such assets: {len(ids)}; with visits: {used}. The others, if any, are too late or too far."
        case _:
            return _officers_reason(instance, plan, premises, what)


def _officers_reason(instance: Instance, plan: Plan, premises: Premises, what: str) -> str:
    qualifies = _qualifies(what)
    wave = plan.wave[premises.id]
    qualified = [officer for officer in instance.officers if qualifies(officer)]
    able = [officer for officer in qualified if can_attend(instance, officer, premises, wave)]
    here = sum(plan.assign.get(each.id, (None,))[0] == premises.id for each in able)
    elsewhere = sum(each.id in plan.assign for each in able) - here
    return (
        f"Officers who qualify: {len(qualified)}; who can be there in time and are not barred: {len(able)}; "
        f"of these here: {here}, elsewhere: {elsewhere}, free: {len(able) - here - elsewhere}."
    )


def _qualifies(what: str) -> Callable[[Officer], bool]:
    match what:
        case "TL" | "EXH" | "OIC" | "SEARCH":
            role: Role = what
            return lambda officer: may_hold(officer, role)
        case "LSO" | "MOE" | "MED":
            return lambda officer: Skill[what] in officer.skills and may_hold(officer, "SEARCH")
        case _:
            return lambda officer: Skill[what] in officer.skills

"""A planner that works as a person with a wall chart does: the riskiest premises first, the nearest who fit.

It never looks back. Its plan keeps every hard rule; that it is the best is neither proven nor likely.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from handel.engines.planner.eligibility import Visit, can_attend, can_visit, may_hold
from handel.engines.planner.model import (
    ARREST_TO_DEPARTURE,
    CUSTODY_TRAVEL,
    VEHICLE_TRAVEL,
    Instance,
    Officer,
    Premises,
    Role,
    Skill,
    minutes_between,
)
from handel.engines.planner.plan import Plan
from handel.engines.planner.reading import Id
from handel.engines.planner.shortage import WEIGHTS, Supply, demands, shortage, weighted

_ORDER: tuple[Role, ...] = ("TL", "OIC", "EXH", "SEARCH")
_SEARCH_SKILLS = (Skill.LSO, Skill.MOE, Skill.MED)
_TEAM_SKILLS = (Skill.PO, Skill.FEM, Skill.DRV)
_SKILL_NAMES = {skill: skill.name or "" for skill in Skill}


def plan_greedily(instance: Instance) -> Plan:
    """A plan that keeps every hard rule, the same for the same instance.

    Its `tiers` holds tier 1 alone, its `bound` nothing: it carries no proof of how good it is.

    Groups are taken by risk, then size of the team, then their order in the file. Each strikes in the wave in
    which it is least short, the earliest of equals.
    """
    day = _Day.begin(instance)
    waves: dict[Id, int] = {}
    supplies: dict[Id, Supply] = {}
    for group in _groups(instance):
        best: tuple[int, int, _Day, list[Supply]] | None = None
        for wave in range(len(instance.waves)):
            trial = day.copy()
            found = [trial.supply(premises, wave) for premises in group]
            cost = sum(weighted(premises, each) for premises, each in zip(group, found, strict=True))
            if best is None or cost < best[0]:
                best = cost, wave, trial, found
            if cost == 0:
                break
        if best is not None:
            _, wave, day, found = best
            waves.update((premises.id, wave) for premises in group)
            supplies.update((premises.id, each) for premises, each in zip(group, found, strict=True))
    plan = _plan(instance, day, waves, supplies)
    return replace(plan, tiers=(shortage(instance, plan).t1,))


def _groups(instance: Instance) -> list[list[Premises]]:
    by_risk = sorted(instance.prem, key=lambda each: (-each.risk, -sum(each.seats.values())))
    groups: dict[tuple[str, Id], list[Premises]] = {}
    for premises in by_risk:
        key = ("alone", premises.id) if premises.group is None else ("group", premises.group)
        groups.setdefault(key, []).append(premises)
    return list(groups.values())


def _plan(instance: Instance, day: "_Day", waves: dict[Id, int], supplies: dict[Id, Supply]) -> Plan:
    return Plan(
        wave={premises.id: waves[premises.id] for premises in instance.prem},
        assign={officer.id: (place, role) for place, supply in supplies.items() for officer, role in supply.team},
        routes=tuple(
            (asset.id, tuple((premises.id, wave) for premises, wave in visits))
            for asset, visits in zip(instance.assets, day.rounds, strict=True)
            if visits
        ),
        veh=tuple(
            (vehicle.id, place, count) for place, supply in supplies.items() for vehicle, count in supply.vehicles
        ),
        cust=tuple((place, suite.id, count) for place, supply in supplies.items() for suite, count in supply.custody),
        dh=tuple(place for place, supply in supplies.items() if supply.double_hat),
    )


@dataclass
class _Day:
    """What is still free while the plan is made."""

    instance: Instance
    free: dict[Id, Officer]
    vehicles: list[int]
    cells: list[int]
    arrivals: Counter[tuple[int, int]]
    rounds: list[tuple[Visit, ...]]

    @staticmethod
    def begin(instance: Instance) -> "_Day":
        return _Day(
            instance=instance,
            free={each.id: each for each in instance.officers},
            vehicles=[each.n for each in instance.veh],
            cells=[each.cells for each in instance.suites],
            arrivals=Counter(),
            rounds=[() for _ in instance.assets],
        )

    def copy(self) -> "_Day":
        return _Day(
            self.instance, dict(self.free), list(self.vehicles), list(self.cells), Counter(self.arrivals),
            list(self.rounds),
        )  # fmt: skip

    def supply(self, premises: Premises, wave: int) -> Supply:
        """Take for the premises what they want of what is free."""
        supply = Supply()
        self._seat(premises, wave, supply)
        self._drive(premises, supply)
        self._lock_up(premises, wave, supply)
        for kind in ("moe", "dog", "polsa"):
            while self._short(premises, supply, kind.upper()) and self._visit(premises, wave, supply, kind):
                pass
        return supply

    @staticmethod
    def _short(premises: Premises, supply: Supply, what: str) -> int:
        wanted, have = demands(premises, supply)[what]
        return max(0, wanted - have)

    def _seat(self, premises: Premises, wave: int, supply: Supply) -> None:
        able = [each for each in self.free.values() if can_attend(self.instance, each, premises, wave)]
        drivers = self._drivers_for(premises)
        for role in _ORDER:
            candidates = [each for each in able if may_hold(each, role)]
            seats = premises.seats[role]
            if role == "OIC" and premises.dh and premises.seats["OIC"] == premises.seats["EXH"] == 1:
                both = [each for each in candidates if Skill.EXH in each.skills]
                supply.double_hat = bool(both)
                candidates = both or candidates
            if role == "EXH" and supply.double_hat:
                continue
            for _ in range(min(seats, len(candidates))):
                chosen = self._best(candidates, premises, role, supply, drivers)
                supply.team.append((chosen, role))
                candidates.remove(chosen)
                able.remove(chosen)
                del self.free[chosen.id]

    def _best(
        self, candidates: Sequence[Officer], premises: Premises, role: Role, supply: Supply, drivers: int
    ) -> Officer:
        """The one who brings most of what is still wanted, then wastes least elsewhere wanted, then is nearest."""
        now = demands(premises, supply)
        short = {name: wanted - have for name, (wanted, have) in now.items()}
        short["DRV"] = drivers - now["DRV"][1]
        counted = _TEAM_SKILLS + (_SEARCH_SKILLS if role == "SEARCH" else ())
        useful = [skill for skill in counted if short[_SKILL_NAMES[skill]] > 0]
        units = {officer.unit for officer, _ in supply.team}

        def rank(officer: Officer) -> tuple[int, int, bool, int]:
            brought = [skill for skill in useful if skill in officer.skills]
            spare = officer.skills.bit_count() - len(brought)
            # A sergeant is wanted as team leader elsewhere.
            wasted = spare + (3 * officer.rank if role in ("EXH", "OIC") else 0)
            value = sum(WEIGHTS[_SKILL_NAMES[skill]] for skill in brought)
            travel = self.instance.travel(officer.base, premises.id)
            return -value, wasted, officer.unit not in units, travel

        return min(candidates, key=rank)  # of equals the first in the file

    def _drivers_for(self, premises: Premises) -> int:
        """How many vehicles a full team and its prisoners would take."""
        people = sum(premises.seats.values())
        return sum(count for _, count in self._vehicles_for(premises, people, drivers=people))

    def _vehicles_for(self, premises: Premises, people: int, drivers: int) -> list[tuple[int, int]]:
        """The index and number of vehicles that lessen the shortage most, one after another, near before far.

        One that lacks a driver is taken only if it brings more than its missing driver costs.
        """
        seats, prisoners = people, premises.arrests
        taken: Counter[int] = Counter()
        near = [
            (self.instance.travel(vehicle.base, premises.id), index)
            for index, vehicle in enumerate(self.instance.veh)
            if self.instance.travel(vehicle.base, premises.id) <= VEHICLE_TRAVEL
        ]
        while True:
            price = 0 if taken.total() < drivers else WEIGHTS["DRV"]
            best_gain, best = 0, -1
            for _, index in sorted(near):
                vehicle = self.instance.veh[index]
                brings = WEIGHTS["SEAT"] * min(seats, vehicle.seats) + WEIGHTS["PRIS"] * min(prisoners, vehicle.pris)
                if taken[index] < self.vehicles[index] and brings - price > best_gain:
                    best_gain, best = brings - price, index
            if best < 0:
                return sorted(taken.items())
            taken[best] += 1
            seats = max(0, seats - self.instance.veh[best].seats)
            prisoners = max(0, prisoners - self.instance.veh[best].pris)

    def _drive(self, premises: Premises, supply: Supply) -> None:
        drivers = supply.skilled(Skill.DRV)
        for index, count in self._vehicles_for(premises, len(supply.team), drivers):
            supply.vehicles.append((self.instance.veh[index], count))
            self.vehicles[index] -= count

    def _lock_up(self, premises: Premises, wave: int, supply: Supply) -> None:
        left = premises.arrests
        by_travel = sorted(
            (minutes_between(premises.xy, suite.xy), index) for index, suite in enumerate(self.instance.suites)
        )
        for travel, index in by_travel:
            suite = self.instance.suites[index]
            hour = (self.instance.strike(wave) + ARREST_TO_DEPARTURE + travel) // 60
            count = min(left, self.cells[index], suite.rate - self.arrivals[index, hour])
            if travel <= CUSTODY_TRAVEL and count > 0:
                supply.custody.append((suite, count))
                self.cells[index] -= count
                self.arrivals[index, hour] += count
                left -= count

    def _visit(self, premises: Premises, wave: int, supply: Supply, kind: str) -> bool:
        """Fit the premises into the round of an asset of this kind, a begun round before a fresh asset."""
        visit = Visit(premises, wave)
        order = sorted(
            range(len(self.rounds)),
            key=lambda index: (
                not self.rounds[index],
                minutes_between(self.instance.base_xy(self.instance.assets[index].base), premises.xy),
            ),
        )
        for index in order:
            asset, visits = self.instance.assets[index], self.rounds[index]
            if asset.kind != kind or visit in visits:
                continue
            for position in range(len(visits), -1, -1):
                tried = (*visits[:position], visit, *visits[position:])
                if can_visit(self.instance, asset, tried):
                    self.rounds[index] = tried
                    supply.visits.append(asset)
                    return True
        return False

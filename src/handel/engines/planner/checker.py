"""Whether a plan keeps the hard rules, read straight from their wording.

Nothing here is shared with a planner, and the rules' words are written out again on purpose: a planner's
misreading of a rule must not pass because its checker misreads it likewise.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from handel.engines.planner.model import (
    ARREST_TO_DEPARTURE,
    ASSET_PREPARATION,
    BRIEFING,
    CUSTODY_TRAVEL,
    DEBRIEF,
    LONGEST_DUTY,
    LONGEST_TRAVEL,
    ROLES,
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


def violations(instance: Instance, plan: Plan) -> list[str]:
    """Every hard rule that the plan breaks, in plain words. An empty list is a plan that keeps them all.

    What the plan is short of is no violation: see `shortage`.
    """
    broken = list(_unknown(instance, plan))
    if broken:  # The other checks look records up, and would fail on one that does not exist.
        return broken
    for check in (_waves, _seats, _reach, _double_hats, _routes, _vehicles, _custody):
        broken.extend(check(instance, plan))
    return broken


def _unknown(instance: Instance, plan: Plan) -> Iterator[str]:
    premises = {each.id for each in instance.prem}
    officers = {each.id for each in instance.officers}
    assets = {each.id for each in instance.assets}
    vehicles = {each.id for each in instance.veh}
    suites = {each.id for each in instance.suites}
    places = (
        *plan.wave,
        *(place for place, _ in plan.assign.values()),
        *(place for _, stops in plan.routes for place, _ in stops),
        *(place for _, place, _ in plan.veh),
        *(place for place, _, _ in plan.cust),
        *plan.dh,
    )
    yield from (f"Premises {each} do not exist." for each in dict.fromkeys(places) if each not in premises)
    yield from (f"Officer {each} does not exist." for each in plan.assign if each not in officers)
    yield from (f"Asset {each} does not exist." for each, _ in plan.routes if each not in assets)
    yield from (f"Vehicle {each} does not exist." for each, _, _ in plan.veh if each not in vehicles)
    yield from (f"Suite {each} does not exist." for _, each, _ in plan.cust if each not in suites)
    yield from (f"Role {role} does not exist." for _, role in plan.assign.values() if role not in ROLES)
    yield from (f"Premises {each.id} have no wave." for each in instance.prem if each.id not in plan.wave)
    for place, wave in plan.wave.items():
        if not 0 <= wave < len(instance.waves):
            yield f"Premises {place} strike in wave {wave}, which does not exist."


def _waves(instance: Instance, plan: Plan) -> Iterator[str]:
    groups: dict[Id, set[int]] = defaultdict(set)
    for premises in instance.prem:
        if premises.group is not None:
            groups[premises.group].add(plan.wave[premises.id])
    for group, waves in groups.items():
        if len(waves) > 1:
            yield f"Group {group} strikes in waves {sorted(waves)}; a group strikes in one."


def _seats(instance: Instance, plan: Plan) -> Iterator[str]:
    officers = {each.id: each for each in instance.officers}
    filled = Counter(plan.assign.values())
    for premises in instance.prem:
        for role in ROLES:
            if filled[premises.id, role] > premises.seats[role]:
                yield (
                    f"Premises {premises.id} have {filled[premises.id, role]} officers as {role}; "
                    f"seats: {premises.seats[role]}."
                )
    for officer_id, (place, role) in plan.assign.items():
        if not _qualifies(officers[officer_id], role):
            yield f"Officer {officer_id} may not be {role} at premises {place}."


def _qualifies(officer: Officer, role: Role) -> bool:
    investigator = Skill.INV in officer.skills
    if role == "TL":
        return officer.rank >= 1 and not investigator
    if role == "EXH":
        return officer.rank <= 1 and Skill.EXH in officer.skills
    if role == "OIC":
        return officer.rank <= 1 and investigator
    return officer.rank == 0 and (not investigator or Skill.LSO in officer.skills)


def _reach(instance: Instance, plan: Plan) -> Iterator[str]:
    officers = {each.id: each for each in instance.officers}
    premises = {each.id: each for each in instance.prem}
    for officer_id, (place, _) in plan.assign.items():
        officer = officers[officer_id]
        who = f"Officer {officer_id} at premises {place}"
        travel = instance.travel(officer.base, place)
        duty = BRIEFING + 2 * travel + premises[place].dur + DEBRIEF
        leaves = instance.strike(plan.wave[place]) - BRIEFING - travel
        if place in officer.conf:
            yield f"{who}: barred."
        if travel > LONGEST_TRAVEL:
            yield f"{who}: travels {travel} minutes; at most {LONGEST_TRAVEL}."
        if duty > LONGEST_DUTY:
            yield f"{who}: on duty {duty} minutes; at most {LONGEST_DUTY}."
        if leaves < officer.ready:
            yield f"{who}: leaves at minute {leaves}, but rests until {officer.ready}."


def _double_hats(instance: Instance, plan: Plan) -> Iterator[str]:
    officers = {each.id: each for each in instance.officers}
    allowed = {each.id for each in instance.prem if each.dh}
    for place, times in Counter(plan.dh).items():
        seated = [(officers[who], role) for who, (where, role) in plan.assign.items() if where == place]
        if times > 1:
            yield f"Premises {place} are listed {times} times as having one person as OIC and EXH."
        if place not in allowed:
            yield f"Premises {place} need one person as OIC and another as EXH."
        if any(role == "EXH" for _, role in seated):
            yield f"Premises {place}: the OIC is also EXH, yet the EXH seat is taken."
        if not any(role == "OIC" and Skill.EXH in officer.skills for officer, role in seated):
            yield f"Premises {place}: no OIC there has skill EXH."


def _routes(instance: Instance, plan: Plan) -> Iterator[str]:
    assets = {each.id: each for each in instance.assets}
    premises = {each.id: each for each in instance.prem}
    for asset_id, times in Counter(asset for asset, _ in plan.routes).items():
        if times > 1:
            yield f"Asset {asset_id} is used in {times} routes."
    for asset_id, stops in plan.routes:
        asset = assets[asset_id]
        now, here = asset.ready + ASSET_PREPARATION, instance.base_xy(asset.base)
        if len({place for place, _ in stops}) < len(stops):
            yield f"Asset {asset_id} visits the same premises twice."
        for place, wave in stops:
            if wave != plan.wave[place]:
                struck = plan.wave[place]
                yield f"Asset {asset_id} visits premises {place} in wave {wave}; they strike in {struck}."
            arrives = now + minutes_between(here, premises[place].xy)
            earliest, latest, service = _window(asset.kind, premises[place], instance.strike(plan.wave[place]))
            begins = max(arrives, earliest)
            if begins > latest:
                yield f"Asset {asset_id} reaches premises {place} at minute {arrives}; needed by {latest}."
            now, here = begins + service, premises[place].xy


def _window(kind: str, premises: Premises, strike: int) -> tuple[int, int, int]:
    """Earliest and latest beginning of a visit, and its length."""
    if kind == "moe":
        return strike - 15, strike - 15, 35
    margin, service = (20, 40) if kind == "dog" else (10, 60)
    return strike + margin, strike + premises.dur - margin - service, service


def _vehicles(instance: Instance, plan: Plan) -> Iterator[str]:
    vehicles = {each.id: each for each in instance.veh}
    used: Counter[Id] = Counter()
    for vehicle, place, count in plan.veh:
        travel = instance.travel(vehicles[vehicle].base, place)
        used[vehicle] += count
        if count < 1:
            yield f"Vehicle {vehicle}: {count} go to premises {place}."
        if travel > VEHICLE_TRAVEL:
            yield f"Vehicle {vehicle} is {travel} minutes from premises {place}; at most {VEHICLE_TRAVEL}."
    for vehicle, count in used.items():
        if count > vehicles[vehicle].n:
            yield f"Vehicle {vehicle}: {count} used; there are {vehicles[vehicle].n}."


def _custody(instance: Instance, plan: Plan) -> Iterator[str]:
    suites = {each.id: each for each in instance.suites}
    premises = {each.id: each for each in instance.prem}
    held: Counter[Id] = Counter()
    taken: Counter[Id] = Counter()
    arrivals: Counter[tuple[Id, int]] = Counter()
    for place, suite, count in plan.cust:
        travel = minutes_between(premises[place].xy, suites[suite].xy)
        arrives = instance.strike(plan.wave[place]) + ARREST_TO_DEPARTURE + travel
        held[suite] += count
        taken[place] += count
        arrivals[suite, arrives // 60] += count
        if count < 1:
            yield f"Premises {place}: {count} prisoners go to suite {suite}."
        if travel > CUSTODY_TRAVEL:
            yield f"Suite {suite} is {travel} minutes from premises {place}; at most {CUSTODY_TRAVEL}."
    for place, count in taken.items():
        if count > premises[place].arrests:
            yield f"Premises {place}: {count} prisoners; {premises[place].arrests} arrests are expected."
    for suite, count in held.items():
        if count > suites[suite].cells:
            yield f"Suite {suite}: {count} prisoners; {suites[suite].cells} cells."
    for (suite, hour), count in arrivals.items():
        if count > suites[suite].rate:
            yield f"Suite {suite}: {count} arrive in the hour from {hour}:00; at most {suites[suite].rate}."

"""Who may hold a seat, who can be there, and whether an asset can keep a round of visits."""

from collections.abc import Sequence
from typing import NamedTuple

from handel.engines.planner.model import (
    ASSET_PREPARATION,
    BRIEFING,
    DEBRIEF,
    LONGEST_DUTY,
    LONGEST_TRAVEL,
    Asset,
    Instance,
    Officer,
    Premises,
    Role,
    Skill,
    minutes_between,
)


class Visit(NamedTuple):
    """A stop of an asset: the premises and the wave they strike in."""

    premises: Premises
    wave: int


def may_hold(officer: Officer, role: Role) -> bool:
    """Whether rank and skills allow the role (hard rule 1)."""
    match role:
        case "TL":
            return officer.rank >= 1 and not officer.skills & Skill.INV
        case "EXH":
            return officer.rank <= 1 and bool(officer.skills & Skill.EXH)
        case "OIC":
            return officer.rank <= 1 and bool(officer.skills & Skill.INV)
        case "SEARCH":
            return officer.rank == 0 and officer.skills & (Skill.INV | Skill.LSO) != Skill.INV


def can_attend(instance: Instance, officer: Officer, premises: Premises, wave: int) -> bool:
    """Whether the officer is not barred and keeps travel, duty and rest there (hard rules 1 and 2)."""
    travel = instance.travel(officer.base, premises.id)
    return (
        premises.id not in officer.conf
        and travel <= LONGEST_TRAVEL
        and BRIEFING + 2 * travel + premises.dur + DEBRIEF <= LONGEST_DUTY
        and instance.strike(wave) - BRIEFING - travel >= officer.ready
    )


def can_visit(instance: Instance, asset: Asset, visits: Sequence[Visit]) -> bool:
    """Whether the asset keeps every time window of these visits in this order (hard rule 3)."""
    at, place = asset.ready + ASSET_PREPARATION, instance.base_xy(asset.base)
    for premises, wave in visits:
        strike = instance.strike(wave)
        if asset.kind == "moe":
            opens, service, closes = strike - 15, 35, strike + 20
        elif asset.kind == "dog":
            opens, service, closes = strike + 20, 40, strike + premises.dur - 20
        else:
            opens, service, closes = strike + 10, 60, strike + premises.dur - 10
        at = max(opens, at + minutes_between(place, premises.xy)) + service
        if at > closes:
            return False
        place = premises.xy
    return True

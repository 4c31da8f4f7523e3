"""Fictitious days of action, the same for the same seed, to try planners on."""

from random import Random

from handel.engines.planner.model import (
    Asset,
    Instance,
    Officer,
    Place,
    Premises,
    Skill,
    Suite,
    Unit,
    Vehicle,
    minutes_between,
)
from handel.engines.planner.reading import Id

_SIDE = 14.0
"""Kilometres: the square that everything lies in."""
_KINDS = ("neighbourhood", "response", "public order", "investigation")
_SKILLS = {  # how often an officer of that kind of unit has each skill
    "neighbourhood": {Skill.PO: 0.4, Skill.LSO: 0.3, Skill.DRV: 0.4, Skill.EXH: 0.15, Skill.MED: 0.1},
    "response": {Skill.PO: 0.4, Skill.LSO: 0.15, Skill.DRV: 0.7, Skill.MOE: 0.2, Skill.MED: 0.15},
    "public order": {Skill.PO: 1.0, Skill.LSO: 0.5, Skill.DRV: 0.4, Skill.MOE: 0.3, Skill.MED: 0.2},
    "investigation": {Skill.INV: 0.85, Skill.EXH: 0.5, Skill.LSO: 0.1},
}


def borough(seed: int) -> Instance:
    """A borough's day: 12 premises, 100 officers in ten units at three stations, three waves from 05:00."""
    return day(Random(seed), premises=12, officers=100)  # noqa: S311 - must repeat, guards nothing


def day(random: Random, *, premises: int, officers: int) -> Instance:
    """A day with so many premises and officers, and the rest in proportion."""

    def point() -> tuple[float, float]:
        return round(random.uniform(0, _SIDE), 2), round(random.uniform(0, _SIDE), 2)

    bases = tuple(Place(base, 0, point()) for base in range(3))
    briefs = tuple(Place(brief, 0, point()) for brief in range(2))
    searched = tuple(_premises(random, each, point()) for each in range(premises))
    brief_of = tuple(random.choice(briefs).id for _ in searched)
    units = tuple(
        Unit(unit, _KINDS[unit % 4], random.choice(bases).id, unit + 1) for unit in range(max(1, officers // 10))
    )
    return Instance(
        H=300,
        waves=(0, 150, 300),
        bases=bases,
        briefs=briefs,
        suites=tuple(Suite(suite, 0, point(), random.randint(2, 20), random.randint(1, 8)) for suite in range(2)),
        prem=searched,
        officers=tuple(_officer(random, each, units[each % len(units)], searched) for each in range(officers)),
        units=units,
        assets=tuple(
            Asset(index, kind, random.choice(bases).id, crew, random.randint(-120, 200))
            for index, (kind, crew) in enumerate((("dog", 1), ("dog", 1), ("polsa", 1), ("moe", 4)))
        ),
        veh=tuple(
            Vehicle(2 * base + index, kind, base, random.randint(0, premises), seats, pris)
            for base in range(3)
            for index, (kind, seats, pris) in enumerate((("carrier", 7, 0), ("caged van", 2, 2)))
        ),
        TT=tuple(
            tuple(
                minutes_between(base.xy, briefs[int(brief)].xy) + minutes_between(briefs[int(brief)].xy, each.xy)
                for each, brief in zip(searched, brief_of, strict=True)
            )
            for base in bases
        ),
        brief_of=brief_of,
    )


def _premises(random: Random, index: int, xy: tuple[float, float]) -> Premises:
    size = random.choice((0, 0, 1, 1, 2, 3, 4))
    risk = random.choice((0, 1, 1, 2))
    search = 2 + size + risk
    return Premises(
        id=index,
        region=0,
        xy=xy,
        size=size,
        risk=risk,
        arrests=random.randint(0, 3),
        dur=random.randrange(90, 240 + 60 * size, 15),
        seats={"TL": 1, "EXH": 1, "OIC": 1, "SEARCH": search},
        lso=min(search, 1 + size // 2),
        moe=random.choice((1, 2)) if risk else 0,
        med=int(risk == 2),
        po=2 * risk,
        fem=random.randint(0, 2),
        dh=size == 0 and risk == 0,
        dog=random.randint(0, 1),
        polsa=int(size >= 3),
        group=index // 2 if random.random() < 0.3 else None,
    )


def _officer(random: Random, index: int, unit: Unit, searched: tuple[Premises, ...]) -> Officer:
    skills = Skill(0)
    for skill, share in _SKILLS[unit.kind].items():
        if random.random() < share:
            skills |= skill
    if random.random() < 0.35:
        skills |= Skill.FEM
    barred: tuple[Id, ...] = tuple(each.id for each in searched if random.random() < 0.02)
    return Officer(
        id=index,
        unit=unit.id,
        base=unit.base,
        rank=random.choice((0,) * 8 + (1, 1, 2)),
        skills=skills,
        ready=random.randint(-480, 240),
        conf=barred,
    )

"""The search-day planning problem: what is given (`instance.json`).

Times are minutes from midnight of the day of action, local; distances kilometres on a plane; travel minutes.
Field names are those of the file.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import IntFlag
from functools import cached_property
from math import ceil, dist
from typing import Any, Literal

from handel.engines.planner.reading import Field, Id, InvalidFile, distinct

Role = Literal["TL", "EXH", "OIC", "SEARCH"]
ROLES: tuple[Role, ...] = ("TL", "EXH", "OIC", "SEARCH")
ASSET_KINDS = ("dog", "polsa", "moe")

BRIEFING = 120
"""Minutes at the briefing before the strike."""
DEBRIEF = 90
"""Minutes of debrief and return of property after the search."""
LONGEST_TRAVEL = 120
"""Minutes from a base over the briefing to the premises that an officer may travel."""
LONGEST_DUTY = 720
VEHICLE_TRAVEL = 90
CUSTODY_TRAVEL = 60
ARREST_TO_DEPARTURE = 45
"""Minutes from the strike until prisoners leave for custody."""
ASSET_PREPARATION = 60


class Skill(IntFlag):
    """What an officer is trained for; the last is not a training but counts as one for the team."""

    PO = 1
    LSO = 2
    MOE = 4
    MED = 8
    DRV = 16
    EXH = 32
    INV = 64
    FEM = 128


Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """A base or a briefing place."""

    id: Id
    region: Id
    xy: Point


@dataclass(frozen=True, slots=True)
class Suite:
    """A custody suite: its free cells and the arrivals it can book in an hour."""

    id: Id
    region: Id
    xy: Point
    cells: int
    rate: int


@dataclass(frozen=True, slots=True)
class Premises:
    """A place to be searched.

    `lso`, `moe` and `med` are wanted among its SEARCH seats, `po` and `fem` in its whole team; `dh` says that OIC
    and EXH may be one person; premises of one `group` strike together.
    """

    id: Id
    region: Id
    xy: Point
    size: int
    risk: int
    arrests: int
    dur: int
    seats: Mapping[Role, int]
    lso: int
    moe: int
    med: int
    po: int
    fem: int
    dh: bool
    dog: int
    polsa: int
    group: Id | None


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer: rank 0 constable, 1 sergeant, 2 inspector.

    `ready` is the earliest minute that rest allows, negative before midnight; `conf` the premises barred to them.
    """

    id: Id
    unit: Id
    base: Id
    rank: int
    skills: Skill
    ready: int
    conf: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that officers belong to."""

    id: Id
    kind: str
    base: Id
    serial: Id


@dataclass(frozen=True, slots=True)
class Asset:
    """A dog team, a POLSA adviser or a specialist method-of-entry crew."""

    id: Id
    kind: str
    base: Id
    crew: int
    ready: int


@dataclass(frozen=True, slots=True)
class Vehicle:
    """`n` vehicles of one type at one base, each with `seats` and places for `pris` prisoners."""

    id: Id
    type: str
    base: Id
    n: int
    seats: int
    pris: int


@dataclass(frozen=True)
class Instance:
    """Everything given. `TT[i][j]` is the travel from `bases[i]` over the briefing to `prem[j]`."""

    H: int
    waves: tuple[int, ...]
    bases: tuple[Place, ...]
    briefs: tuple[Place, ...]
    suites: tuple[Suite, ...]
    prem: tuple[Premises, ...]
    officers: tuple[Officer, ...]
    units: tuple[Unit, ...]
    assets: tuple[Asset, ...]
    veh: tuple[Vehicle, ...]
    TT: tuple[tuple[int, ...], ...]
    brief_of: tuple[Id, ...]

    @cached_property
    def _base_row(self) -> dict[Id, int]:
        return {base.id: row for row, base in enumerate(self.bases)}

    @cached_property
    def _premises_column(self) -> dict[Id, int]:
        return {premises.id: column for column, premises in enumerate(self.prem)}

    def travel(self, base: Id, premises: Id) -> int:
        """Minutes from a base over the briefing to the premises."""
        return self.TT[self._base_row[base]][self._premises_column[premises]]

    def base_xy(self, base: Id) -> Point:
        """Where a base is."""
        return self.bases[self._base_row[base]].xy

    def strike(self, wave: int) -> int:
        """The minute at which a wave strikes."""
        return self.H + self.waves[wave]

    def to_json(self) -> dict[str, Any]:
        """The instance as `json.dump` takes it."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain

    @staticmethod
    def from_json(data: Any) -> "Instance":
        """Read a decoded `instance.json`.

        Raises:
            InvalidFile: a field is missing, of the wrong type, out of range, or names what does not exist; the
                error's `path` says which.
        """
        return _read(Field(data))


def minutes_between(a: Point, b: Point) -> int:
    """Travel between two points, km on a plane: 5 minutes, then 25 km/h for 5 km and 60 km/h beyond.

    >>> minutes_between((0, 0), (3, 4)), minutes_between((0, 0), (0, 65))
    (17, 77)
    """
    km = dist(a, b)
    return ceil(5 + 60 * (min(km, 5) / 25 + max(0, km - 5) / 60))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return int(value) if isinstance(value, Skill) else value


def _read(file: Field) -> Instance:
    bases, briefs = (distinct(file[name]) for name in ("bases", "briefs"))
    premises, units = distinct(file["prem"]), distinct(file["units"])
    for name in ("suites", "officers", "assets", "veh"):
        distinct(file[name])
    waves = tuple(each.integer() for each in file["waves"].items())
    if not waves or list(waves) != sorted(set(waves)):
        raise InvalidFile("waves", "must be one or more offsets, each later than the one before")
    return Instance(
        H=file["H"].integer(),
        waves=waves,
        bases=tuple(Place(**_place(each)) for each in file["bases"].items()),
        briefs=tuple(Place(**_place(each)) for each in file["briefs"].items()),
        suites=tuple(
            Suite(**_place(each), cells=each["cells"].integer(), rate=each["rate"].integer())
            for each in file["suites"].items()
        ),
        prem=tuple(_premises(each) for each in file["prem"].items()),
        officers=tuple(_officer(each, units, bases, premises) for each in file["officers"].items()),
        units=tuple(
            Unit(
                id=each["id"].id(),
                kind=each["kind"].text(),
                base=each["base"].one_of(bases, "base"),
                serial=each["serial"].id(),
            )
            for each in file["units"].items()
        ),
        assets=tuple(
            Asset(
                id=each["id"].id(),
                kind=each["kind"].choice(*ASSET_KINDS),
                base=each["base"].one_of(bases, "base"),
                crew=each["crew"].integer(),
                ready=each["ready"].integer(None),
            )
            for each in file["assets"].items()
        ),
        veh=tuple(
            Vehicle(
                id=each["id"].id(),
                type=each["type"].text(),
                base=each["base"].one_of(bases, "base"),
                n=each["n"].integer(),
                seats=each["seats"].integer(),
                pris=each["pris"].integer(),
            )
            for each in file["veh"].items()
        ),
        TT=tuple(
            tuple(each.integer() for each in row.tuple_of(len(premises))) for row in file["TT"].tuple_of(len(bases))
        ),
        brief_of=tuple(each.one_of(briefs, "briefing place") for each in file["brief_of"].tuple_of(len(premises))),
    )


def _place(record: Field) -> dict[str, Any]:
    x, y = (each.number() for each in record["xy"].tuple_of(2))
    return {"id": record["id"].id(), "region": record["region"].id(), "xy": (x, y)}


def _premises(record: Field) -> Premises:
    group = record["group"]
    return Premises(
        **_place(record),
        size=record["size"].integer(0, 4),
        risk=record["risk"].integer(0, 2),
        arrests=record["arrests"].integer(),
        dur=record["dur"].integer(),
        seats={role: record["seats"][role].integer() for role in ROLES},
        lso=record["lso"].integer(),
        moe=record["moe"].integer(),
        med=record["med"].integer(),
        po=record["po"].integer(),
        fem=record["fem"].integer(),
        dh=record["dh"].boolean(),
        dog=record["dog"].integer(),
        polsa=record["polsa"].integer(),
        group=None if group.value is None else group.id(),
    )


def _officer(record: Field, units: dict[str, Id], bases: dict[str, Id], premises: dict[str, Id]) -> Officer:
    return Officer(
        id=record["id"].id(),
        unit=record["unit"].one_of(units, "unit"),
        base=record["base"].one_of(bases, "base"),
        rank=record["rank"].integer(0, 2),
        skills=Skill(record["skills"].integer(0, 255)),
        ready=record["ready"].integer(None),
        conf=tuple(each.one_of(premises, "premises") for each in record["conf"].items()),
    )

"""A plan for the day (`plan.json`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from handel.engines.planner.model import ROLES, Instance, Role
from handel.engines.planner.reading import Field, Id, InvalidFile

Status = Literal["optimal", "feasible"]


@dataclass(frozen=True)
class Plan:
    """Who is where, in the fields of the file.

    `wave` gives each premises' wave, `assign` each officer's premises and role, `routes` each asset's visits
    in order (premises, wave), `veh` and `cust` how many vehicles and prisoners go where, `dh` the premises
    where one person is OIC and EXH. `tiers` holds the objective's tiers that were computed, `bound` proven
    lower bounds on them (none if empty), `seconds` how long the planner took, if that was measured.
    """

    wave: Mapping[Id, int]
    assign: Mapping[Id, tuple[Id, Role]]
    routes: tuple[tuple[Id, tuple[tuple[Id, int], ...]], ...] = ()
    veh: tuple[tuple[Id, Id, int], ...] = ()
    cust: tuple[tuple[Id, Id, int], ...] = ()
    dh: tuple[Id, ...] = ()
    tiers: tuple[float, ...] = ()
    bound: tuple[float, ...] = ()
    status: Status = "feasible"
    seconds: float | None = None

    def to_json(self) -> dict[str, Any]:
        """The plan as `json.dump` takes it."""
        return {
            "wave": {str(premises): wave for premises, wave in self.wave.items()},
            "assign": {str(officer): list(seat) for officer, seat in self.assign.items()},
            "routes": [[asset, [list(stop) for stop in stops]] for asset, stops in self.routes],
            "veh": [list(each) for each in self.veh],
            "cust": [list(each) for each in self.cust],
            "dh": list(self.dh),
            "tiers": list(self.tiers),
            "bound": list(self.bound),
            "status": self.status,
            "seconds": self.seconds,
        }

    @staticmethod
    def from_json(data: Any, instance: Instance) -> "Plan":
        """Read a decoded `plan.json` made for this instance. The checker says whether it keeps the rules.

        Raises:
            InvalidFile: a field is missing, of the wrong type, or names what the instance does not have.
        """
        file = Field(data)
        premises = {str(each.id): each.id for each in instance.prem}
        officers = {str(each.id): each.id for each in instance.officers}
        assets = {str(each.id): each.id for each in instance.assets}
        vehicles = {str(each.id): each.id for each in instance.veh}
        suites = {str(each.id): each.id for each in instance.suites}
        last = len(instance.waves) - 1

        def seat(field: Field) -> tuple[Id, Role]:
            place, role = field.tuple_of(2)
            return place.one_of(premises, "premises"), cast(Role, role.choice(*ROLES))

        def stop(field: Field) -> tuple[Id, int]:
            place, wave = field.tuple_of(2)
            return place.one_of(premises, "premises"), wave.integer(0, last)

        def moved(field: Field, first: dict[str, Id], second: dict[str, Id]) -> tuple[Id, Id, int]:
            one, other, count = field.tuple_of(3)
            return one.one_of(first, "record"), other.one_of(second, "record"), count.integer(1)

        seconds = file["seconds"]
        return Plan(
            wave={_key(key, field, premises): field.integer(0, last) for key, field in file["wave"].entries()},
            assign={_key(key, field, officers): seat(field) for key, field in file["assign"].entries()},
            routes=tuple(
                (asset.one_of(assets, "asset"), tuple(stop(each) for each in stops.items()))
                for asset, stops in (each.tuple_of(2) for each in file["routes"].items())
            ),
            veh=tuple(moved(each, vehicles, premises) for each in file["veh"].items()),
            cust=tuple(moved(each, premises, suites) for each in file["cust"].items()),
            dh=tuple(each.one_of(premises, "premises") for each in file["dh"].items()),
            tiers=tuple(each.number() for each in file["tiers"].items()),
            bound=tuple(each.number() for each in file["bound"].items()),
            status=cast(Status, file["status"].choice("optimal", "feasible")),
            seconds=None if seconds.value is None else seconds.number(),
        )


def _key(key: str, field: Field, known: dict[str, Id]) -> Id:
    if key not in known:
        raise InvalidFile(field.path, "is a key that names nothing in the instance")
    return known[key]

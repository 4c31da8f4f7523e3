"""Wards, postcodes and police front counters."""

import heapq
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import cos, radians, sqrt

from handel.platform.gazetteer.source import features, rows

_METRES_A_DEGREE = 111_195
"""Of latitude, on a sphere of 6,371 km; good to half a per cent over a borough."""

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode of August 2014 in or around the borough, its middle (WGS 84 degrees) and how far that is."""

    postcode: str
    lat: float
    lon: float
    metres: int


@dataclass(frozen=True, slots=True)
class FrontCounter:
    """A police station of the Metropolitan Police with a counter open to the public (WGS 84 degrees)."""

    station: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class _Ward:
    name: str
    box: tuple[float, float, float, float]
    rings: tuple[Ring, ...]

    def holds(self, lon: float, lat: float) -> bool:
        """Even-odd rule over every ring, so that holes count as outside."""
        west, south, east, north = self.box
        if not (west <= lon <= east and south <= lat <= north):
            return False
        inside = False
        for ring in self.rings:
            for (x1, y1), (x2, y2) in pairwise(ring):
                # Half-open in latitude: a point level with a corner meets one of its two edges, not both.
                if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
                    inside = not inside
        return inside


@dataclass(frozen=True, slots=True)
class _Postcodes:
    names: list[str]
    lats: "array[float]"
    lons: "array[float]"


def wards() -> list[str]:
    """The names of the borough's twenty wards of 2014, in alphabetical order."""
    return sorted(ward.name for ward in _wards())


def side_of_borough(names: Iterable[str]) -> str:
    """Where all these wards lie in one half of the borough, that half ("north" or "south"); else nothing.

    A ward lies where the middle of its extent does.

    >>> side_of_borough(["Queen's Park", "Harrow Road"])
    'north'
    """
    middles = {ward.name: (ward.box[1] + ward.box[3]) / 2 for ward in _wards()}
    borough = (min(ward.box[1] for ward in _wards()) + max(ward.box[3] for ward in _wards())) / 2
    sides = {"north" if middles[name] > borough else "south" for name in names if name in middles}
    return sides.pop() if len(sides) == 1 else ""


def ward_at(*, lon: float, lat: float) -> str | None:
    """The 2014 ward that a place (WGS 84 degrees) lies in, or None outside the borough.

    >>> ward_at(lon=-0.208, lat=51.529)
    "Queen's Park"
    """
    return next((ward.name for ward in _wards() if ward.holds(lon, lat)), None)


def postcodes_near(*, lat: float, lon: float, limit: int = 5) -> list[Postcode]:
    """The postcodes whose middles lie nearest a place (WGS 84 degrees), nearest first.

    Postcodes of the boroughs around are among them. They are those of August 2014: newer ones are missing.
    """
    held = _postcodes()
    narrowing = cos(radians(lat))

    def squared(at: int) -> float:
        return (held.lats[at] - lat) ** 2 + ((held.lons[at] - lon) * narrowing) ** 2

    return [
        Postcode(held.names[at], held.lats[at], held.lons[at], round(sqrt(squared(at)) * _METRES_A_DEGREE))
        for at in heapq.nsmallest(limit, range(len(held.names)), key=squared)
    ]


@cache
def front_counters() -> tuple[FrontCounter, ...]:
    """The Metropolitan Police's front counters, in alphabetical order."""
    counters = (
        FrontCounter(row["Station"].strip(), float(row["Latitude"]), float(row["Longitude"]))
        for row in rows("ogl/met_police_front_counters.csv")
    )
    return tuple(sorted(counters, key=lambda counter: counter.station))


@cache
def ethnicities() -> dict[str, str]:
    """Self-defined ethnicity, the codes that police forces record: code to words, in the official order.

    >>> ethnicities()["NS"]
    'Other ethnic group - Not stated'
    """
    return {row["code"]: row["label"] for row in rows("ogl/ethnicity_self_defined_16plus1.csv")}


@cache
def _wards() -> tuple[_Ward, ...]:
    found = []
    for feature in features("ogl/wards_2014.geojson"):
        geometry = feature["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        rings = tuple(tuple((lon, lat) for lon, lat in ring) for polygon in polygons for ring in polygon)
        lons, lats = zip(*(at for ring in rings for at in ring), strict=True)
        box = (min(lons), min(lats), max(lons), max(lats))
        found.append(_Ward(feature["properties"]["NAME"], box, rings))
    return tuple(found)


@cache
def _postcodes() -> _Postcodes:
    # Columns of plain doubles: 19,000 postcodes in under 2 MB.
    held = rows("ogl/postcodes_2014.csv.gz")
    return _Postcodes(
        names=[row["postcode"] for row in held],
        lats=array("d", [float(row["lat"]) for row in held]),
        lons=array("d", [float(row["lon"]) for row in held]),
    )

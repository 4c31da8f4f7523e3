"""Make the gazetteer's data and map layers from a folder of open data.

Run by maintainers when the source data changes:

    python tools/make_gazetteer.py FOLDER

FOLDER holds `ogl/`, `odbl/`, `ATTRIBUTION.md` and `SOURCE.md`. What is written is committed; every change
made on the way stands in the gazetteer's `CHANGES.md`. The output depends on the input alone, so that running
it again changes nothing.
"""

import gzip
import json
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

GAZETTEER = Path(__file__).resolve().parent.parent / "src" / "handel" / "platform" / "gazetteer"
DATA = GAZETTEER / "data" / "westminster"
STATIC = GAZETTEER / "static" / "gazetteer"

NOTICES = ("ATTRIBUTION.md", "SOURCE.md")
COPIED = (
    "ogl/borough.geojson",
    "ogl/wards_2014.geojson",
    "ogl/postcodes_2014.csv.gz",
    "ogl/met_police_front_counters.csv",
    "ogl/ethnicity_self_defined_16plus1.csv",
    "odbl/street_names.csv",
)
MARGIN = 0.01
"""Degrees around the borough within which green space and water are kept on the map."""

Feature = dict[str, Any]
Position = list[float]


def main(source: Path) -> None:
    """Write `data/westminster/` and `static/gazetteer/` from the folder `source`."""
    for name in COPIED:
        _copy(source / name, DATA / name)
    for name in NOTICES:
        _copy(source / name, DATA / name)
    for licence in ("ogl", "odbl"):
        _copy(source / "ATTRIBUTION.md", STATIC / licence / "ATTRIBUTION.md")

    borough = _features(source / "ogl/borough.geojson")
    near = _box(borough, MARGIN)
    _write("ogl/borough.geojson", (_feature(each, name=each["properties"]["name"]) for each in borough))
    _write(
        "ogl/wards.geojson",
        (
            _feature(each, name=each["properties"]["NAME"], code=each["properties"]["GSS_CODE"])
            for each in _features(source / "ogl/wards_2014.geojson")
        ),
    )
    green = (_feature(each, kind="green") for each in _features(source / "ogl/greenspace.geojson"))
    lakes = _features(source / "ogl/water.geojson") + _features(source / "ogl/thames.geojson")
    water = (_feature(each, kind="water") for each in lakes)
    _write("ogl/green_and_water.geojson", (each for each in (*green, *water) if _touches(each, near)))
    _write("odbl/roads.geojson", _streets(_features(source / "odbl/roads.geojson.gz")))


def _streets(segments: list[Feature]) -> list[Feature]:
    """One feature for all segments of one name and class, each line once whichever way it runs."""
    lines: dict[tuple[str, str], dict[tuple[tuple[float, ...], ...], list[Position]]] = {}
    for segment in segments:
        # Of two names or classes ("Strand;Aldwych", "road;residential") the first is kept.
        name = (segment["properties"]["name"] or "").split(";")[0]
        highway = segment["properties"]["highway"].split(";")[0]
        line = segment["geometry"]["coordinates"]
        forward = tuple(tuple(position) for position in line)
        street = lines.setdefault((name, highway), {})
        street.setdefault(min(forward, forward[::-1]), line)
    return [
        {
            "type": "Feature",
            "properties": {"name": name, "highway": highway},
            "geometry": {"type": "MultiLineString", "coordinates": list(street.values())},
        }
        for (name, highway), street in sorted(lines.items())
    ]


def _feature(source: Feature, **properties: str) -> Feature:
    geometry = source["geometry"]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": geometry["type"], "coordinates": _tidied(geometry["coordinates"])},
    }


def _tidied(coordinates: list[Any]) -> list[Any]:
    """Positions at five decimals (about a metre), without repeats of the one before."""
    if not isinstance(coordinates[0][0], float):
        return [_tidied(part) for part in coordinates]
    rounded = [[round(value, 5) for value in position] for position in coordinates]
    return [at for index, at in enumerate(rounded) if index == 0 or at != rounded[index - 1]]


def _box(features: list[Feature], margin: float) -> tuple[float, float, float, float]:
    positions = [at for each in features for at in _positions(each["geometry"]["coordinates"])]
    lons, lats = [lon for lon, _ in positions], [lat for _, lat in positions]
    return min(lons) - margin, min(lats) - margin, max(lons) + margin, max(lats) + margin


def _touches(feature: Feature, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    left, bottom, right, top = _box([feature], 0)
    return left <= east and right >= west and bottom <= north and top >= south


def _positions(coordinates: list[Any]) -> Iterable[Position]:
    if isinstance(coordinates[0], float):
        yield coordinates
    else:
        for part in coordinates:
            yield from _positions(part)


def _features(path: Path) -> list[Feature]:
    opened: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        features: list[Feature] = json.load(file)["features"]
    return features


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(name: str, features: Iterable[Feature]) -> None:
    """One feature a line: small for a browser, readable in a diff."""
    lines = ",\n".join(json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in features)
    path = STATIC / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Give the folder of open data: python tools/make_gazetteer.py FOLDER")
    main(Path(sys.argv[1]))

"""Reading the copied open data, one file at a time, when it is first asked for."""

import csv
import gzip
import io
import json
from importlib.resources import files
from typing import Any

_DATA = files("handel.platform.gazetteer") / "data" / "westminster"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file under `data/westminster/`, packed or not, such as `odbl/street_names.csv`."""
    content = (_DATA / name).read_bytes()
    if name.endswith(".gz"):
        content = gzip.decompress(content)
    # utf-8-sig: one publisher puts a byte order mark first.
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def features(name: str) -> list[dict[str, Any]]:
    """The features of a GeoJSON file under `data/westminster/`."""
    found: list[dict[str, Any]] = json.loads((_DATA / name).read_text(encoding="utf-8"))["features"]
    return found

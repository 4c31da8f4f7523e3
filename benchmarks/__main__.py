"""`make bench`: run the benchmarks, print a table, write bench-results/results.json."""

import argparse
import json
import platform
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import load, pages, start
from benchmarks.machine import machine

BENCHMARKS: dict[str, Callable[[], list[dict[str, Any]]]] = {"pages": pages.run, "load": load.run, "start": start.run}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which of {', '.join(BENCHMARKS)}; all when none")
    chosen = parser.parse_args().names or list(BENCHMARKS)
    if unknown := set(chosen) - set(BENCHMARKS):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    rows: list[dict[str, Any]] = []
    for name in chosen:
        print(f"... {name}", file=sys.stderr)
        rows += [{"benchmark": name, **row} for row in BENCHMARKS[name]()]
    result = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "python": platform.python_version(),
        "rows": rows,
    }
    folder = Path("bench-results")
    folder.mkdir(exist_ok=True)
    (folder / "results.json").write_text(json.dumps(result, indent=2))
    print(f"{result['machine']}, Python {result['python']}")
    print(f"{'':8}{'what':44}{'measured':>14}{'beside':>14}{'ratio':>8}{'limit':>10}")
    for row in rows:
        print(
            f"{row['benchmark']:8}{row['what']:44}{_cell(row, 'measured'):>14}{_cell(row, 'beside'):>14}"
            f"{row.get('ratio', ''):>8}{row.get('limit', ''):>10}"
        )
    return 0


def _cell(row: dict[str, Any], key: str) -> str:
    return f"{row[key]:g} {row['unit']}" if row.get(key) is not None else ""


if __name__ == "__main__":
    sys.exit(main())

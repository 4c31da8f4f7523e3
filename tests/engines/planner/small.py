"""A day small enough to plan by hand: one premises, four officers, one of everything else.

Everything is at one point or 10 minutes away, the strike is at 05:00 and the search takes four hours.
"""

from typing import Any

from handel.engines.planner import Instance, Skill


def small(**changes: Any) -> Instance:
    """The small day; `changes` replace top-level fields of the file."""
    place = {"region": 0, "xy": [0, 0]}
    officer = {"unit": 0, "base": 0, "ready": 0, "conf": []}
    data: dict[str, Any] = {
        "H": 300,
        "waves": [0, 150],
        "bases": [{"id": 0, **place}],
        "briefs": [{"id": 0, **place}],
        "suites": [{"id": "S", **place, "cells": 1, "rate": 1}],
        "prem": [premises("P")],
        "officers": [
            {"id": "leader", **officer, "rank": 1, "skills": int(Skill.DRV)},
            {"id": "exhibits", **officer, "rank": 0, "skills": int(Skill.EXH)},
            {"id": "case", **officer, "rank": 0, "skills": int(Skill.INV)},
            {"id": "searcher", **officer, "rank": 0, "skills": int(Skill.LSO)},
        ],
        "units": [{"id": 0, "kind": "neighbourhood", "base": 0, "serial": 1}],
        "assets": [{"id": "D", "kind": "dog", "base": 0, "crew": 1, "ready": 0}],
        "veh": [{"id": "V", "type": "carrier", "base": 0, "n": 1, "seats": 4, "pris": 1}],
        "TT": [[10]],
        "brief_of": [0],
    }
    return Instance.from_json(data | changes)


def premises(name: str, **changes: Any) -> dict[str, Any]:
    """Premises as the file has them; `changes` replace fields."""
    plain: dict[str, Any] = {"id": name, "region": 0, "xy": [0, 0], "size": 1, "risk": 1, "arrests": 1, "dur": 240}
    wanted = {"lso": 1, "moe": 0, "med": 0, "po": 0, "fem": 0, "dog": 1, "polsa": 0}
    seats = {"TL": 1, "EXH": 1, "OIC": 1, "SEARCH": 1}
    return {**plain, **wanted, "seats": seats, "dh": False, "group": None, **changes}

"""Files come back as they were written, and a mistake is reported with its place."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handel.engines.planner import Instance, InvalidFile, Plan, borough, plan_greedily
from handel.engines.planner.generate import day

BOROUGH = borough(1)


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 5), st.integers(0, 20))
def test_an_instance_and_its_plan_come_back(random, premises: int, officers: int) -> None:
    instance = day(random, premises=premises, officers=officers)
    plan = plan_greedily(instance)
    assert Instance.from_json(json.loads(json.dumps(instance.to_json()))) == instance
    assert Plan.from_json(json.loads(json.dumps(plan.to_json())), instance) == plan


@pytest.mark.parametrize(
    ("way", "value", "path"),
    [
        (("H",), "five", "H"),
        (("waves",), [0, 150, 150], "waves"),
        (("prem", 3, "seats", "TL"), -1, "prem[3].seats.TL"),
        (("prem", 2, "id"), 1, "prem[2].id"),
        (("prem", 2, "id"), "1", "prem[2].id"),
        (("prem", 0, "xy"), [1], "prem[0].xy"),
        (("prem", 0, "dh"), 1, "prem[0].dh"),
        (("prem", 0, "risk"), 3, "prem[0].risk"),
        (("officers", 7, "base"), 99, "officers[7].base"),
        (("officers", 7, "conf"), [99], "officers[7].conf[0]"),
        (("officers", 7, "skills"), 256, "officers[7].skills"),
        (("assets", 0, "kind"), "cat", "assets[0].kind"),
        (("TT", 1), [5], "TT[1]"),
        (("brief_of", 4), 99, "brief_of[4]"),
        (("suites",), None, "suites"),
    ],
)
def test_a_wrong_field_is_named(way: tuple[Any, ...], value: Any, path: str) -> None:
    data = copy.deepcopy(BOROUGH.to_json())
    inner = data
    for step in way[:-1]:
        inner = inner[step]
    inner[way[-1]] = value
    with pytest.raises(InvalidFile) as refusal:
        Instance.from_json(data)
    assert refusal.value.path == path


@pytest.mark.parametrize("name", list(BOROUGH.to_json()))
def test_a_missing_field_is_named(name: str) -> None:
    data = BOROUGH.to_json()
    del data[name]
    with pytest.raises(InvalidFile) as refusal:
        Instance.from_json(data)
    assert (refusal.value.path, refusal.value.problem) == (name, "is missing")


@pytest.mark.parametrize(
    ("field", "value", "path"),
    [
        ("wave", {"99": 0}, "wave.99"),
        ("wave", {"1": 3}, "wave.1"),
        ("assign", {"1": [0, "BOSS"]}, "assign.1[1]"),
        ("routes", [[0, [[99, 0]]]], "routes[0][1][0][0]"),
        ("veh", [[0, 0, 0]], "veh[0][2]"),
        ("status", "good", "status"),
    ],
)
def test_a_wrong_field_of_a_plan_is_named(field: str, value: Any, path: str) -> None:
    data = plan_greedily(BOROUGH).to_json() | {field: value}
    with pytest.raises(InvalidFile) as refusal:
        Plan.from_json(data, BOROUGH)
    assert refusal.value.path == path


@pytest.mark.parametrize("data", [None, [], 3])
def test_what_is_no_object_is_refused(data: Any) -> None:
    with pytest.raises(InvalidFile):
        Instance.from_json(data)

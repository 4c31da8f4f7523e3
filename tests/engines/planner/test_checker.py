"""Each hard rule, broken once, is reported; a plan made by hand that keeps them is not."""

from dataclasses import replace
from typing import Any

import pytest
from tests.engines.planner.small import premises, small

from handel.engines.planner import Plan, Skill, violations

GOOD = Plan(
    wave={"P": 0},
    assign={
        "leader": ("P", "TL"),
        "exhibits": ("P", "EXH"),
        "case": ("P", "OIC"),
        "searcher": ("P", "SEARCH"),
    },
    routes=(("D", (("P", 0),)),),
    veh=(("V", "P", 1),),
    cust=(("P", "S", 1),),
)
TWO = {"prem": [premises("P", group=1), premises("Q", group=1)], "TT": [[10, 10]], "brief_of": [0, 0]}


def test_a_plan_that_keeps_every_rule_is_clean() -> None:
    assert violations(small(), GOOD) == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"assign": {"searcher": ("P", "TL")}}, "may not be TL"),
        ({"assign": {"case": ("P", "SEARCH")}}, "may not be SEARCH"),
        ({"assign": {"leader": ("P", "SEARCH")}}, "may not be SEARCH"),
        ({"assign": {"searcher": ("P", "EXH")}}, "may not be EXH"),
        ({"assign": {"searcher": ("P", "OIC")}}, "may not be OIC"),
        ({"assign": {"searcher": ("P", "SEARCH"), "exhibits": ("P", "SEARCH")}}, "2 officers as SEARCH"),
        ({"routes": (("D", (("P", 0),)), ("D", ()))}, "used in 2 routes"),
        ({"routes": (("D", (("P", 0), ("P", 0))),)}, "twice"),
        ({"routes": (("D", (("P", 1),)),)}, "in wave 1"),
        ({"veh": (("V", "P", 2),)}, "2 used; there are 1"),
        ({"cust": (("P", "S", 2),)}, "2 prisoners; 1 cells"),
        ({"cust": (("P", "S", 2),)}, "1 arrests are expected"),
        ({"cust": (("P", "S", 2),)}, "arrive in the hour"),
        ({"dh": ("P",)}, "one person as OIC and another"),
        ({"dh": ("P",)}, "the EXH seat is taken"),
        ({"dh": ("P",)}, "no OIC there has skill EXH"),
        ({"wave": {}}, "have no wave"),
        ({"wave": {"P": 7}}, "does not exist"),
        ({"assign": {"nobody": ("P", "TL")}}, "Officer nobody does not exist"),
        ({"veh": (("V", "X", 1),)}, "Premises X do not exist"),
    ],
)
def test_a_broken_plan_is_reported(changes: dict[str, Any], says: str) -> None:
    assert any(says in each for each in violations(small(), replace(GOOD, **changes)))


def officer(**changes: Any) -> dict[str, Any]:
    plain = {"id": "leader", "unit": 0, "base": 0, "rank": 1, "skills": int(Skill.DRV), "ready": 0, "conf": []}
    return {"officers": [plain | changes]}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (officer(conf=["P"]), "barred"),
        ({"TT": [[121]]}, "travels 121 minutes"),
        ({"prem": [premises("P", dur=491)]}, "on duty 721 minutes"),  # 120 + 2 x 10 + 491 + 90
        (officer(ready=171), "leaves at minute 170, but rests until 171"),  # 300 - 120 - 10
        ({"TT": [[91]]}, "Vehicle V is 91 minutes"),
        ({"prem": [premises("P", xy=[0, 60])]}, "Suite S is 72 minutes"),
        ({"assets": [{"id": "D", "kind": "dog", "base": 0, "crew": 1, "ready": 416}]}, "needed by 480"),
        ({"assets": [{"id": "D", "kind": "polsa", "base": 0, "crew": 1, "ready": 406}]}, "needed by 470"),
        ({"assets": [{"id": "D", "kind": "moe", "base": 0, "crew": 4, "ready": 221}]}, "needed by 285"),
    ],
)
def test_a_day_that_the_plan_does_not_fit_is_reported(given: dict[str, Any], says: str) -> None:
    plan = GOOD if "officers" not in given else replace(GOOD, assign={"leader": ("P", "TL")})
    assert any(says in each for each in violations(small(**given), plan))


@pytest.mark.parametrize(
    "given",
    [
        {"TT": [[90]]},
        {"prem": [premises("P", dur=490)]},
        {"assets": [{"id": "D", "kind": "dog", "base": 0, "crew": 1, "ready": 415}]},
        {"assets": [{"id": "D", "kind": "polsa", "base": 0, "crew": 1, "ready": 405}]},
        {"assets": [{"id": "D", "kind": "moe", "base": 0, "crew": 4, "ready": 220}]},
    ],
)
def test_the_limits_themselves_are_allowed(given: dict[str, Any]) -> None:
    assert violations(small(**given), GOOD) == []


def test_a_group_strikes_in_one_wave() -> None:
    assert violations(small(**TWO), Plan(wave={"P": 1, "Q": 1}, assign={})) == []
    assert violations(small(**TWO), Plan(wave={"P": 0, "Q": 1}, assign={})) == [
        "Group 1 strikes in waves [0, 1]; a group strikes in one."
    ]


def test_a_suite_books_its_rate_in_one_hour_and_again_in_the_next() -> None:
    suite = [{"id": "S", "region": 0, "xy": [0, 0], "cells": 2, "rate": 1}]
    instance = small(prem=[premises("P"), premises("Q")], TT=[[10, 10]], brief_of=[0, 0], suites=suite)
    booked = (("P", "S", 1), ("Q", "S", 1))
    assert violations(instance, Plan(wave={"P": 0, "Q": 1}, assign={}, cust=booked)) == []
    assert len(violations(instance, Plan(wave={"P": 0, "Q": 0}, assign={}, cust=booked))) == 1

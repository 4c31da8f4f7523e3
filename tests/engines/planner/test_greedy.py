"""The greedy planner keeps the rules on any day, and says what is short."""

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.planner.small import premises, small

from handel.engines.planner import Instance, Plan, Skill, borough, plan_greedily, shortage, violations
from handel.engines.planner.generate import day
from handel.engines.planner.shortage import WEIGHTS

days = st.builds(
    lambda random, premises, officers: day(random, premises=premises, officers=officers),
    st.randoms(use_true_random=False),
    st.integers(1, 6),
    st.integers(0, 40),
)


@settings(max_examples=100, deadline=None)
@given(days)
def test_its_plans_break_no_rule(instance: Instance) -> None:
    plan = plan_greedily(instance)
    assert violations(instance, plan) == []
    assert plan.tiers == (shortage(instance, plan).t1,)
    assert plan_greedily(instance) == plan


@settings(max_examples=30, deadline=None)
@given(days, st.randoms(use_true_random=False))
def test_names_do_not_matter(instance: Instance, random: Any) -> None:
    renamed = Instance.from_json(_renamed(instance.to_json(), random))
    assert shortage(renamed, plan_greedily(renamed)).t1 == shortage(instance, plan_greedily(instance)).t1


@settings(max_examples=30, deadline=None)
@given(days)
def test_nobody_free_could_fill_a_seat_left_empty(instance: Instance) -> None:
    for item in shortage(instance, plan_greedily(instance)).items:
        if item.what in ("TL", "EXH", "OIC", "SEARCH"):
            assert item.reason.endswith("free: 0.")


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 5))
def test_without_officers_every_seat_is_short_and_says_why(random: Any, count: int) -> None:
    instance = day(random, premises=count, officers=0)
    found = shortage(instance, plan_greedily(instance))
    short = {(item.premises, item.what): item for item in found.items}
    for each in instance.prem:
        for role, seats in each.seats.items():
            assert short[each.id, role].units == seats
            assert "Officers who qualify: 0;" in short[each.id, role].reason
    assert found.t1 == sum(WEIGHTS[item.what] * item.units for item in found.items)


def test_a_day_that_fits_is_short_of_nothing() -> None:
    plan = plan_greedily(small())
    assert shortage(small(), plan).t1 == 0
    assert plan.wave == {"P": 0}
    assert {who: role for who, (_, role) in plan.assign.items()} == {
        "leader": "TL", "exhibits": "EXH", "case": "OIC", "searcher": "SEARCH",
    }  # fmt: skip
    assert (plan.routes, plan.veh, plan.cust) == (
        (("D", (("P", 0),)),),
        (("V", "P", 1),),
        (("P", "S", 1),),
    )


def test_rest_sends_the_premises_to_a_later_wave() -> None:
    officers = [each | {"ready": 300} for each in small().to_json()["officers"]]
    instance = small(officers=officers)
    assert plan_greedily(instance).wave == {"P": 1}
    assert shortage(instance, plan_greedily(instance)).t1 == 0


def test_one_person_is_both_where_that_is_allowed() -> None:
    both = {"id": "case", "skills": int(Skill.INV | Skill.EXH)}
    officers = [
        each | both if each["id"] == "case" else each
        for each in small().to_json()["officers"]
        if each["id"] != "exhibits"
    ]
    allowed = small(prem=[premises("P", dh=True)], officers=officers)
    assert plan_greedily(allowed).dh == ("P",)
    assert shortage(allowed, plan_greedily(allowed)).t1 == 0
    refused = small(officers=officers)
    assert [item.what for item in shortage(refused, plan_greedily(refused)).items] == ["EXH"]


def test_a_specialist_crew_counts_as_two() -> None:
    crew = [{"id": "M", "kind": "moe", "base": 0, "crew": 4, "ready": 0}]
    instance = small(prem=[premises("P", moe=3, dog=0)], assets=crew)
    plan = plan_greedily(instance)
    assert plan.routes == (("M", (("P", 0),)),)
    assert [(item.what, item.units, item.cost) for item in shortage(instance, plan).items] == [("MOE", 1, 4)]


def test_the_riskier_premises_come_first() -> None:
    low, high = premises("low", risk=0), premises("high", risk=2)
    instance = small(prem=[low, high], TT=[[10, 10]], brief_of=[0, 0])
    assert {place for place, _ in plan_greedily(instance).assign.values()} == {"high"}


def test_shortage_by_hand() -> None:
    found = shortage(small(), Plan(wave={"P": 0}, assign={"leader": ("P", "TL")}))
    costs = {item.what: item.cost for item in found.items}
    assert costs == {"OIC": 4, "CELL": 4, "EXH": 3, "SEARCH": 2, "LSO": 2, "DOG": 2, "SEAT": 1, "PRIS": 1}
    assert found.t1 == 19
    assert str(found.items[0]) == (
        "Premises P: 1 officer in the case short (1 wanted, 0 there). Officers who qualify: 1; who can be there "
        "in time and are not barred: 1; of these here: 0, elsewhere: 0, free: 1."
    )


def test_a_borough_is_the_same_for_the_same_seed() -> None:
    assert borough(7) == borough(7)
    assert borough(7) != borough(8)
    assert (len(borough(7).prem), len(borough(7).officers)) == (12, 100)
    assert violations(borough(7), plan_greedily(borough(7))) == []


def _renamed(data: dict[str, Any], random: Any) -> dict[str, Any]:
    """The same day with new names, in the same order."""
    new = copy.deepcopy(data)
    names: dict[str, dict[Any, str]] = {}
    for kind in ("bases", "briefs", "suites", "prem", "officers", "units", "assets", "veh"):
        fresh = [f"{kind}-{number}" for number in random.sample(range(1000), len(new[kind]))]
        names[kind] = {each["id"]: name for each, name in zip(new[kind], fresh, strict=True)}
        for each in new[kind]:
            each["id"] = names[kind][each["id"]]
    for kind in ("officers", "units", "assets", "veh"):
        for each in new[kind]:
            each["base"] = names["bases"][each["base"]]
    for each in new["officers"]:
        each["unit"] = names["units"][each["unit"]]
        each["conf"] = [names["prem"][place] for place in each["conf"]]
    for each in new["prem"]:
        each["group"] = None if each["group"] is None else f"group-{each['group']}"
    new["brief_of"] = [names["briefs"][each] for each in new["brief_of"]]
    return new

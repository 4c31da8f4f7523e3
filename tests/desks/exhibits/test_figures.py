from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handel.desks.exhibits import acts, queries
from handel.desks.exhibits.models import CashCount, Identification
from handel.platform.access.roles import Role
from handel.platform.access.viewer import NotFound
from handel.platform.journal.models import Outcome
from handel.rules import Refused

LABORATORY = {"method": "laboratory", "provider": "Example Forensics", "accreditation": "UKAS 0000"}


def amounts(viewer, operation):
    return {row.reference: row.pence for row in queries.cash(viewer, operation.reference)}


def test_the_latest_count_stands_and_the_total_is_of_the_operation(seize, finder, keeper, look, operation, now):
    first, second, uncounted = seize(), seize(), seize()
    acts.count_cash(first.reference, pence=60_000, second_counter="kim", by=finder, at=now)
    acts.count_cash(second.reference, pence=41_000, second_counter="kim", by=finder, at=now)
    acts.count_cash(
        second.reference, pence=40_000, second_counter="jo", reason="A note was counted twice", by=keeper, at=now
    )
    assert amounts(look(keeper), operation) == {first.reference: 60_000, second.reference: 40_000}
    assert queries.waiting_for_a_count(look(keeper), operation.reference) == [uncounted]
    assert [c.pence for c in second.counts.all()] == [41_000, 40_000]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"second_counter": "jo"}, "second_counter"),
        ({"second_counter": "nobody"}, "second_counter"),
        ({"pence": -1}, "pence"),
        ({"pence": 41_000}, "reason"),
    ],
)
def test_one_person_is_not_two_and_a_correction_has_a_reason(changed, field, seize, finder, keeper, now, last_event):
    exhibit = seize()
    values = {"pence": 60_000, "second_counter": "kim", "by": finder, "at": now}
    acts.count_cash(exhibit.reference, **values)
    with pytest.raises(Refused) as refused:
        acts.count_cash(exhibit.reference, **values | changed)
    assert refused.value.field == field
    assert last_event().outcome == Outcome.REFUSED
    assert CashCount.objects.get().pence == 60_000


def test_what_is_not_cash_is_not_counted_and_what_is_not_seen_not_found(seize, finder, outsider, keeper, now):
    telephone = seize(kind="telephone")
    with pytest.raises(Refused):
        acts.count_cash(telephone.reference, pence=1, second_counter="kim", by=finder, at=now)
    with pytest.raises(NotFound):
        acts.count_cash(seize().reference, pence=1, second_counter="kim", by=outsider, at=now)


def test_a_total_is_the_whole_operations_or_not_told(seize, finder, keeper, colleague, outsider, look, operation, now):
    """A search team sees its own finds: their sum is not the operation's, and is told to nobody as if it were."""
    exhibit = seize()
    acts.count_cash(exhibit.reference, pence=1, second_counter="kim", by=finder, at=now)
    assert amounts(look(keeper), operation) == {exhibit.reference: 1}
    for nobody in (finder, outsider, colleague("pat", Role.PARTNER)):
        for query in (queries.cash, queries.substances):
            with pytest.raises(NotFound):
                query(look(nobody), operation.reference)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(counted=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 500_000)), max_size=12))
def test_the_total_is_the_sum_of_the_latest_counts_whatever_their_order(
    counted, seize, finder, keeper, look, operation, now, seals
):
    bags = [seize(seal=f"C{next(seals)}") for _ in range(4)]
    others = sum(amounts(look(keeper), operation).values())
    latest: dict[int, int] = {}
    for bag, pence in counted:
        acts.count_cash(bags[bag].reference, pence=pence, second_counter="kim", reason="Again", by=finder, at=now)
        latest[bag] = pence
        assert sum(amounts(look(keeper), operation).values()) - others == sum(latest.values())
    waiting = set(queries.waiting_for_a_count(look(keeper), operation.reference))
    assert waiting & set(bags) == {bags[index] for index in range(4) if index not in latest}


@pytest.fixture
def seals():
    return count()


def test_a_substance_is_believed_to_be_until_a_laboratory_says_so(seize, keeper, look, operation, now):
    exhibit = seize(kind="suspected_drugs", substance="Crack  cocaine")

    def told():
        row = queries.substances(look(keeper), operation.reference)[0]
        return row.state, row.public_wording, row.drug_class

    assert told() == ("suspected", "what is believed to be Crack cocaine", "A")
    acts.record_substance(exhibit.reference, state="presumptive", method="presumptive_test", by=keeper, at=now)
    assert told()[0:2] == ("presumptive", "what is believed to be Crack cocaine")
    acts.record_substance(
        exhibit.reference, state="lab_confirmed", substance="ketamine", **LABORATORY, by=keeper, at=now
    )
    assert told() == ("lab_confirmed", "ketamine", "B")


def test_nothing_is_told_of_a_negative(seize, keeper, look, operation, now):
    exhibit = seize(kind="suspected_drugs")
    acts.record_substance(exhibit.reference, state="negative", **LABORATORY, by=keeper, at=now)
    assert queries.substances(look(keeper), operation.reference)[0].public_wording == ""


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"method": "presumptive_test"}, "method"),
        ({"provider": ""}, "provider"),
        ({"accreditation": " "}, "accreditation"),
        ({"state": "suspected"}, "state"),
        ({"substance": "icing sugar"}, "substance"),
    ],
)
def test_results_that_prove_nothing_are_refused(changed, field, seize, keeper, now, last_event):
    exhibit = seize(kind="suspected_drugs")
    values = {"state": "lab_confirmed", **LABORATORY, "by": keeper, "at": now}
    with pytest.raises(Refused) as refused:
        acts.record_substance(exhibit.reference, **values | changed)
    assert refused.value.field == field
    assert last_event().outcome == Outcome.REFUSED
    assert Identification.objects.get().state == "suspected"


def test_a_result_is_recorded_by_who_handles_exhibits_and_of_substances(seize, finder, keeper, now):
    values = {"state": "lab_confirmed", **LABORATORY, "at": now}
    with pytest.raises(Refused):
        acts.record_substance(seize(kind="suspected_drugs").reference, **values, by=finder)
    with pytest.raises(Refused):
        acts.record_substance(seize().reference, **values, by=keeper)

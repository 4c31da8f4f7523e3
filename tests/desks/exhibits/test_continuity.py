from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handel.desks.exhibits import queries
from handel.desks.exhibits.models import Movement
from handel.platform.access.roles import Role
from handel.platform.access.viewer import NotFound
from handel.platform.accounts.models import User
from handel.platform.journal.models import Outcome
from handel.rules import Refused


def test_handed_on_from_hand_to_hand_and_into_the_store(seize, hand_over, finder, keeper, look):
    exhibit = seize()
    assert queries.exhibits(look(finder), holder="jo") == [exhibit]
    hand_over(exhibit, by=finder, to="kim", place="Station yard")
    assert queries.exhibits(look(keeper), holder="kim") == [exhibit]
    hand_over(exhibit, by=keeper)
    assert queries.exhibits(look(keeper), holder=queries.NOBODY) == [exhibit]
    hand_over(exhibit, by=keeper, to="kim", place="Property store", purpose="To the laboratory")
    assert [m.whereabouts for m in exhibit.movements.all()] == [
        "Jo Anne Baker",
        "Kim Eeper",
        "Property store",
        "Kim Eeper",
    ]
    assert queries.exhibits(look(finder), holder="jo") == []


def test_who_receives_it_reads_it(seize, hand_over, finder, colleague, look):
    exhibit = seize()
    mate = colleague("mo", Role.TEAM)
    assert queries.exhibits(look(mate)) == []
    hand_over(exhibit, by=finder, to="mo")
    assert queries.exhibits(look(mate)) == [exhibit]


def test_who_gave_it_away_gives_it_no_more(seize, hand_over, finder, keeper, last_event):
    exhibit = seize()
    hand_over(exhibit, by=finder, to="kim")
    with pytest.raises(Refused):
        hand_over(exhibit, by=finder, to="jo")
    assert last_event().outcome == Outcome.REFUSED
    assert exhibit.movements.count() == 2


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"seal_before": "X9"}, "seal_before"),
        ({"seal_before": ""}, "seal_before"),
        ({"seal_after": "X9"}, "explanation"),
        ({"seal_after": "", "explanation": "Opened"}, "seal_after"),
        ({"to": "nobody"}, "to"),
        ({"to": "outsider"}, "to"),
        ({"place": " "}, "place"),
    ],
)
def test_breaks_of_the_chain_are_refused(changed, field, seize, hand_over, finder, outsider):
    exhibit = seize()
    with pytest.raises(Refused) as refused:
        hand_over(exhibit, by=finder, **changed)
    assert refused.value.field == field
    assert exhibit.movements.count() == 1


def test_time_runs_one_way(seize, hand_over, finder, keeper, now):
    exhibit = seize(found_at=now - timedelta(hours=2))
    for wrong in (now - timedelta(hours=3), now + timedelta(minutes=1)):
        with pytest.raises(Refused) as refused:
            hand_over(exhibit, by=finder, to="kim", happened_at=wrong)
        assert refused.value.field == "happened_at"
    hand_over(exhibit, by=finder, to="kim", happened_at=now - timedelta(hours=2))
    assert exhibit.movements.count() == 2


def test_resealing_keeps_the_old_seal_and_uses_no_seal_twice(seize, hand_over, finder, keeper):
    exhibit, other = seize(), seize()
    explained = {"explanation": "Opened for counting", "by": finder}
    hand_over(exhibit, to="jo", place="Station", seal_before="s1", seal_after="S 9", **explained)
    assert [seal.number for seal in exhibit.seals.all()] == ["S1", "S9"]
    assert exhibit.last_movement.seal.number == "S9"
    for used in ("S1", "S2"):
        with pytest.raises(Refused) as refused:
            hand_over(exhibit, seal_after=used, **explained)
        assert refused.value.field == "seal_after"
    assert other.last_movement.seal.number == "S2"


def test_a_seal_that_is_not_the_one_recorded_is_recorded_as_it_was_found(seize, hand_over, finder, keeper):
    exhibit = seize()
    hand_over(exhibit, by=finder, to="kim", seal_before="X9", seal_after="X9", explanation="Bag was torn, no record")
    assert exhibit.last_movement.seal_before == "X9"
    assert exhibit.last_movement.seal.number == "X9"


def test_nothing_changed_is_no_movement(seize, hand_over, finder):
    exhibit = seize()
    with pytest.raises(Refused):
        hand_over(exhibit, by=finder, to="jo", place=exhibit.found_where)


HAND_OVERS = st.lists(
    st.tuples(
        st.sampled_from(["jo", "kim", "mo"]),  # who records it
        st.sampled_from(["jo", "kim", "mo", "", "nobody"]),  # to whom
        st.sampled_from(["Store", "Van"]),
        st.integers(-300, 5),  # minutes from now
        st.sampled_from(["same", "new", "wrong", "unexplained"]),
    ),
    max_size=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tried=HAND_OVERS)
def test_no_sequence_of_hand_overs_leaves_an_exhibit_with_two_holders_or_none(
    tried, seize, hand_over, finder, keeper, colleague, look, now
):
    people = {
        "jo": finder,
        "kim": keeper,
        "mo": User.objects.filter(username="mo").first() or colleague("mo", Role.TEAM),
    }
    exhibit = seize(seal=f"H{Movement.objects.count()}")
    holder = "jo"
    for step, (by, to, place, minutes, seal) in enumerate(tried):
        current = exhibit.last_movement.seal.number
        after = current if seal == "same" else f"{current}X"
        try:
            hand_over(
                exhibit,
                by=people[by],
                to=to,
                place=f"{place} {step}",
                happened_at=now + timedelta(minutes=minutes),
                seal_before="WRONG" if seal == "wrong" else current,
                seal_after=after,
                explanation="Opened" if seal == "new" else "",
            )
        except (Refused, NotFound):
            pass
        else:
            assert by in (holder, "kim")
            holder = to
        chain = list(exhibit.movements.all())
        assert [movement.number for movement in chain] == list(range(1, len(chain) + 1))
        times = [movement.happened_at for movement in chain]
        assert times == sorted(times)
        before = [movement.seal.number for movement in chain[:-1]]
        assert [movement.seal_before for movement in chain[1:]] == before
        held_by = [
            who for who in ("jo", "kim", "mo", queries.NOBODY) if exhibit in queries.exhibits(look(keeper), holder=who)
        ]
        assert held_by == [holder or queries.NOBODY]

"""A street is found however somebody writes it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handel.platform.gazetteer import find_streets, street, wards
from handel.platform.gazetteer.streets import _by_key

STREETS = sorted(_by_key().values(), key=lambda each: each.name)


def names(query: str, limit: int = 20) -> list[str]:
    return [found.name for found in find_streets(query, limit)]


def test_a_street_knows_its_place_and_wards() -> None:
    harrow_road = street("Harrow Road")
    assert "Harrow Road" in harrow_road.wards
    assert "Queen's Park" in harrow_road.wards
    assert (harrow_road.lat, harrow_road.lon) == (51.521832, -0.189335)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("HARROW ROAD", "Harrow Road"),
        ("harow road", "Harrow Road"),  # missing
        ("harrrow road", "Harrow Road"),  # added
        ("hatrow road", "Harrow Road"),  # wrong
        ("harorw road", "Harrow Road"),  # swapped
        ("road, harrow", "Harrow Road"),
        ("queens gate", "Queen's Gate"),
        ("st jamess square", "St James's Square"),
        ("Saint John's Wood High St", "St John's Wood High Street"),
        ("d’arblay", "D'Arblay Street"),
    ],
)
def test_forgiven_ways_of_writing(typed: str, first: str) -> None:
    assert names(typed)[0] == first


def test_the_best_match_comes_first() -> None:
    found = names("abbey")
    assert found[0].startswith("Abbey")
    assert names("Abbey Road")[0] == "Abbey Road"
    assert len(names("road", limit=3)) == 3


@pytest.mark.parametrize("typed", ["", "  -- ", "zzzzqq", "hxrrxw road"])
def test_what_matches_nothing_finds_nothing(typed: str) -> None:
    assert names(typed) == []


def test_a_short_word_is_not_stretched_by_a_typo() -> None:
    assert "Elm Mews" not in names("elk")


@settings(deadline=None)
@given(st.sampled_from(STREETS), st.data())
def test_every_street_is_found_by_its_name_with_one_letter_gone(wanted, data: st.DataObject) -> None:
    longest = max(wanted.name.split(), key=len)
    at = data.draw(st.integers(0, len(longest) - 1))
    damaged = longest[:at] + longest[at + 1 :]
    if len(damaged) >= 4:
        assert wanted in find_streets(wanted.name.replace(longest, damaged, 1).upper(), limit=2000)


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_text_may_be_asked(query: str) -> None:
    assert len(find_streets(query, limit=7)) <= 7


@settings(deadline=None)
@given(st.sampled_from(STREETS))
def test_every_street_is_itself(wanted) -> None:
    assert street(wanted.name) == wanted
    assert find_streets(wanted.name)[0] == wanted
    assert set(wanted.wards) <= set(wards())


def test_two_spellings_of_a_street_are_one_street() -> None:
    assert street("Bishops Bridge Road") == street("Bishop's Bridge Road")
    assert street("Bishop's Bridge Road").wards == ("Hyde Park", "Lancaster Gate")
    assert street("Saint Margaret Street").name == "St. Margaret Street"


def test_an_unknown_street_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        street("Nowhere Lane")

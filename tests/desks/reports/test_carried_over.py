"""Marks of what a sanitised text carries over."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handel.desks.reports.carried_over import pieces, spans

ORIGINAL = "danny from flat 9b sells it. My sister saw him through the letterbox at St Peter's on 3/7."


def marked(text: str) -> list[tuple[str, str]]:
    return [piece for piece in pieces(ORIGINAL, text) if piece[1]]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Drugs are sold in the area.", []),
        ("Danny sells drugs.", [("Danny", "name")]),
        ("At Flat 9B, near St Peter's.", [("Flat", "name"), ("9B", "number"), ("St", "name"), ("Peter's", "name")]),
        ("In July, on 3.7.2015", [("3", "number"), ("7", "number")]),
        ("A relative, my sister saw him through a gap", [("my sister saw him through", "wording")]),
        (
            "MY SISTER, saw him through the letterbox at noon",
            [("MY SISTER, saw him through the letterbox at", "wording")],
        ),
        ("The sister saw him", []),
        ("He saw.", []),
    ],
)
def test_names_numbers_and_wording_are_marked(text: str, marks: list[tuple[str, str]]) -> None:
    assert marked(text) == marks


@given(original=st.text(), text=st.text())
def test_marks_lie_in_order_and_the_pieces_are_the_text(original: str, text: str) -> None:
    found = spans(original, text)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert "".join(piece for piece, _ in pieces(original, text)) == text


@given(st.lists(st.from_regex(r"[a-z]{2,8}", fullmatch=True), min_size=5, max_size=40))
def test_a_text_taken_over_whole_is_marked_whole(words: list[str]) -> None:
    text = " ".join(words)
    assert pieces(text, text) == [(text, "wording")]


@given(st.text(), st.integers(min_value=0))
def test_every_number_of_the_original_is_marked(text: str, number: int) -> None:
    assert any(str(number) in piece and why for piece, why in pieces(f"x {number} y", f"{text} {number} z"))

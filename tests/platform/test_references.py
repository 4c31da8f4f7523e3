"""References are random, easy to read aloud, and in a fixed order only where that is asked for."""

import re
import threading

import pytest

from handel.platform.references import ALPHABET, new_reference, seeded

MANY = 10_000


def test_no_letter_can_be_read_as_another():
    assert len(set(ALPHABET)) == len(ALPHABET) == 32
    assert not set("ILOU") & set(ALPHABET)


def test_a_reference_is_its_prefix_and_six_letters_of_the_alphabet():
    for _ in range(100):
        assert re.fullmatch(f"W-[{ALPHABET}]{{6}}", new_reference("W"))
    assert re.fullmatch(f"SI-[{ALPHABET}]{{12}}", new_reference("SI", length=12))


def test_every_letter_comes_at_every_place():
    made = [new_reference("W")[2:] for _ in range(MANY)]
    for place in range(6):
        assert {reference[place] for reference in made} == set(ALPHABET)


def test_ten_thousand_are_different_but_for_chance():
    # 10,000 draws of 2**30: more than three pairs alike have a chance below one in a thousand million.
    assert len({new_reference("W") for _ in range(MANY)}) >= MANY - 3


def test_a_seed_fixes_the_order_and_only_inside():
    def draw(seed):
        with seeded(seed):
            return [new_reference("W") for _ in range(20)]

    assert draw(1) == draw(1) != draw(2)
    assert [new_reference("W") for _ in range(20)] != draw(1)


def test_a_seed_within_a_seed_gives_the_outer_one_back():
    with seeded(1):
        first, second = new_reference("W"), new_reference("W")
    with seeded(1):
        assert new_reference("W") == first
        with seeded(2):
            new_reference("W")
        assert new_reference("W") == second


def test_a_seed_ends_with_an_error():
    with pytest.raises(ZeroDivisionError), seeded(1):
        raise ZeroDivisionError
    with seeded(1):
        first = new_reference("W")
    assert new_reference("W") != first


def test_a_seed_of_one_thread_is_not_another_threads():
    with seeded(1):
        expected = new_reference("W")
    drawn = []
    with seeded(1):
        other = threading.Thread(target=lambda: drawn.append(new_reference("W")))
        other.start()
        other.join()
        assert new_reference("W") == expected
    assert drawn != [expected]

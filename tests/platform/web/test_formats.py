"""Times, money and numbers as pages write them."""

import doctest
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handel.platform.web import formats


def test_the_examples_in_the_documentation_hold():
    assert doctest.testmod(formats).failed == 0


def test_a_time_is_shown_in_london_with_its_zone_in_winter_too():
    assert formats.london(datetime(2015, 12, 1, 17, 5, tzinfo=UTC)) == "1 December 2015 at 5:05pm GMT"


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        formats.london(datetime(2015, 9, 22, 5, 40))  # noqa: DTZ001


def test_the_day_of_a_time_is_the_day_in_london():
    assert formats.day(datetime(2015, 9, 21, 23, 30, tzinfo=UTC)) == "22 September 2015"
    assert formats.day(date(2015, 9, 21)) == "21 September 2015"


def test_what_is_not_known_is_shown_as_nothing():
    assert formats.london(None) == formats.day(None) == ""


@given(st.integers(-(10**12), 10**12))
def test_money_reads_back_to_the_same_pence(pence):
    written = formats.pounds(pence).replace("£", "").replace(",", "")
    whole, _, rest = written.partition(".")
    sign = -1 if written.startswith("-") else 1
    assert sign * (abs(int(whole)) * 100 + int(rest or 0)) == pence


@pytest.mark.parametrize(
    ("left", "shown"),
    [
        (timedelta(hours=36), "1 day 12 hours"),
        (timedelta(days=2), "2 days"),
        (timedelta(hours=1, minutes=1), "1 hour 1 minute"),
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(0), "less than a minute"),
        (timedelta(hours=-26), "1 day 2 hours over"),
    ],
)
def test_time_left(left, shown):
    assert formats.time_left(left) == shown

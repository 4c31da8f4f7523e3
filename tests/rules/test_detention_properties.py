"""What holds of the custody clock whatever happened, in whatever order."""

import os
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from handel.rules.england_wales.detention import Clock, Event, EventType, HospitalPurpose, Where, clock
from handel.rules.england_wales.elapsed import Interval, advance, elapsed

START = datetime(2026, 10, 22, 6, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
TYPES = list(EventType)

moments = st.integers(0, 9 * 24 * 60).map(lambda minutes: START + minutes * MINUTE)


@st.composite
def any_events(draw: st.DrawFn) -> list[Event]:
    """An arrest first, then anything in any order: most records are nonsense, and none may break a limit."""
    first = Event(EventType.ARRESTED, START, where=draw(st.sampled_from(list(Where))))
    gate = Event(EventType.ARRIVED, START + draw(st.integers(0, 300)) * MINUTE)
    rest = draw(
        st.lists(
            st.builds(
                Event,
                type=st.sampled_from(TYPES),
                at=moments,
                until=st.none() | moments,
                where=st.sampled_from(list(Where)),
                in_investigating_area=st.booleans(),
                purpose=st.sampled_from(list(HospitalPurpose)),
                about_transfer_offence=st.booleans(),
                hours=st.integers(-5, 60),
                indictable=st.sampled_from([True, True, True, False]),
            ),
            max_size=14,
        )
    )
    return [first, gate, *rest]


@st.composite
def long_detentions(draw: st.DrawFn) -> list[Event]:
    """A detention that is reviewed, extended and taken to court as far as the law lets it, with stays in hospital."""
    at = START + HOUR
    events = [Event(EventType.ARRESTED, START), Event(EventType.ARRIVED, at), Event(EventType.DETENTION_AUTHORISED, at)]
    step = draw(st.integers(3, 9))
    for number in range(1, 40):
        at += step * HOUR
        events.append(Event(EventType.REVIEW, at))
        if number > 1:
            events.append(Event(EventType.EXTENSION, at + MINUTE))
            events.append(Event(EventType.FURTHER_WARRANT, at + 2 * MINUTE, hours=draw(st.integers(1, 36))))
        if draw(st.booleans()):
            away = draw(st.integers(10, 170))
            events.append(Event(EventType.LEFT_FOR_HOSPITAL, at + 3 * MINUTE))
            events.append(Event(EventType.RETURNED, at + (3 + away) * MINUTE))
    return events


def answers(result: Clock) -> list[datetime | None]:
    return [
        result.relevant_time,
        result.authorised_at,
        result.next_review_due,
        result.limit_24h,
        result.limit_36h,
        result.limit_96h,
        result.expires_at,
        result.rights_delay_limit,
        *(review.due for review in result.reviews),
    ]


@given(any_events() | long_detentions(), moments)
def test_no_order_of_events_allows_more_than_96_counted_hours(events: list[Event], now: datetime):
    result = clock(events, now)
    if result.expires_at is None:
        return
    assert result.relevant_time is not None and result.limit_96h is not None
    assert result.expires_at <= result.limit_96h
    away = any(e.type in (EventType.LEFT_FOR_HOSPITAL, EventType.RELEASED_ON_BAIL) for e in events)
    if not away:
        assert result.expires_at - result.relevant_time <= 96 * HOUR
    if result.clock_stopped is None:
        until_the_limit = [event for event in events if event.at <= now]
        at_limit = clock(until_the_limit, result.expires_at) if result.expires_at >= now else result
        if result.expires_at >= now:
            assert at_limit.counted <= 96 * HOUR


@given(long_detentions())
def test_a_long_detention_reaches_court_and_stays_within_96_hours(events: list[Event]):
    last = max(event.at for event in events)
    results = [clock(events, now) for now in (START + 40 * HOUR, START + 70 * HOUR, last)]
    assert all(result.expires_at is not None and result.limit_96h is not None for result in results)
    assert all(result.expires_at <= result.limit_96h for result in results)  # type: ignore[operator]


@given(any_events(), moments, st.integers(-30 * 24 * 60, 300 * 24 * 60))
def test_moving_every_event_moves_every_answer(events: list[Event], now: datetime, minutes: int):
    by = minutes * MINUTE
    moved = [replace(e, at=e.at + by, until=e.until and e.until + by) for e in events]
    before, after = clock(events, now), clock(moved, now + by)
    assert answers(after) == [answer and answer + by for answer in answers(before)]
    assert after.counted == before.counted
    assert [r.citation for r in after.refused] == [r.citation for r in before.refused]


@given(st.integers(1, 600), st.lists(st.tuples(st.integers(0, 600), st.integers(0, 120)), max_size=4))
def test_more_questioning_in_hospital_never_lengthens_the_limit(away: int, asked: list[tuple[int, int]]):
    left = START + 5 * HOUR
    events = [
        Event(EventType.ARRESTED, START),
        Event(EventType.ARRIVED, START + HOUR),
        Event(EventType.LEFT_FOR_HOSPITAL, left),
        Event(EventType.RETURNED, left + away * MINUTE),
    ]
    limit = clock(events, START + 20 * HOUR).limit_24h
    for start, length in asked:
        at = left + start * MINUTE
        events.append(Event(EventType.QUESTIONED, at, until=at + length * MINUTE))
        shorter = clock(events, START + 20 * HOUR).limit_24h
        assert shorter is not None and limit is not None and shorter <= limit
        limit = shorter
    assert limit is not None and START + 25 * HOUR <= limit <= START + 25 * HOUR + away * MINUTE


@given(any_events(), moments, st.integers(-12, 14))
def test_answers_do_not_depend_on_any_zone(events: list[Event], now: datetime, offset: int):
    zone = timezone(offset * HOUR)
    elsewhere = [replace(e, at=e.at.astimezone(zone), until=e.until and e.until.astimezone(zone)) for e in events]
    here = clock(events, now)
    saved = os.environ.get("TZ")
    try:
        os.environ["TZ"] = f"XXX{-offset:+d}"
        time.tzset()
        there = clock(elsewhere, now.astimezone(zone))
    finally:
        os.environ.pop("TZ")
        if saved is not None:
            os.environ["TZ"] = saved
        time.tzset()
    assert there == here


@given(any_events(), moments)
def test_the_order_in_which_events_are_written_down_changes_nothing(events: list[Event], now: datetime):
    distinct = list({event.at: event for event in events}.values())
    assert clock(distinct, now) == clock(list(reversed(distinct)), now)


minutes_from_start = st.integers(0, 2000).map(lambda minutes: START + minutes * MINUTE)
intervals = st.lists(
    st.tuples(minutes_from_start, minutes_from_start).map(sorted).map(lambda ends: Interval(*ends)), max_size=5
)


@given(minutes_from_start, st.integers(1, 1000), intervals)
def test_advancing_takes_exactly_the_time_that_counts(start: datetime, minutes: int, excluded: list[Interval]):
    end = advance(start, minutes * MINUTE, excluded)
    assert elapsed(start, end, excluded) == minutes * MINUTE
    assert elapsed(start, end - MINUTE, excluded) < minutes * MINUTE


@given(minutes_from_start, minutes_from_start, intervals)
def test_elapsed_time_is_the_minutes_that_no_interval_covers(start: datetime, end: datetime, excluded: list[Interval]):
    length = max(0, (end - start) // MINUTE)
    counted = [n for n in range(length) if not any(cut.start <= start + n * MINUTE < cut.end for cut in excluded)]
    assert elapsed(start, end, excluded) == len(counted) * MINUTE

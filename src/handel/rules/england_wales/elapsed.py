"""Elapsed time with parts left out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, order=True)
class Interval:
    """From `start` up to `end`, both aware and in UTC."""

    start: datetime
    end: datetime


def without(interval: Interval, cuts: Iterable[Interval]) -> Iterator[Interval]:
    """The parts of `interval` that no cut covers, in order of time."""
    at = interval.start
    for cut in sorted(cuts):
        if cut.start > at:
            yield Interval(at, min(cut.start, interval.end))
        at = max(at, cut.end)
        if at >= interval.end:
            return
    if at < interval.end:
        yield Interval(at, interval.end)


def elapsed(start: datetime, end: datetime, excluded: Iterable[Interval]) -> timedelta:
    """How much time passed from `start` to `end` outside `excluded`; nothing when `end` is not after `start`."""
    if end <= start:
        return timedelta()
    return sum((part.end - part.start for part in without(Interval(start, end), excluded)), timedelta())


def advance(start: datetime, duration: timedelta, excluded: Iterable[Interval]) -> datetime:
    """The first instant at which `duration` has passed since `start` outside `excluded`."""
    at = start
    for cut in sorted(excluded):
        if cut.end <= at:
            continue
        if at + duration <= cut.start:
            break
        duration -= max(cut.start - at, timedelta())
        at = cut.end
    return at + duration

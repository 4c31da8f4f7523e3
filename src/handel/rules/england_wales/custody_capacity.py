"""How long people wait at the custody desk when many arrive at once."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from heapq import heapify, heapreplace

from handel.rules.england_wales.calendar import require_aware


def booking_in(arrivals: Iterable[datetime], desks: int, each: timedelta) -> list[datetime]:
    """When detention is authorised for each arrival, first come first served, each desk taking `each` for a person.

    Answers in the order of arrival, in UTC. The wait counts: the relevant time is the arrival, not the booking-in
    (PACE 1984 s.41(2)(d)), while reviews run from the authorisation (s.40(3)). Raises ValueError without a desk.

    >>> from datetime import UTC
    >>> seven = datetime(2026, 11, 24, 7, tzinfo=UTC)
    >>> [f"{at:%H:%M}" for at in booking_in([seven, seven], desks=1, each=timedelta(minutes=45))]
    ['07:45', '08:30']
    """
    if desks < 1:
        raise ValueError("at least one booking desk is needed")
    waiting = sorted(require_aware(arrival) for arrival in arrivals)
    if not waiting:
        return []
    free_at = [waiting[0]] * desks
    heapify(free_at)
    authorised = []
    for arrival in waiting:
        done = max(arrival, free_at[0]) + each
        heapreplace(free_at, done)
        authorised.append(done)
    return authorised

"""Seized cash: the least amount, and how long it may be kept. Proceeds of Crime Act 2002 ss.294-303. Money in pence."""

from datetime import date, datetime

from handel.rules.england_wales.calendar import (
    ENGLAND_AND_WALES,
    add_working_hours,
    last_day_of_months_beginning_with,
)
from handel.rules.england_wales.provision import Provision, in_force

# The amount was read for 2026; that it is the same since 2006 was not.
MINIMUM_PENCE = (
    Provision(100_000, "POCA 2002 s.303", date(2006, 7, 31), date(2025, 12, 31), confirmed=False),
    Provision(100_000, "POCA 2002 s.303", date(2026, 1, 1), None, confirmed=True),
)
INITIAL_HOURS = 48  # s.295(1)
ORDER_MONTHS = 6  # s.295(2)(a)
ALL_ORDERS_MONTHS = 24  # s.295(2)(b)


def qualifies(pence: int, on: date) -> bool:
    """Whether an amount is not less than the minimum. Raises Refused before 31 July 2006.

    Foreign currency is reckoned at the prevailing rate. Source: POCA 2002 s.294, s.303.

    >>> qualifies(100_000, date(2026, 11, 24)), qualifies(99_999, date(2026, 11, 24))
    (True, False)
    """
    return pence >= in_force(MINIMUM_PENCE, on, "the least amount of cash that may be seized").value


def initial_end(seized_at: datetime, part: str = ENGLAND_AND_WALES) -> datetime:
    """When the first 48 hours end, in UTC, without weekends and the bank holidays of the part where it was seized.

    Raises Refused when the bank holidays of that year are not held. Source: POCA 2002 s.295(1), (1B).

    >>> from datetime import UTC
    >>> initial_end(datetime(2026, 11, 28, 6, 30, tzinfo=UTC)).isoformat()
    '2026-12-02T00:00:00+00:00'
    """
    return add_working_hours(seized_at, INITIAL_HOURS, part)


def outer_limit(first_order_date: date) -> date:
    """The last day of the two years that all orders may last, beginning with the first. Source: s.295(2)(b)."""
    return last_day_of_months_beginning_with(first_order_date, ALL_ORDERS_MONTHS)


def order_end(order_date: date, first_order_date: date | None = None) -> date:
    """The last day an order may last: six months beginning with its date, never past the outer limit.

    Source: POCA 2002 s.295(2); "beginning with" is unconfirmed.

    >>> order_end(date(2026, 12, 1)).isoformat()
    '2027-05-31'
    """
    end = last_day_of_months_beginning_with(order_date, ORDER_MONTHS)
    return min(end, outer_limit(first_order_date or order_date))

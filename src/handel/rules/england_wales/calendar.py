"""Days, months and hours as the law counts them, and times as people in London read them."""

import csv
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from handel.rules import Refused

LONDON = ZoneInfo("Europe/London")
ENGLAND_AND_WALES = "england-and-wales"
DAY = timedelta(days=1)


def require_aware(at: datetime) -> datetime:
    """The instant in UTC. Raises ValueError for a time without a zone: it names no instant."""
    if at.utcoffset() is None:
        raise ValueError(f"{at.isoformat()} has no time zone")
    return at.astimezone(UTC)


def london(at: datetime) -> datetime:
    """An instant as a clock in London shows it. Raises ValueError for a time without a zone."""
    return require_aware(at).astimezone(LONDON)


def show_date(day: date) -> str:
    """A day as people read it.

    >>> show_date(date(2015, 9, 22))
    '22 September 2015'
    """
    return f"{day.day} {day:%B} {day.year}"


def show(at: datetime) -> str:
    """An instant as people in London read it, to the minute, with its zone. Midnight begins the day it stands with.

    >>> show(datetime(2015, 9, 22, 4, 40, tzinfo=UTC))
    '22 September 2015 at 5:40am BST'
    """
    local = london(at)
    if local.minute == 0 and local.hour in (0, 12):
        clock = "midday" if local.hour else "midnight"
    else:
        minutes = f":{local.minute:02}" if local.minute else ""
        clock = f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"
    return f"{show_date(local)} at {clock} {local.tzname()}"


@cache
def _bank_holidays() -> dict[str, frozenset[date]]:
    holidays: dict[str, set[date]] = {}
    source = files("handel.rules.england_wales") / "data" / "bank_holidays.csv"
    with source.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            holidays.setdefault(row["part"], set()).add(date.fromisoformat(row["date"]))
    return {part: frozenset(days) for part, days in holidays.items()}


def is_bank_holiday(day: date, part: str = ENGLAND_AND_WALES) -> bool:
    """Whether a day is a bank holiday in a part of the United Kingdom; Good Friday and Christmas Day are included.

    Raises Refused for a year or a part without data: guessing would move a legal limit.

    >>> is_bank_holiday(date(2026, 12, 28))
    True
    """
    days = _bank_holidays().get(part, frozenset())
    if not any(holiday.year == day.year for holiday in days):
        raise Refused(
            f"The bank holidays of {day.year} in {part} are not held.",
            "Banking and Financial Dealings Act 1971 s.1",
            "Add the year to the file of bank holidays (data/bank_holidays.csv), then try again.",
        )
    return day in days


def is_working_day(day: date, part: str = ENGLAND_AND_WALES) -> bool:
    """Whether a day counts in a period that leaves out Saturdays, Sundays and bank holidays. Raises like above."""
    return day.weekday() < 5 and not is_bank_holiday(day, part)


def add_working_hours(start: datetime, hours: int, part: str = ENGLAND_AND_WALES) -> datetime:
    """The instant, in UTC, when `hours` have passed on working days, each counted from midnight to midnight in London.

    >>> add_working_hours(datetime(2026, 11, 27, 7, 15, tzinfo=UTC), 48).isoformat()
    '2026-12-01T07:15:00+00:00'
    """
    at, left = require_aware(start), timedelta(hours=hours)
    while True:
        day = at.astimezone(LONDON).date()
        midnight = datetime.combine(day + DAY, time(), LONDON).astimezone(UTC)
        if is_working_day(day, part):
            if left <= midnight - at:
                return at + left
            left -= midnight - at
        at = midnight


def add_months(day: date, months: int) -> date:
    """The corresponding date `months` later or, where that month has none, its last day.

    >>> add_months(date(2026, 1, 31), 1).isoformat()
    '2026-02-28'
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (first_of_next - DAY).day))


def last_day_of_months_beginning_with(first: date, months: int) -> date:
    """The last day of a period of months that begins with `first` and includes it.

    It is the day before the corresponding date or, where there is none, the last day of that month.

    >>> last_day_of_months_beginning_with(date(2026, 11, 30), 3).isoformat()
    '2027-02-28'
    """
    corresponding = add_months(first, months)
    return corresponding - DAY if corresponding.day == first.day else corresponding

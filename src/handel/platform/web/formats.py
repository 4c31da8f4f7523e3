"""How pages write times, money and numbers. Every time shown says its zone."""

from datetime import date, datetime, timedelta

from handel.rules.england_wales import calendar

NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def london(at: datetime | None) -> str:
    """An aware time as people in London read it; nothing for None. Raises ValueError without a zone.

    >>> from datetime import UTC
    >>> london(datetime(2015, 9, 22, 4, 40, tzinfo=UTC))
    '22 September 2015 at 5:40am BST'
    """
    return "" if at is None else calendar.show(at)


def day(value: date | datetime | None) -> str:
    """A day, or the London day of an aware time, as people read it; nothing for None.

    >>> day(date(2015, 9, 22))
    '22 September 2015'
    """
    if value is None:
        return ""
    return calendar.show_date(calendar.london(value).date() if isinstance(value, datetime) else value)


def pounds(pence: int) -> str:
    """Money kept in pence, in pounds; the pence are written only where there are any.

    >>> pounds(100_000), pounds(100_050), pounds(-5)
    ('£1,000', '£1,000.50', '-£0.05')
    """
    whole, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{whole:,}{f'.{rest:02}' if rest else ''}"


def number_words(number: int) -> str:
    """A whole number as it stands in a sentence: in words below ten, in figures from ten.

    >>> number_words(3), number_words(1200)
    ('three', '1,200')
    """
    return NUMBER_WORDS[number] if 0 <= number < len(NUMBER_WORDS) else f"{number:,}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """A count with its noun.

    >>> plural(1, "warrant"), plural(3, "warrant"), plural(2, "person", "people")
    ('1 warrant', '3 warrants', '2 people')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def time_left(left: timedelta) -> str:
    """A length of time in whole minutes, rounded down, so that no limit seems later than it is.

    Days and hours from a day, hours and minutes below; what has run out says by how much.

    >>> time_left(timedelta(hours=3, minutes=12, seconds=59))
    '3 hours 12 minutes'
    >>> time_left(timedelta(minutes=-5))
    '5 minutes over'
    """
    if left < timedelta(0):
        return f"{time_left(-left)} over"
    minutes = left // timedelta(minutes=1)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [(days, "day"), (hours, "hour")] if days else [(hours, "hour"), (minutes, "minute")]
    return " ".join(plural(count, unit) for count, unit in parts if count) or "less than a minute"

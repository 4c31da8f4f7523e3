"""How a release writes lists, spans of time and counts."""

from collections.abc import Sequence
from datetime import date, datetime

from handel.rules.england_wales.calendar import add_months, london, show_date
from handel.rules.england_wales.media import in_words


def joined(words: Sequence[str]) -> str:
    """A list as a sentence has it.

    >>> joined(["dogs", "vans", "people"])
    'dogs, vans and people'
    """
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def counted(number: int, one: str, many: str) -> str:
    """A count with its noun.

    >>> counted(9, "arrest", "arrests"), counted(1, "arrest", "arrests")
    ('nine arrests', 'one arrest')
    """
    return f"{in_words(number)} {one if number == 1 else many}"


def months(days: Sequence[date]) -> str:
    """The months that these days span.

    >>> months([date(2015, 9, 3), date(2015, 6, 24)])
    'between June and September 2015'
    """
    first, last = min(days), max(days)
    if (first.year, first.month) == (last.year, last.month):
        return f"in {first:%B %Y}"
    return f"between {first:%B}{'' if first.year == last.year else f' {first.year}'} and {last:%B %Y}"


def length(first: date, last: date) -> str:
    """How long something took, with its article: in whole months from one on, else in whole weeks, else in days.

    >>> length(date(2015, 6, 22), date(2015, 9, 22)), length(date(2015, 6, 22), date(2015, 8, 21))
    ('a three-month', 'a one-month')
    """
    whole = 0
    while add_months(first, whole + 1) <= last:
        whole += 1
    days = (last - first).days
    number, unit = (whole, "month") if whole else (days // 7, "week") if days >= 7 else (max(days, 1), "day")
    words = f"{in_words(number)}-{unit}"
    return f"{'an' if words.startswith(('eight', '11', '18', '80')) else 'a'} {words}"


def raids(strike_at: datetime) -> str:
    """When the doors were struck: the day and, before six in the morning in London, that it was dawn.

    >>> from datetime import UTC
    >>> raids(datetime(2015, 9, 22, 4, 30, tzinfo=UTC))
    'in dawn raids on Tuesday 22 September 2015'
    """
    local = london(strike_at)
    return f"{'in dawn raids ' if 3 <= local.hour < 6 else ''}on {local:%A} {show_date(local)}"


def with_article(unit: str) -> str:
    """A unit's name as a sentence has it.

    >>> with_article("Dog Support Unit"), with_article("Westminster Borough CID")
    ('the Dog Support Unit', 'Westminster Borough CID')
    """
    last = unit.rsplit(" ", 1)[-1].lower()
    return f"the {unit}" if last in {"branch", "command", "group", "service", "squad", "team", "unit"} else unit

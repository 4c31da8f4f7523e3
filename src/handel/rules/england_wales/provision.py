"""A rule as it stood at a date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from handel.rules import Refused, Step
from handel.rules.england_wales.calendar import show_date

Value = TypeVar("Value")


@dataclass(frozen=True)
class Provision(Generic[Value]):
    """A value that the law gives, with its citation and the days it is in force, both ends included.

    `in_force_to` is None while it is in force. `confirmed` is False until the value and its dates have been read in
    a primary source; the stricter reading is kept meanwhile.
    """

    value: Value
    citation: str
    in_force_from: date
    in_force_to: date | None
    confirmed: bool

    def is_in_force(self, on: date) -> bool:
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)


@dataclass(frozen=True)
class Answer:
    """A day that the law gives, and the steps that lead to it."""

    day: date
    steps: tuple[Step, ...]


def in_force(table: Iterable[Provision[Value]], on: date, what: str) -> Provision[Value]:
    """The provision of `table` in force on a day; `what` names the subject in the refusal.

    Raises Refused when the table holds none: the law of that day is unknown here, which is not the same as no law.

    >>> in_force([Provision(3, "Act s.1", date(2006, 1, 1), None, True)], date(2015, 9, 22), "the limit").value
    3
    """
    provisions = list(table)
    for provision in provisions:
        if provision.is_in_force(on):
            return provision
    raise Refused(
        f"No rule is held about {what} on {show_date(on)}.",
        "; ".join(dict.fromkeys(provision.citation for provision in provisions)) or "no table",
        "Check the date. If it is right, ask legal services which rule applied on that day.",
    )

"""The chain of an exhibit and its cash in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from handel.desks.exhibits.models import Exhibit, Movement
from handel.rules.england_wales import cash
from handel.rules.england_wales.calendar import london, show_date


@dataclass(frozen=True)
class Link:
    """One step of the chain: from whom to whom, and what is odd about it."""

    movement: Movement
    giver: str
    receiver: str
    oddities: tuple[str, ...]


@dataclass(frozen=True)
class Detained:
    """How long detained cash may be kept. `ends` (UTC) and `left` are of the first 48 hours, until an order is made."""

    ends: datetime | None
    left: timedelta | None
    words: str

    @property
    def is_over(self) -> bool:
        return self.left is not None and self.left < timedelta(0)


def chain(exhibit: Exhibit) -> list[Link]:
    """The exhibit's movements in their order, each with what a court would ask about."""
    movements = list(exhibit.movements.all())
    links = [Link(movements[0], "", movements[0].whereabouts, tuple(_late(movements[0])))]
    for before, movement in pairwise(movements):
        links.append(Link(movement, before.whereabouts, movement.whereabouts, tuple(_odd(before, movement))))
    return links


def detained(exhibit: Exhibit, at: datetime) -> Detained | None:
    """How long the cash may be kept under POCA 2002 s.295, as at `at`; None for what is not detained cash."""
    if not exhibit.is_detained_cash:
        return None
    orders = list(exhibit.orders.all())
    if not orders:
        ends = cash.initial_end(exhibit.found_at)
        return Detained(ends, ends - at, "Apply to the court before they end, or return it (POCA 2002 s.295(1), (2)).")
    outer = show_date(cash.outer_limit(orders[0].ordered_on))
    last_day = orders[-1].last_day
    over = " That day is past: apply for forfeiture, or return it." if last_day < london(at).date() else ""
    return Detained(
        None,
        None,
        f"By order of {orders[-1].court}, until the end of {show_date(last_day)}.{over} "
        f"No order may last beyond {outer} (POCA 2002 s.295(2)).",
    )


def below_minimum(exhibit: Exhibit) -> bool:
    """Whether detained cash was counted at less than may be seized as cash (POCA 2002 s.294(3), s.303)."""
    count = exhibit.count
    if count is None or not exhibit.is_detained_cash:
        return False
    return not cash.qualifies(count.pence, london(exhibit.found_at).date())


def _odd(before: Movement, movement: Movement) -> list[str]:
    odd = []
    if movement.seal_before != before.seal.number:
        odd.append(f"The seal read was {movement.seal_before}; the one last recorded was {before.seal}.")
    if movement.seal_id != before.seal_id:
        odd.append(f"Seal {movement.seal} in place of {before.seal}.")
    if movement.by_id not in (before.holder_id, movement.holder_id):
        odd.append(f"Recorded by {movement.by}, who neither gave nor received it.")
    return odd + _late(movement)


def _late(movement: Movement) -> list[str]:
    same_day = london(movement.at).date() == london(movement.happened_at).date()
    return [] if same_day else ["Recorded on another day than it happened."]

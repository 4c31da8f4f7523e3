"""What is found out about an exhibit: how much cash, for how long it may be kept, which substance."""

from datetime import date, datetime

from handel.desks.exhibits.acts.common import HANDLERS, add, in_hand, person
from handel.desks.exhibits.models import Exhibit, Kind
from handel.platform.accounts.models import User
from handel.platform.acts import acting
from handel.rules import Refused
from handel.rules.england_wales import cash, drugs
from handel.rules.england_wales.calendar import london, show_date

COUNTING = "Force policy on cash: counted by two people"
LABORATORY = "Forensic Science Regulator's Code of Practice"


def count_cash(reference: str, *, pence: int, second_counter: str, reason: str = "", by: User, at: datetime) -> Exhibit:
    """Record what two people counted, in pence: who records it and `second_counter` (a username).

    A correction is a new count, which stands from then on; another amount needs a `reason`. Raises `Refused` for
    what is not cash, for one person counting twice, and for an amount below zero.
    """
    with acting("exhibit.count_cash", by=by, at=at) as act:
        exhibit = in_hand(act, reference, "count")
        _require_kind(exhibit, Kind.CASH, COUNTING)
        second = person(second_counter, "second_counter")
        if second == by:
            raise Refused(
                "You cannot be both counters.", COUNTING, "Count it with a colleague.", field="second_counter"
            )
        if pence < 0:
            raise Refused("An amount is not below zero.", COUNTING, "Correct the amount.", field="pence")
        before = exhibit.count
        if before is not None and before.pence != pence and not reason.strip():
            raise Refused("Another amount was counted before.", COUNTING, "Say why this one is right.", field="reason")
        count = add(exhibit.counts, pence=pence, first_counter=by, second_counter=second, reason=reason.strip(), at=at)
        act.tell(count=count.number, second_counter=second.number)
        return exhibit


def record_order(
    reference: str, *, court: str, ordered_on: date, last_day: date | None = None, by: User, at: datetime
) -> Exhibit:
    """Record a court's order that detained cash be kept on, until the end of `last_day` (empty: as long as may be).

    Raises `Refused` for cash that was not seized under POCA 2002 s.294, and for a last day after the six months of an
    order or the two years of all of them. Source: POCA 2002 s.295(2).
    """
    with acting("exhibit.record_order", by=by, at=at) as act:
        exhibit = act.find(Exhibit, reference, "operation")
        act.require_role(exhibit.compartment_id, *HANDLERS, act="record a court's order")
        if not exhibit.is_detained_cash:
            raise Refused(
                "The cash is not detained under this Act.", "POCA 2002 s.295(1)", "Look at the power of its seizure."
            )
        orders = list(exhibit.orders.all())
        if not london(exhibit.found_at).date() <= ordered_on <= london(at).date():
            raise Refused(
                "An order is made after the seizure, and not after today.",
                "POCA 2002 s.295(2)",
                "Correct the day.",
                field="ordered_on",
            )
        latest = cash.order_end(ordered_on, orders[0].ordered_on if orders else None)
        last_day = last_day or latest
        if not ordered_on <= last_day <= latest:
            raise Refused(
                f"An order of that day lasts until {show_date(latest)} at most.",
                "POCA 2002 s.295(2)",
                "Read the order again; if it says so, ask the court to correct it.",
                field="last_day",
            )
        order = add(exhibit.orders, court=court.strip(), ordered_on=ordered_on, last_day=last_day, by=by, at=at)
        act.tell(order=order.number, last_day=last_day.isoformat())
        return exhibit


def record_substance(
    reference: str,
    *,
    state: str,
    method: str,
    provider: str = "",
    accreditation: str = "",
    substance: str = "",
    by: User,
    at: datetime,
) -> Exhibit:
    """Record a test of the substance. `state` and `method` are keys of `drugs.STATES` and `drugs.METHODS`.

    `substance` is what it was found to be, where that is not what was thought before. Raises `Refused` for a result
    that cannot follow on the last one or by that method, for a laboratory without name or accreditation, and for a
    substance that is not in the table of controlled drugs.
    """
    with acting("exhibit.record_substance", by=by, at=at) as act:
        exhibit = act.find(Exhibit, reference, "operation")
        act.require_role(exhibit.compartment_id, *HANDLERS, act="record a result")
        _require_kind(exhibit, Kind.SUSPECTED_DRUGS, LABORATORY)
        known = exhibit.identification
        drugs.check_transition(known.state, state, method)
        for field, value in {"provider": provider, "accreditation": accreditation}.items():
            if method == "laboratory" and not value.strip():
                raise Refused(
                    f"A laboratory's result needs its {field}.", LABORATORY, "Read it off the report.", field=field
                )
        substance = " ".join(substance.split()) or known.substance
        drugs.class_on(substance, london(exhibit.found_at).date())
        result = add(
            exhibit.identifications,
            substance=substance,
            state=state,
            method=method,
            provider=provider.strip(),
            accreditation=accreditation.strip(),
            by=by,
            at=at,
        )
        act.tell(state=state, result=result.number)
        return exhibit


def _require_kind(exhibit: Exhibit, kind: Kind, source: str) -> None:
    if exhibit.kind != kind:
        raise Refused(f"{exhibit} is not recorded as {kind.label}.", source, "Look at the mark of the exhibit again.")

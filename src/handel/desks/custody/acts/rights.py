"""Delay of the rights to have someone informed and to a solicitor."""

from datetime import datetime

from handel.desks.custody import ledger
from handel.desks.custody.clocks import delayed_rights
from handel.desks.custody.models import Detention, State
from handel.platform.accounts.models import User
from handel.platform.acts import acting
from handel.rules import Refused
from handel.rules.england_wales import detention as rules
from handel.rules.england_wales.calendar import require_aware, show
from handel.rules.england_wales.ranks import Rank, require_rank
from handel.rules.england_wales.reasons import require_reasons

RIGHTS = {
    "inform": (Rank.INSPECTOR, "PACE 1984 s.56(2)"),
    "solicitor": (Rank.SUPERINTENDENT, "PACE 1984 s.58(6)"),
}
"""Right -> the rank that may delay it, and the provision."""


def delay_rights(
    detention_reference: str, *, right: str, grounds: str, delayed_at: datetime, by: User, at: datetime
) -> Detention:
    """Delay the right to have someone informed (`inform`, by an inspector) or to a solicitor (`solicitor`, by a
    superintendent), at most until 36 hours after the relevant time.

    Raises `Refused` below that rank, without grounds, for an offence that is not indictable, after charge, or after
    that limit. Source: PACE 1984 ss.56, 58; Code C Annex B.
    """
    with acting("detention.delay_rights", by=by, at=at) as act:
        detention = ledger.find_detention(act, detention_reference)
        rank, citation = RIGHTS[right]
        require_rank(Rank(by.rank), rank, citation, "delay this right")
        act.require_role(detention.compartment_id, *ledger.OVERSEERS, act="delay rights")
        require_reasons(grounds, of="the grounds for the delay", citation=citation, field="grounds")
        limit = rules.clock(ledger.events(detention), at).rights_delay_limit
        if not detention.arrest.offence_provision.value.indictable or detention.state not in (
            State.ARRIVED,
            State.DETAINED,
        ):
            raise Refused(
                "Rights can be delayed only before charge and for an indictable offence.", citation, "Give the rights."
            )
        if limit is None or require_aware(delayed_at) >= limit:
            raise Refused("The longest delay, 36 hours, is over.", citation, "Give the rights now.", field="delayed_at")
        ledger.write(act, detention, "rights_delayed", delayed_at, field="delayed_at", right=right, grounds=grounds)
        return detention


def give_rights(detention_reference: str, *, right: str, given_at: datetime, by: User, at: datetime) -> Detention:
    """End the delay of a right: its grounds have ended, or its time has. Raises `Refused` when it is not delayed."""
    with acting("detention.give_rights", by=by, at=at) as act:
        detention = ledger.find_detention(act, detention_reference)
        act.require_role(detention.compartment_id, *ledger.OVERSEERS, act="end the delay of rights")
        if right not in delayed_rights(detention.events.all()):
            raise Refused("This right is not delayed.", RIGHTS[right][1], "Look at the ledger.", field="right")
        limit = rules.clock(ledger.events(detention), at).rights_delay_limit
        breach = ""
        if limit is not None and require_aware(given_at) > limit:
            breach = f"Given late: the delay had to end {show(limit)} (PACE 1984 ss.56(3), 58(5))."
        ledger.write(
            act,
            detention,
            "rights_given",
            given_at,
            field="given_at",
            breach=breach,
            right=right,
        )
        return detention

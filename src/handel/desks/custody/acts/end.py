"""How detention ends: charge, release, bail and its answer."""

from collections.abc import Sequence
from datetime import datetime

from handel.desks.custody import ledger
from handel.desks.custody.models import AFTER_CHARGE, Detention, Outcome, State
from handel.platform.access.roles import Role
from handel.platform.accounts.models import User
from handel.platform.acts import acting
from handel.rules import Refused
from handel.rules.england_wales import bail
from handel.rules.england_wales.arrest import OFFENCES
from handel.rules.england_wales.detention import EventType
from handel.rules.england_wales.ranks import Rank

FIRST_BAIL_MONTHS = 3
"""What a custody officer may give (PACE 1984 s.47ZB)."""


def charge(detention_reference: str, *, offence: str, charged_at: datetime, by: User, at: datetime) -> Detention:
    """Record a charge by the custody officer (PACE 1984 s.37(7)); detention before charge ends with it.

    Raises `Refused` for anybody but a custody officer, or for a person not in detention before charge. After the
    limit it is recorded as a breach.
    """
    with acting("detention.charge", by=by, at=at) as act:
        detention = ledger.find_detention(act, detention_reference)
        ledger.require_custody_officer(act, detention, "charge a person")
        if offence not in OFFENCES:
            raise Refused("This offence is not known.", "PACE 1984 s.37(7)", "Choose one of the list.", field="offence")
        ledger.write(act, detention, EventType.CHARGED, charged_at, field="charged_at", offence=offence)
        return ledger.move(detention, State.CHARGED)


def release(
    detention_reference: str,
    *,
    outcome: str,
    reason: str,
    conditions_met: Sequence[str] = (),
    released_at: datetime,
    by: User,
    at: datetime,
) -> Detention:
    """Release: without further action, under investigation or on bail before charge; or, after charge, to court.

    Bail needs conditions A to D (`bail.CONDITIONS`), is to the end of three months and its last day is computed.
    Raises `Refused` for anybody but a custody officer, or an outcome that does not fit. After the limit it is recorded
    as a breach. Source: PACE 1984 ss.34, 37, 38, 46, 47ZB, 47ZC.
    """
    with acting("detention.release", by=by, at=at) as act:
        detention = ledger.find_detention(act, detention_reference)
        ledger.require_custody_officer(act, detention, "release a person")
        outcome = Outcome(outcome)
        _check_outcome(detention, outcome)
        bail_until = None
        if outcome == Outcome.BAIL:
            bail_until = bail.check_bail(
                detention.arrest.arrested_on,
                FIRST_BAIL_MONTHS,
                Rank(by.rank),
                released_at,
                conditions_met=conditions_met,
                representations_invited=False,  # asked only of later periods
            ).day
        ledger.write(
            act,
            detention,
            EventType.RELEASED_ON_BAIL if bail_until else EventType.RELEASED,
            released_at,
            field="released_at",
            outcome=outcome,
            reason=reason,
            bail_until=bail_until and bail_until.isoformat(),
        )
        detention.outcome, detention.bail_until = outcome, bail_until
        return ledger.move(detention, State.BAILED if bail_until else State.RELEASED)


def answer_bail(detention_reference: str, *, answered_at: datetime, by: User, at: datetime) -> Detention:
    """Record that a person answered bail at the station: the clock runs on from where it stood (PACE 1984 s.47(6)).

    Raises `Refused` when they are not on bail.
    """
    with acting("detention.answer_bail", by=by, at=at) as act:
        detention = ledger.find_detention(act, detention_reference)
        act.require_role(detention.compartment_id, Role.CUSTODY, act="record that bail was answered")
        ledger.write(act, detention, EventType.ANSWERED_BAIL, answered_at, field="answered_at")
        detention.outcome, detention.bail_until = "", None
        return ledger.move(detention, State.ARRIVED)


def _check_outcome(detention: Detention, outcome: Outcome) -> None:
    charged = detention.state == State.CHARGED
    if charged != (outcome in AFTER_CHARGE):
        raise Refused(
            f"“{outcome.label}” is no way to release a person {'after' if charged else 'before'} charge.",
            "PACE 1984 ss.38, 46" if charged else "PACE 1984 ss.34, 37",
            "Choose another outcome.",
            field="outcome",
        )

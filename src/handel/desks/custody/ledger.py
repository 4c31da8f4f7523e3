"""How acts write to the custody ledger, and what they ask of whoever acts. For `acts` alone."""

from datetime import datetime
from typing import Any

from handel.desks.custody.clocks import rule_events
from handel.desks.custody.models import Arrest, Detention, DetentionEvent, State
from handel.platform.access.models import Membership
from handel.platform.access.roles import Role
from handel.platform.accounts.models import User
from handel.platform.acts import Act
from handel.rules import Refused
from handel.rules.england_wales.calendar import require_aware, show
from handel.rules.england_wales.detention import Event, clock
from handel.rules.england_wales.ranks import Rank, require_rank

CUSTODY_RECORD = "PACE Code C 2.1"
OVERSEERS = (Role.CUSTODY, Role.COMMANDER)
"""Who reviews and extends: of the custody desk, but not of necessity a custody officer."""


def find_detention(act: Act, reference: str) -> Detention:
    """The detention to act on, with its arrest, which the act is about as well."""
    detention = act.find(Detention, reference, "arrest__operation")
    act.references.append(detention.arrest.reference)
    return detention


def events(detention: Detention) -> list[Event]:
    """The ledger so far, as the rules read it."""
    return rule_events(detention.events.all())


def write(
    act: Act,
    detention: Detention,
    type: str,
    at: datetime,
    *,
    field: str = "",
    by: User | None = None,
    breach: str = "",
    **fields: Any,
) -> DetentionEvent:
    """Add an entry. `field` names the input that holds its time, `by` who did it, where it is not who acts.

    What happened after detention had run out is recorded as a breach: it is true, and it was unlawful. Raises
    `Refused` for a time to come, and for an entry that the rules of the clock do not accept where it would stand.
    """
    at = require_aware(at)
    if at > act.at:
        raise Refused(
            f"{show(at)} is still to come; it is now {show(act.at)}.",
            CUSTODY_RECORD,
            "Record it when it has happened, or correct the time.",
            field=field or None,
        )
    entries = list(detention.events.all())
    before = clock(rule_events(entries), act.at)
    entry = DetentionEvent(
        detention=detention,
        type=type,
        at=at,
        recorded_at=act.at,
        by=by or act.by,
        fields={name: value for name, value in fields.items() if value not in (None, "")},
        breach=" ".join(part for part in (breach, past_limit(detention, at)) if part),
    )
    after = clock(rule_events([*entries, entry]), act.at)
    for refused in after.refused:
        if refused not in before.refused:
            raise Refused(
                refused.reason,
                refused.citation,
                "Check the time and the ledger of this detention.",
                field=field or None,
            )
    entry.save(force_insert=True)
    act.tell(event=type, happened_at=at.isoformat(), breach=bool(entry.breach))
    return entry


def past_limit(detention: Detention, at: datetime) -> str:
    """In words, that detention before charge had run out at `at`; empty when it had not."""
    ends = clock(events(detention), at).expires_at
    if ends is None or at <= ends:
        return ""
    return f"Detention had run out {show(ends)} (PACE 1984 s.41(7))."


def is_involved(user: User, arrest: Arrest) -> bool:
    """Whether this person made the arrest or has ever had a part in the operation, but as its custody officer."""
    took_part = Membership.objects.filter(compartment=arrest.compartment_id, user=user).exclude(role=Role.CUSTODY)
    return user.pk == arrest.officer_id or took_part.exists()


def require_custody_officer(act: Act, detention: Detention, what: str) -> None:
    """Raise `Refused` unless a custody officer acts: sergeant or above, taking no part in the investigation.

    `what` completes "may …". Source: PACE 1984 s.36(3), (5).
    """
    act.require_role(detention.compartment_id, Role.CUSTODY, act=what)
    require_rank(Rank(act.by.rank), Rank.SERGEANT, "PACE 1984 s.36(3)", what)
    if is_involved(act.by, detention.arrest):
        raise Refused(
            "The custody officer may take no part in the investigation.",
            "PACE 1984 s.36(5)",
            "Ask another custody officer.",
        )


def move(detention: Detention, state: State) -> Detention:
    """Let the state follow the ledger."""
    detention.state = state
    detention.save(update_fields=["state", "outcome", "bail_until"])
    return detention

"""What keeps a person in detention, or is known of it: authorisation, reviews, extensions, events."""

from datetime import datetime

from handel.desks.custody import ledger
from handel.desks.custody.models import Detention, State
from handel.platform.access.roles import Role
from handel.platform.accounts.models import User
from handel.platform.acts import acting
from handel.rules import Refused
from handel.rules.england_wales import detention as rules
from handel.rules.england_wales.calendar import require_aware, show
from handel.rules.england_wales.detention import EventType, HospitalPurpose
from handel.rules.england_wales.ranks import Rank

RECORDED = frozenset({EventType.LEFT_FOR_HOSPITAL, EventType.QUESTIONED, EventType.RETURNED, EventType.FURTHER_ARREST})


def authorise_detention(
    detention_reference: str, *, grounds: str, authorised_at: datetime, by: User, at: datetime
) -> Detention:
    """Authorise detention (PACE 1984 s.37). Raises `Refused` for anybody but a custody officer, sergeant or above, who
    takes no part in the investigation, without grounds, or when it is authorised already.
    """
    with acting("detention.authorise", by=by, at=at) as act:
        detention = ledger.find_detention(act, detention_reference)
        rules.check_detention_authorised(
            ledger.events(detention),
            require_aware(authorised_at),
            rank=Rank(by.rank),
            is_custody_officer=act.viewer.holds(Role.CUSTODY, detention.compartment_id),
            involved_in_investigation=ledger.is_involved(by, detention.arrest),
            grounds=grounds,
        )
        ledger.write(
            act, detention, EventType.DETENTION_AUTHORISED, authorised_at, field="authorised_at", grounds=grounds
        )
        return ledger.move(detention, State.DETAINED)


def review(
    detention_reference: str,
    *,
    representations: str,
    decision: str,
    reviewed_at: datetime,
    reason_for_delay: str = "",
    by: User,
    at: datetime,
) -> Detention:
    """Record a review of detention (PACE 1984 s.40). A late one is recorded as late, with the reason.

    Raises `Refused` for anybody but an inspector or above who is not involved (after charge: the custody officer),
    without authorised detention, or when it is late and no reason is given.
    """
    with acting("detention.review", by=by, at=at) as act:
        detention = ledger.find_detention(act, detention_reference)
        events, reviewed_at = ledger.events(detention), require_aware(reviewed_at)
        rules.check_review(
            events,
            reviewed_at,
            Rank(by.rank),
            ledger.is_involved(by, detention.arrest),
            is_custody_officer=act.viewer.holds(Role.CUSTODY, detention.compartment_id),
            reason_for_delay=reason_for_delay,
        )
        act.require_role(detention.compartment_id, *ledger.OVERSEERS, act="review detention")
        due = rules.clock(events, reviewed_at).next_review_due
        breach = ""
        if due is not None and reviewed_at > due:
            breach = f"Held late: it was due {show(due)} (PACE 1984 s.40(3), (7))."
        ledger.write(
            act,
            detention,
            EventType.REVIEW,
            reviewed_at,
            field="reviewed_at",
            breach=breach,
            rank=Rank(by.rank).name,
            representations=representations,
            decision=decision,
            reason_for_delay=reason_for_delay if breach else "",
        )
        return detention


def extend(
    detention_reference: str,
    *,
    until: datetime | None,
    necessary: str,
    diligent: bool,
    representations_heard: bool,
    extended_at: datetime,
    by: User,
    at: datetime,
) -> Detention:
    """Extend detention to `until`, or to the latest that s.42 allows: 36 hours after the relevant time.

    Raises `Refused` with the first condition of PACE 1984 s.42 that fails: rank, necessity, diligence, representations,
    an indictable offence, after the second review, within 24 hours, not past 36.
    """
    with acting("detention.extend", by=by, at=at) as act:
        detention = ledger.find_detention(act, detention_reference)
        indictable = detention.arrest.offence_provision.value.indictable
        rules.check_extension(
            ledger.events(detention),
            require_aware(extended_at),
            Rank(by.rank),
            indictable,
            until=until,
            necessary=necessary,
            diligent=diligent,
            representations_heard=representations_heard,
        )
        act.require_role(detention.compartment_id, *ledger.OVERSEERS, act="extend detention")
        ledger.write(
            act,
            detention,
            EventType.EXTENSION,
            extended_at,
            field="extended_at",
            until=until and require_aware(until).isoformat(),
            rank=Rank(by.rank).name,
            indictable=indictable,
            necessary=necessary,
        )
        return detention


def record_warrant(
    detention_reference: str, *, court: str, hours: int, issued_at: datetime, by: User, at: datetime
) -> Detention:
    """Record a court's warrant of further detention, or its extension, for `hours` from its issue (1 to 36).

    Raises `Refused` when detention had ended before it was issued, or the offence is not indictable.
    Source: PACE 1984 ss.43, 44.
    """
    with acting("detention.record_warrant", by=by, at=at) as act:
        detention = ledger.find_detention(act, detention_reference)
        act.require_role(detention.compartment_id, Role.CUSTODY, act="record a court's warrant")
        ledger.write(
            act,
            detention,
            EventType.FURTHER_WARRANT,
            issued_at,
            field="issued_at",
            hours=hours,
            indictable=detention.arrest.offence_provision.value.indictable,
            court=court,
        )
        return detention


def record_event(
    detention_reference: str,
    *,
    type: str,
    happened_at: datetime,
    until: datetime | None = None,
    purpose: str = HospitalPurpose.TREATMENT,
    note: str = "",
    by: User,
    at: datetime,
) -> Detention:
    """Record what the clock has to know: to hospital and back, questioning (to `until`), a further arrest.

    Raises `Refused` for another kind of event, and for one that does not fit what is recorded.
    Source: PACE 1984 ss.31, 41(4), (6).
    """
    with acting("detention.record_event", by=by, at=at) as act:
        detention = ledger.find_detention(act, detention_reference)
        act.require_role(detention.compartment_id, Role.CUSTODY, act="record events in custody")
        if type not in RECORDED:
            raise Refused("This has its own act.", ledger.CUSTODY_RECORD, "Choose from the list.", field="type")
        ledger.write(
            act,
            detention,
            type,
            happened_at,
            field="happened_at",
            until=until and require_aware(until).isoformat(),
            purpose=purpose if type == EventType.LEFT_FOR_HOSPITAL else "",
            note=note,
        )
        return detention

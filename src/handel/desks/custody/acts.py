"""Every change of an arrest's or a detention's state.

Times that were typed (`arrived_at`, `reviewed_at`, …) say when it happened, `at` when it is recorded: aware, any zone.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from handel.desks.custody import ledger
from handel.desks.custody.clocks import delayed_rights
from handel.desks.custody.models import AFTER_CHARGE, Arrest, Detention, Gender, Outcome, Place, State
from handel.desks.operations import queries as operations
from handel.desks.warrants import queries as warrants
from handel.platform.access.models import Grant
from handel.platform.access.roles import LEADERS, Role
from handel.platform.access.standing import CUSTODY, compartment
from handel.platform.accounts.models import User
from handel.platform.acts import Act, acting
from handel.platform.journal.models import Operation as Processing
from handel.rules import Refused
from handel.rules.england_wales import bail, detention as rules
from handel.rules.england_wales.arrest import OFFENCES, check_arrest
from handel.rules.england_wales.calendar import require_aware, show
from handel.rules.england_wales.detention import EventType, HospitalPurpose
from handel.rules.england_wales.ranks import Rank, require_rank
from handel.rules.england_wales.reasons import require_reasons

ARRESTERS = (Role.TEAM, Role.EXHIBITS, *LEADERS)
OVERSEERS = (Role.CUSTODY, Role.COMMANDER)
"""Who reviews and extends: of the custody desk, but not of necessity a custody officer."""
FIRST_BAIL_MONTHS = 3
"""What a custody officer may give (PACE 1984 s.47ZB)."""
RECORDED = frozenset(
    {EventType.LEFT_FOR_HOSPITAL, EventType.QUESTIONED, EventType.RETURNED, EventType.FURTHER_ARREST}
)
# Right -> the rank that may delay it, and the provision.
RIGHTS = {
    "inform": (Rank.INSPECTOR, "PACE 1984 s.56(2)"),
    "solicitor": (Rank.SUPERINTENDENT, "PACE 1984 s.58(6)"),
}


def arrest(
    operation_reference: str,
    *,
    person_name: str,
    born_on: date | None,
    appears_under_18: bool = False,
    gender: str = Gender.OTHER,
    ward: str,
    place: str,
    arrested_at: datetime,
    arrested_where: str = Place.ELSEWHERE,
    offence: str,
    grounds: str,
    necessity: Sequence[str],
    facts: str,
    told: bool,
    cautioned: bool,
    exceptional_reason: str = "",
    reply: str = "",
    force_used: str = "",
    warrant: str = "",
    by: User,
    at: datetime,
) -> Arrest:
    """Record an arrest by the person who made it, who may read it from then on, as may the custody desk.

    `offence` is a key of `arrest.OFFENCES`, `necessity` are keys of `arrest.NECESSITY`, `warrant` the reference of the
    operation's search warrant that led there. Raises `Refused` without a necessity reason and facts of this case, for a
    person neither told nor cautioned without saying why, below constable, for a time to come, or for a warrant that is
    not the operation's. Source: PACE 1984 ss.24, 28; Code C 10; Code G.
    """
    with acting("arrest.make", by=by, at=at, operation=Processing.COLLECTION) as act:
        operation = operations.operation(act.viewer, operation_reference)
        act.about(operation)
        act.require_role(operation.compartment_id, *ARRESTERS, act="record an arrest")
        require_rank(Rank(by.rank), Rank.CONSTABLE, "PACE 1984 s.24", "arrest without a warrant of arrest")
        if require_aware(arrested_at) > at:
            raise Refused(
                f"{show(arrested_at)} is still to come.", "PACE Code G 4.1", "Correct the time.", field="arrested_at"
            )
        if offence not in OFFENCES:
            raise Refused("This offence is not known.", "PACE 1984 s.24", "Choose one of the list.", field="offence")
        check_arrest(
            necessity,
            facts,
            grounds,
            told_of_arrest=told,
            cautioned=cautioned,
            exceptional_reason=exceptional_reason,
        )
        if warrant and warrant not in {row.warrant for row in warrants.premises(act.viewer, operation_reference)}:
            raise Refused(
                "The operation has no such warrant.",
                "Force policy on operations",
                "Choose a warrant of the list, or none.",
                field="warrant",
            )
        made = act.create(
            Arrest,
            compartment=operation.compartment,
            operation_id=operation.pk,
            officer=by,
            person_name=person_name,
            born_on=born_on,
            appears_under_18=appears_under_18,
            gender=gender,
            arrested_at=arrested_at,
            arrested_where=arrested_where,
            place=place,
            ward=ward,
            offence=offence,
            grounds=grounds,
            necessity=sorted(necessity),
            facts=facts,
            told=told,
            cautioned=cautioned,
            exceptional_reason=exceptional_reason,
            reply=reply,
            force_used=force_used,
            warrant=warrant,
        )
        opened = {"reference": made.reference, "granted_by": by, "starts": timezone.now()}
        Grant.objects.create(user=by, reason="arresting officer", **opened)
        Grant.objects.create(compartment=compartment(CUSTODY), reason="custody of the person arrested", **opened)
        act.tell(offence=offence, child=made.is_child, warrant=warrant)
        return made


def arrive(arrest_reference: str, *, station: str, arrived_at: datetime, by: User, at: datetime) -> Detention:
    """Record the arrival at the first station: its gate, not the booking-in, starts the clock (PACE 1984 s.41(2)(d)).

    Raises `Refused` for anybody but the custody desk, for a second arrival, and for an arrival before the arrest.
    """
    with acting("detention.arrive", by=by, at=at, operation=Processing.COLLECTION) as act:
        made = act.find(Arrest, arrest_reference, "operation", "officer")
        desk = compartment(CUSTODY)
        act.require_role(desk.pk, Role.CUSTODY, act="record an arrival at a station")
        if Detention.unguarded.filter(arrest=made).exists():
            raise Refused("The arrival is recorded already.", "PACE 1984 s.41(2)", "Look at the detention board.")
        detention = act.create(Detention, compartment=desk, arrest=made, station=station)
        Grant.objects.create(
            reference=detention.reference,
            compartment_id=made.compartment_id,
            granted_by=by,
            reason="arrest of the operation",
            starts=timezone.now(),
        )
        ledger.write(
            act, detention, EventType.ARRESTED, made.arrested_at, by=made.officer, where=made.arrested_where
        )
        if made.arrested_where == Place.ELSEWHERE:
            ledger.write(act, detention, EventType.ARRIVED, arrived_at, field="arrived_at", station=station)
        return detention


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
        return _move(detention, State.DETAINED)


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
        act.require_role(detention.compartment_id, *OVERSEERS, act="review detention")
        due = rules.clock(events, reviewed_at).next_review_due
        late = due is not None and reviewed_at > due
        ledger.write(
            act,
            detention,
            EventType.REVIEW,
            reviewed_at,
            field="reviewed_at",
            breach=f"Held late: it was due {show(due)} (PACE 1984 s.40(3), (7))." if due and late else "",
            rank=Rank(by.rank).name,
            representations=representations,
            decision=decision,
            reason_for_delay=reason_for_delay if late else "",
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
        act.require_role(detention.compartment_id, *OVERSEERS, act="extend detention")
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
        act.require_role(detention.compartment_id, *OVERSEERS, act="delay rights")
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
        ledger.write(
            act, detention, "rights_delayed", delayed_at, field="delayed_at", right=right, grounds=grounds
        )
        return detention


def give_rights(detention_reference: str, *, right: str, given_at: datetime, by: User, at: datetime) -> Detention:
    """End the delay of a right: its grounds have ended, or its time has. Raises `Refused` when it is not delayed."""
    with acting("detention.give_rights", by=by, at=at) as act:
        detention = ledger.find_detention(act, detention_reference)
        act.require_role(detention.compartment_id, *OVERSEERS, act="end the delay of rights")
        if right not in delayed_rights(detention.events.all()):
            raise Refused("This right is not delayed.", RIGHTS[right][1], "Look at the ledger.", field="right")
        limit = rules.clock(ledger.events(detention), at).rights_delay_limit
        late = limit is not None and require_aware(given_at) > limit
        ledger.write(
            act,
            detention,
            "rights_given",
            given_at,
            field="given_at",
            breach=f"Given late: the delay had to end {show(limit)} (PACE 1984 ss.56(3), 58(5))." if limit and late else "",
            right=right,
        )
        return detention


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
        return _move(detention, State.CHARGED)


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
        return _move(detention, State.BAILED if bail_until else State.RELEASED)


def answer_bail(detention_reference: str, *, answered_at: datetime, by: User, at: datetime) -> Detention:
    """Record that a person answered bail at the station: the clock runs on from where it stood (PACE 1984 s.47(6)).

    Raises `Refused` when they are not on bail.
    """
    with acting("detention.answer_bail", by=by, at=at) as act:
        detention = ledger.find_detention(act, detention_reference)
        act.require_role(detention.compartment_id, Role.CUSTODY, act="record that bail was answered")
        ledger.write(act, detention, EventType.ANSWERED_BAIL, answered_at, field="answered_at")
        detention.outcome, detention.bail_until = "", None
        return _move(detention, State.ARRIVED)


def _check_outcome(detention: Detention, outcome: Outcome) -> None:
    charged = detention.state == State.CHARGED
    if charged != (outcome in AFTER_CHARGE):
        raise Refused(
            f"“{outcome.label}” is no way to release a person {'after' if charged else 'before'} charge.",
            "PACE 1984 ss.38, 46" if charged else "PACE 1984 ss.34, 37",
            "Choose another outcome.",
            field="outcome",
        )


def _move(detention: Detention, state: State) -> Detention:
    detention.state = state
    detention.save(update_fields=["state", "outcome", "bail_until"])
    return detention

"""The arrest, and the arrival of the person arrested at a station."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from handel.desks.custody import ledger
from handel.desks.custody.models import Arrest, Detention, Gender, Place
from handel.desks.operations import queries as operations
from handel.desks.warrants import queries as warrants
from handel.platform.access.models import Grant
from handel.platform.access.roles import LEADERS, Role
from handel.platform.access.standing import CUSTODY, compartment
from handel.platform.accounts.models import User
from handel.platform.acts import acting
from handel.platform.journal.models import Operation as Processing
from handel.rules import Refused
from handel.rules.england_wales.arrest import OFFENCES, check_arrest
from handel.rules.england_wales.calendar import require_aware, show
from handel.rules.england_wales.detention import EventType
from handel.rules.england_wales.ranks import Rank, require_rank
from handel.rules.england_wales.reasons import require_reasons

ARRESTERS = (Role.TEAM, Role.EXHIBITS, *LEADERS)


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
        _require_on_the_way(made)
        detention = act.create(Detention, compartment=desk, arrest=made, station=station)
        Grant.objects.create(
            reference=detention.reference,
            compartment_id=made.compartment_id,
            granted_by=by,
            reason="arrest of the operation",
            starts=timezone.now(),
        )
        ledger.write(act, detention, EventType.ARRESTED, made.arrested_at, by=made.officer, where=made.arrested_where)
        if made.arrested_where == Place.ELSEWHERE:
            ledger.write(act, detention, EventType.ARRIVED, arrived_at, field="arrived_at", station=station)
        return detention


def release_on_the_way(arrest_reference: str, *, reason: str, released_at: datetime, by: User, at: datetime) -> Arrest:
    """Record that the person was let go before reaching a station, since no ground was left to keep them under arrest.

    Raises `Refused` for anybody but the arresting officer or who runs the operation, without a reason, for a time
    before the arrest or to come, and once they have arrived or been let go. Source: PACE 1984 s.30(7), (9).
    """
    with acting("arrest.release", by=by, at=at) as act:
        made = act.find(Arrest, arrest_reference, "operation")
        if by.pk != made.officer_id:
            act.require_role(made.compartment_id, *LEADERS, act="record the release of a colleague's prisoner")
        _require_on_the_way(made)
        reason = require_reasons(
            reason, of="why no ground was left to keep the person", citation="PACE 1984 s.30(7)", field="reason"
        )
        if not made.arrested_at <= require_aware(released_at) <= at:
            raise Refused(
                f"The release is after the arrest, {show(made.arrested_at)}, and not after now, {show(at)}.",
                "PACE 1984 s.30(9)",
                "Correct the time.",
                field="released_at",
            )
        made.released_at, made.release_reason = released_at, reason
        made.save(update_fields=["released_at", "release_reason"])
        return made


def _require_on_the_way(made: Arrest) -> None:
    if made.released_at is not None:
        raise Refused(
            f"The person was let go {show(made.released_at)}.",
            "PACE 1984 s.30(7)",
            "Record a new arrest.",
        )
    if Detention.unguarded.filter(arrest=made).exists():
        raise Refused("The arrival is recorded already.", "PACE 1984 s.41(2)", "Look at the detention board.")

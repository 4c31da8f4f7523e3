"""Seizing, and photographs of what was seized."""

from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from handel.desks.custody import queries as custody
from handel.desks.exhibits.acts.common import SEIZERS, add, happened, in_hand, new_seal, person, seal_number
from handel.desks.exhibits.models import Exhibit, Kind, Photograph, Power
from handel.desks.operations import queries as operations
from handel.desks.warrants import queries as warrants
from handel.platform.access.models import Compartment, Grant
from handel.platform.accounts.models import User
from handel.platform.acts import Act, acting
from handel.platform.files import photographs
from handel.platform.files import service as files
from handel.platform.journal.models import Operation as Processing
from handel.rules import Refused
from handel.rules.england_wales import cash, drugs
from handel.rules.england_wales.calendar import london

SEIZURE = "PACE 1984 s.21; Code B 7"


def seize(
    operation_reference: str,
    *,
    kind: str,
    description: str,
    found_at: datetime,
    found_where: str,
    power: str,
    seal: str,
    warrant: str = "",
    arrest: str = "",
    seen_by: str = "",
    substance: str = "",
    by: User,
    at: datetime,
) -> Exhibit:
    """Record a seizure by its finder, who may read it from then on; the mark is the finder's initials and a serial.

    `kind` is one of `Kind`, `power` one of `Power`; `warrant` and `arrest` are references of the operation, `seen_by`
    the username of a witness, `substance` (of suspected drugs) a name in the table of controlled drugs. Raises
    `Refused` for a seal that was used before, a time to come, a substance that is not in the table, a warrant or an
    arrest that is not the operation's, and for anything but cash under POCA 2002 s.294.

    >>> seize("OP-7K3M9Q", kind="cash", description="Roll of notes", ..., seal="A1234567", by=officer, at=now).mark
    'JAB/1'
    """
    with acting("exhibit.seize", by=by, at=at, operation=Processing.COLLECTION) as act:
        operation = operations.operation(act.viewer, operation_reference)
        act.about(operation)
        act.require_role(operation.compartment_id, *SEIZERS, act="seize")
        if operation.state != "open":
            raise Refused(f"{operation} is closed.", "Force policy on operations", "Seize in an open operation.")
        found_at = happened(found_at, at, "found_at")
        kind, power = Kind(kind), Power(power)
        if power == Power.POCA_S294 and kind != Kind.CASH:
            raise Refused("Only cash may be seized under it.", "POCA 2002 s.294", "Choose the power.", field="power")
        if power == Power.POCA_S294:
            cash.initial_end(found_at)  # refused now rather than a clock that nobody can reckon later
        if kind == Kind.SUSPECTED_DRUGS:
            substance = " ".join(substance.split())
            drugs.class_on(substance, london(found_at).date())
        witness = person(seen_by, "seen_by") if seen_by else None
        if witness == by:
            raise Refused("A witness is another person.", SEIZURE, "Choose who else saw it.", field="seen_by")
        _require_links(act, operation_reference, warrant, arrest)
        serial = _next_serial(operation.compartment_id, operation.pk, by.initials)
        exhibit = act.create(
            Exhibit,
            compartment=operation.compartment,
            operation_id=operation.pk,
            mark=f"{by.initials}/{serial}",
            serial=serial,
            kind=kind,
            description=description.strip(),
            found_at=found_at,
            found_where=found_where.strip(),
            found_by=by,
            seen_by=witness,
            power=power,
            warrant=warrant,
            arrest=arrest,
        )
        add(
            exhibit.movements,
            holder=by,
            place=exhibit.found_where,
            happened_at=found_at,
            purpose="Seized",
            seal=new_seal(exhibit, seal_number(seal), "seal"),
            condition="As found",
            by=by,
            at=at,
        )
        if kind == Kind.SUSPECTED_DRUGS:
            add(exhibit.identifications, substance=substance, state="suspected", by=by, at=at)
        Grant.objects.create(
            reference=exhibit.reference, user=by, granted_by=by, reason="finder", starts=timezone.now()
        )
        act.tell(kind=str(kind), power=str(power), warrant=warrant, arrest=arrest)
        return exhibit


def photograph(reference: str, *, content: bytes, name: str, caption: str, by: User, at: datetime) -> Photograph:
    """Keep a photograph (JPEG or PNG) of the exhibit as it came, sealed; `name` is what its sender called the file.

    Raises `Refused` for anything else, for one that is too large, and for who neither holds the exhibit nor handles it.
    """
    with acting("exhibit.photograph", by=by, at=at, operation=Processing.COLLECTION) as act:
        exhibit = in_hand(act, reference, "photograph")
        photographs.check(content)
        file = files.store(content, name=name, belongs_to=exhibit.reference, by=by, at=at)
        taken: Photograph = add(exhibit.photographs, file=file, caption=caption.strip())
        act.tell(photograph=taken.number)
        return taken


def _require_links(act: Act, operation_reference: str, warrant: str, arrest: str) -> None:
    if warrant and warrant not in {row.warrant for row in warrants.premises(act.viewer, operation_reference)}:
        raise Refused(
            "The operation has no such warrant.", SEIZURE, "Choose a warrant of the list, or none.", field="warrant"
        )
    if arrest and arrest not in {row.reference for row in custody.arrests(act.viewer, operation_reference)}:
        raise Refused(
            "The operation has no such arrest that you may see.",
            SEIZURE,
            "Choose an arrest of the list, or none.",
            field="arrest",
        )


def _next_serial(compartment_id: int, operation_id: int, initials: str) -> int:
    """The next number of these initials. Whoever else seizes for the operation waits until this seizure is done."""
    Compartment.objects.select_for_update(no_key=True).get(pk=compartment_id)
    used = Exhibit.unguarded.filter(operation_id=operation_id, mark__startswith=f"{initials}/")
    return int(used.aggregate(last=Max("serial"))["last"] or 0) + 1

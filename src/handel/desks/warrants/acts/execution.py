"""From the warrant in hand to its return to the court."""

from collections.abc import Sequence
from datetime import date, datetime

from handel.desks.warrants.acts.common import AUTHORISERS, SEARCHERS, in_state, our_fields
from handel.desks.warrants.models import Endorsement, Entry, EntryAuthority, State, Warrant
from handel.platform.access.roles import LEADERS
from handel.platform.accounts.models import User
from handel.platform.acts import acting
from handel.rules import Refused
from handel.rules.england_wales import calendar
from handel.rules.england_wales import warrants as rules
from handel.rules.england_wales.ranks import Rank
from handel.rules.england_wales.reasons import require_reasons


def authorise_entry(reference: str, *, reasons: str, by: User, at: datetime) -> EntryAuthority:
    """Sign the written authority for the next entry, the second or a later one.

    Raises `Refused` below the rank of inspector, for the applicant, when the warrant allows no further entry, and
    when that entry has its authority already.
    """
    with acting("warrant.authorise_entry", by=by, at=at) as act:
        warrant = in_state(act, reference, State.ENDORSED)
        act.require_role(warrant.compartment_id, *AUTHORISERS, act="authorise a further entry")
        rules.check_authority(warrant.applicant_id, by.pk, Rank(by.rank), at)
        number = warrant.entries.count() + 1
        if number > warrant.entries_allowed:
            raise Refused("The warrant allows no further entry.", "PACE 1984 s.15(5)", "Apply for another warrant.")
        if warrant.entry_authorities.filter(number=number).exists():
            raise Refused(f"Entry {number} is authorised already.", "PACE 1984 s.16(3B)", "Nothing is left to do.")
        authority = EntryAuthority.objects.create(
            warrant=warrant,
            number=number,
            reasons=require_reasons(
                reasons, of="why a further entry is needed", citation="PACE 1984 s.16(3B)", field="reasons"
            ),
            by=by,
            at=at,
        )
        act.tell(entry=number)
        return authority


def execute(
    reference: str,
    *,
    entered_at: datetime,
    left_at: datetime,
    reasons_for_hour: str = "",
    occupier_present: bool,
    person_in_charge: str = "",
    officers: Sequence[str] = (),
    copy_left_with: str,
    force_used: str = "",
    damage: str = "",
    notice_given: bool,
    by: User,
    at: datetime,
) -> Warrant:
    """Record an entry and search under the warrant; who records it is the officer in charge of the search.

    `officers` are those who searched, by name or number; the officer in charge alone when none are given.

    Raises `Refused` out of time, at an unreasonable hour without reasons, beyond the entries allowed, without the
    authority that a second entry needs, and while the entry before is not endorsed.
    """
    with acting("warrant.execute", by=by, at=at) as act:
        warrant = in_state(act, reference, State.ISSUED, State.ENDORSED)
        act.require_role(warrant.compartment_id, *SEARCHERS, act="record an entry")
        number = warrant.entries.count() + 1
        authority = warrant.entry_authorities.filter(number=number).first()
        if entered_at > at or left_at > at or left_at < entered_at:
            raise Refused(
                "The times do not follow one another: entered, left, now.",
                "PACE Code B 8.1",
                "Check both times against the search record.",
                field="left_at",
            )
        rules.check_execution(
            warrant.enactment,
            warrant.issued_on,
            warrant.printed_expiry,
            entered_at,
            reasons_for_hour,
            number - 1,
            warrant.entries_allowed,
            authority is not None,
            Rank(by.rank),
        )
        Entry.objects.create(
            warrant=warrant,
            number=number,
            entered_at=entered_at,
            left_at=left_at,
            reasons_for_hour=reasons_for_hour,
            occupier_present=occupier_present,
            person_in_charge=person_in_charge,
            officers=list(officers) or [str(by)],
            copy_left_with=copy_left_with,
            force_used=force_used,
            damage=damage,
            notice_given=notice_given,
            authority=authority,
            by=by,
            at=at,
        )
        warrant.state = State.EXECUTED
        warrant.save(update_fields=["state"])
        act.tell(entry=number, entered_at=entered_at.isoformat(), left_at=left_at.isoformat())
        return warrant


def endorse(
    reference: str, *, sought_found: bool, found: str = "", other_seized: str = "", by: User, at: datetime
) -> Warrant:
    """Endorse the warrant for its last entry: whether what was sought was found, and what else was seized.

    `found` says what of it and where; `other_seized` is empty when nothing else was. Raises `Refused` when no entry
    waits for its endorsement, or when something was found and not described.
    """
    with acting("warrant.endorse", by=by, at=at) as act:
        warrant = in_state(act, reference, State.EXECUTED)
        act.require_role(warrant.compartment_id, *SEARCHERS, act="endorse the warrant")
        entry = warrant.entries.get(endorsement__isnull=True)
        with our_fields(others="other_seized"):
            rules.check_endorsement(
                sought_found=sought_found,
                found=found,
                others_seized=bool(other_seized.strip()),
                others=other_seized,
                entered_at=entry.entered_at,
                in_charge=entry.in_charge,
                officers=entry.officers,
                copy_served=entry.copy_left_with,
            )
        Endorsement.objects.create(
            entry=entry, sought_found=sought_found, found=found, other_seized=other_seized, by=by, at=at
        )
        warrant.state = State.ENDORSED
        warrant.save(update_fields=["state"])
        act.tell(entry=entry.number, sought_found=sought_found, other_seized=bool(other_seized.strip()))
        return warrant


def return_to_court(reference: str, *, returned_on: date, by: User, at: datetime) -> Warrant:
    """Record the return to the court that issued it: endorsed for each entry, or as it is when nobody entered.

    Raises `Refused` for an entry without endorsement, and for a day before the last entry or yet to come.
    """
    with acting("warrant.return_to_court", by=by, at=at) as act:
        warrant = in_state(act, reference, State.ISSUED, State.ENDORSED)
        act.require_role(warrant.compartment_id, *LEADERS, act="return the warrant")
        last = warrant.entries.order_by("-number").first()
        first_day = calendar.london(last.entered_at).date() if last else warrant.issued_on
        if not first_day <= returned_on <= calendar.london(at).date():
            raise Refused(
                f"The day of the return lies between {calendar.show_date(first_day)} and today.",
                "PACE 1984 s.16(10)",
                "Copy the date from the court's receipt.",
                field="returned_on",
            )
        warrant.state, warrant.returned_on = State.RETURNED, returned_on
        warrant.save(update_fields=["state", "returned_on"])
        act.tell(returned_on=returned_on.isoformat(), entries=last.number if last else 0)
        return warrant

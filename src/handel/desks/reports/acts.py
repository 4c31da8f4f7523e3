"""Every change of a report's state."""

import secrets
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from handel.desks.reports import sealed
from handel.desks.reports.intake.models import SealedReport, Status
from handel.desks.reports.models import Category, Note, Priority, Provenance, Report, SanitisedItem, State
from handel.engines.sealing import SealBroken
from handel.platform.access import standing
from handel.platform.access.roles import Role
from handel.platform.accounts.models import User
from handel.platform.acts import Act, acting
from handel.platform.journal.models import Operation as Processing
from handel.platform.journal.write import write
from handel.platform.references import new_reference
from handel.rules import Refused
from handel.rules.england_wales import calendar, grading
from handel.rules.england_wales.reasons import require_reasons

POLICY = "Force policy on confidential reports"
SANITISING = "College of Policing APP, intelligence management: sanitised reports"
BATCH = 200
WORKED = ("state", "priority", "category", "status", "status_on", "status_sent")
"""What work changes of a report; the envelope is never written again."""

PROVENANCE_PREFIX, PROVENANCE_LENGTH = "P", 10


def collect(at: datetime) -> int:
    """Copy newly sealed reports to the desk, and give receipts their new answers. Returns how many were copied.

    Run every few seconds; safe to stop anywhere between the two databases and to run again. No event is written
    here, whose time would be the report's: `journal_collections` names the day's reports together.
    """
    # The keys are random, and so is their order: what waits together is not copied in the order in which it came.
    waiting = list(SealedReport.objects.filter(status=Status.NEW).order_by("id")[:BATCH])
    today = calendar.london(at).date()
    for envelope in waiting:
        # On the sample operation's clock the public site is ahead of the desk; a report is never from tomorrow.
        received_on = min(envelope.received_on, today)
        with transaction.atomic():
            Report.unguarded.get_or_create(
                id=envelope.id,
                defaults={
                    "reference": new_reference(Report.PREFIX),
                    "compartment": standing.compartment(standing.REPORT_DESK),
                    "created_at": datetime.combine(received_on, time(), calendar.LONDON),
                    "sealed": bytes(envelope.sealed),
                    "key_id": envelope.key_id,
                    "received_on": received_on,
                    "appeal": envelope.appeal,
                    "status_on": received_on,
                },
            )
        SealedReport.objects.filter(id=envelope.id, status=Status.NEW).update(
            status=Status.COLLECTED, received_on=received_on, status_on=received_on
        )
    _answer_receipts()
    return len(waiting)


def journal_collections(day: date) -> int:
    """Journal, as one event in random order, the reports received up to `day`. Returns how many it names.

    Call it for days that are over: the event tells of the whole day, and stands at its end. A second call finds
    nothing left to do.
    """
    received = Report.unguarded.filter(journalled=False, received_on__lte=day).only("reference")
    return _journal_day("report.collect", received, day, standing.REPORT_DESK, Processing.COLLECTION)


def journal_crossings(day: date) -> int:
    """Journal, as one event each, what was offered and what was taken up to `day`. Returns how many they name.

    The two sides of the corridor are not told at the same moment, by which anybody who reads the journal could pair
    them: `sanitise` names the report and `release.hand_over` the item, when they are done; that the item was offered,
    and that the report was taken, is told here among all the others of the day. Called like `journal_collections`.
    """
    offered = SanitisedItem.unguarded.filter(journalled=False, created_at__lt=_end(day)).only("reference")
    taken = Provenance.objects.filter(journalled=False, released_on__lte=day).select_related("report")
    return _journal_day(
        "sanitised_item.offer", offered, day, standing.INTELLIGENCE_DESK, Processing.ALTERATION
    ) + _journal_day(
        "report.release",
        taken.only("report__reference"),
        day,
        standing.REPORT_DESK,
        Processing.DISCLOSURE,
        reference=attrgetter("report.reference"),
    )


def _journal_day(
    verb: str,
    waiting: QuerySet[Any],
    day: date,
    desk: str,
    operation: Processing,
    *,
    reference: Callable[[Any], str] = attrgetter("reference"),
) -> int:
    """Name what waits in one event of the day's end, in random order, and mark it as journalled."""
    if not waiting.exists():
        return 0
    with transaction.atomic():
        rows = list(waiting.select_for_update(of=("self",)))
        if not rows:  # another process was first
            return 0
        secrets.SystemRandom().shuffle(rows)
        # Not `acting`: nobody acts, and the event comes a day after what it tells of.
        write(
            verb,
            actor_id=None,
            at=_end(day),
            operation=operation,
            references=[reference(row) for row in rows],
            compartment_id=standing.compartment(desk).pk,
            detail={"day": day.isoformat(), "count": len(rows)},
        )
        waiting.model._base_manager.filter(pk__in=[row.pk for row in rows]).update(journalled=True)
        return len(rows)


def _end(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), calendar.LONDON)


def assess(reference: str, *, priority: str, category: str, note: str, by: User, at: datetime) -> Report:
    """Say how urgent a report is and what it is about. May be done again while the report is worked on.

    Raises `Refused` for a closed report, an unknown priority or category, or a threat to life without a note of
    what is done about it.
    """
    with acting("report.assess", by=by, at=at) as act:
        report = _worked_on(act, reference, "assess a report")
        if priority not in Priority.values:
            raise Refused("This is no priority.", POLICY, "Choose one of the list.", field="priority")
        if category not in Category.values:
            raise Refused("This is no category.", POLICY, "Choose one of the list.", field="category")
        if priority == Priority.THREAT_TO_LIFE:
            require_reasons(
                note, of="who was told and what is done now", citation="Human Rights Act 1998 sch.1 art.2", field="note"
            )
        report.priority, report.category = priority, category
        if report.state == State.NEW:
            report.state = State.ASSESSED
        _tell_reporter(report, Status.READ, at)
        report.save(update_fields=WORKED)
        _note(report, Note.Kind.ASSESSED, note, by, at)
        act.tell(priority=priority, category=category)
        return report


def close_without_action(reference: str, *, reason: str, by: User, at: datetime) -> Report:
    """Close a report of which nothing was released. Raises `Refused` without a reason, or once something was."""
    with acting("report.close", by=by, at=at) as act:
        report = _worked_on(act, reference, "close a report")
        if report.state not in (State.NEW, State.ASSESSED):
            raise Refused(
                "Something of this report was sanitised already.", POLICY, "Leave it open for the intelligence desk."
            )
        require_reasons(reason, of="why nothing is done", citation=POLICY, field="reason")
        report.state = State.CLOSED
        _tell_reporter(report, Status.CLOSED, at)
        report.save(update_fields=WORKED)
        _note(report, Note.Kind.CLOSED, reason, by, at)
        return report


def sanitise(
    reference: str,
    *,
    text: str,
    source: str,
    assessment: str,
    handling: str,
    conditions: str,
    source_identified: bool,
    by: User,
    at: datetime,
) -> SanitisedItem:
    """Offer one item of information of a report, rewritten and graded 3x5x2, to the intelligence desk.

    A report that tells of several things gives several items. The item carries a random provenance code; which report
    the code stands for is read at the report desk alone, and no event names both.

    Raises `Refused` before the report was assessed, when its seal is broken, without a text, with a grade that the
    rules refuse, or when the text names the report.
    """
    with acting("report.sanitise", by=by, at=at) as act:
        report = _worked_on(act, reference, "sanitise a report")
        if report.state == State.NEW:
            raise Refused(
                "This report has not been assessed.", POLICY, "Assess it first: a threat to life comes before all else."
            )
        _require_whole(report)
        text = require_reasons(text, of="the sanitised text", citation=SANITISING, field="text")
        if report.reference.casefold() in text.casefold():
            raise Refused(
                "The text names the report that it comes from.", SANITISING, "Take the reference out.", field="text"
            )
        grade = grading.grade(source, assessment, handling, conditions, source_identified=source_identified)
        code = new_reference(PROVENANCE_PREFIX, PROVENANCE_LENGTH)
        Provenance.objects.create(code=code, report=report)
        if report.state == State.ASSESSED:
            report.state = State.SANITISED
            report.save(update_fields=WORKED)
        _note(report, Note.Kind.SANITISED, f"{code}, graded {grade.code}\n{text}", by, at)
        # Made without the act, whose event names the report: `journal_crossings` tells of the item.
        return SanitisedItem.unguarded.create(
            reference=new_reference(SanitisedItem.PREFIX),
            created_at=at,
            compartment=standing.compartment(standing.INTELLIGENCE_DESK),
            text=text,
            source=grade.source,
            assessment=grade.assessment,
            handling=grade.handling,
            conditions=grade.conditions,
            source_identified=source_identified,
            provenance=code,
            received_on=report.received_on,
            appeal=report.appeal,
            author=by,
        )


def journal_broken_seal(reference: str, *, by: User, at: datetime) -> Report:
    """Journal that a report, or a note on it, does not open. Raises `Refused` when all of it opens."""
    with acting("report.seal_broken", by=by, at=at, operation=Processing.CONSULTATION) as act:
        report = act.find(Report, reference)
        try:
            sealed.answers(report)
            for held in report.notes.all():
                sealed.note(held)
        except SealBroken:
            return report
        raise Refused("The seal is whole.", POLICY, "Nothing is left to do.")


def mark_released(code: str, *, at: datetime) -> None:
    """Mark the report behind a provenance code as released. For `release`, within the act of handing over.

    That act's event, which the intelligence desk reads, names only the item; `journal_crossings` names the report.
    """
    # Locked like the report desk's own acts on it: one that is under way would otherwise be undone by this.
    locked = Provenance.objects.select_for_update(of=("self", "report"))
    provenance = locked.select_related("report").get(code=code)
    report = provenance.report
    provenance.released_on = calendar.london(at).date()
    provenance.save(update_fields=["released_on"])
    report.state = State.RELEASED
    _tell_reporter(report, Status.READ, at)
    report.save(update_fields=WORKED)


def _worked_on(act: Act, reference: str, what: str) -> Report:
    """The report to act on, which is not closed, for somebody of the report desk."""
    report = act.find(Report, reference)
    act.require_role(report.compartment_id, Role.REPORT_DESK, act=what)
    if report.state == State.CLOSED:
        raise Refused("This report was closed.", POLICY, "Write down what is new in a report of its own.")
    return report


def _require_whole(report: Report) -> None:
    try:
        sealed.answers(report)
    except SealBroken:
        raise Refused(
            "The seal of this report is broken: what it said cannot be known.",
            POLICY,
            "Tell whoever runs Handel, and restore the report from a backup.",
        ) from None


def _note(report: Report, kind: Note.Kind, text: str, by: User, at: datetime) -> None:
    """Seal what was written, unless nothing was."""
    if not text.strip():
        return
    number = report.notes.count() + 1
    envelope = sealed.seal_note(report, number, text.strip())
    Note.objects.create(report=report, number=number, kind=kind, sealed=envelope, by=by, at=at)


def _tell_reporter(report: Report, status: Status, at: datetime) -> None:
    """Have the receipt answer with a new status, as of this day. `collect` carries it to the public site."""
    if report.status not in (status, Status.CLOSED):
        report.status, report.status_on, report.status_sent = status, calendar.london(at).date(), False


def _answer_receipts() -> None:
    """Carry new answers to the public site. Done twice it changes nothing, so being stopped in between does no harm."""
    for report in Report.unguarded.filter(status_sent=False).only("id", "status", "status_on")[:BATCH]:
        SealedReport.objects.filter(id=report.id).update(status=report.status, status_on=report.status_on)
        Report.unguarded.filter(id=report.id, status=report.status).update(status_sent=True)

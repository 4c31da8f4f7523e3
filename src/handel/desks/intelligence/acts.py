"""Every change of an intelligence report's state."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from handel.desks.intelligence.models import IntelligenceReport, Origin, State
from handel.desks.reports import release as report_desk
from handel.platform.access.models import Compartment, Grant, Membership
from handel.platform.access.roles import Role
from handel.platform.access.standing import INTELLIGENCE_DESK, compartment
from handel.platform.accounts.models import Marking, User
from handel.platform.acts import Act, acting
from handel.platform.journal.models import Operation as Processing
from handel.rules import Refused
from handel.rules.england_wales import grading
from handel.rules.england_wales.calendar import london

POLICY = "Force policy on intelligence"


def take(item_reference: str, *, by: User, at: datetime) -> IntelligenceReport:
    """Take a sanitised item from the report desk. The report is born released: two people have read it.

    Its author is who sanitised it. Raises `Refused` for that author, who may not release their own work, and
    `NotFound` for an item that is not waiting.

    >>> take("SI-7K3M9Q", by=officer, at=now).grade
    '2BP'
    """
    with acting("intelligence_report.take", by=by, at=at, operation=Processing.COLLECTION) as act:
        desk = _desk(act, "take items from the report desk")
        item = report_desk.hand_over(item_reference, by=by, at=at)
        return act.create(
            IntelligenceReport,
            compartment=desk,
            origin=Origin.COMMUNITY,
            received_on=item.received_on,
            text=item.text,
            source=item.source,
            assessment=item.assessment,
            handling=item.handling,
            conditions=item.conditions,
            source_identified=item.source_identified,
            provenance=item.provenance,
            appeal=item.appeal,
            state=State.RELEASED,
            author_id=item.author_id,
            released_by=by,
            released_at=at,
        )


def submit(
    *,
    text: str,
    source: str,
    assessment: str,
    handling: str,
    conditions: str,
    source_identified: bool,
    origin: str = Origin.OFFICER,
    marking: int = Marking.OFFICIAL_SENSITIVE,
    by: User,
    at: datetime,
) -> IntelligenceReport:
    """Submit one item of information as a draft, for a colleague to release.

    Raises `Refused` for a grade that the rules do not allow, without text, above the person's own clearance, or for
    what the public says, which comes through the report desk.
    """
    with acting("intelligence_report.submit", by=by, at=at, operation=Processing.COLLECTION) as act:
        desk = _desk(act, "submit intelligence")
        if origin == Origin.COMMUNITY:
            raise Refused(
                "What the public tells the police comes through the report desk.",
                POLICY,
                "Take it from the items that wait there.",
                field="origin",
            )
        content = _content(text, source, assessment, handling, conditions, source_identified, origin)
        return act.create(
            IntelligenceReport,
            compartment=desk,
            marking=_marking(marking, by),
            origin=origin,
            received_on=london(at).date(),
            author=by,
            **content,
        )


def edit(
    reference: str,
    *,
    text: str,
    source: str,
    assessment: str,
    handling: str,
    conditions: str,
    source_identified: bool,
    origin: str,
    marking: int,
    by: User,
    at: datetime,
) -> IntelligenceReport:
    """Change a draft. Only its author may, so that whoever releases it is a second reader.

    Raises `Refused` like `submit`, for another person, and for a released report.
    """
    with acting("intelligence_report.edit", by=by, at=at) as act:
        report = act.find(IntelligenceReport, reference)
        _draft(report)
        if report.author_id != by.pk:
            raise Refused(
                "Only its author may change a draft.", POLICY, f"Tell {report.author} what should be changed."
            )
        content = _content(text, source, assessment, handling, conditions, source_identified, origin)
        for name, value in (content | {"origin": origin, "marking": _marking(marking, by)}).items():
            setattr(report, name, value)
        report.edition += 1
        report.save()
        act.tell(edition=report.edition)
        return report


def release(reference: str, *, edition: int | None = None, by: User, at: datetime) -> IntelligenceReport:
    """Release a draft: a second person has read it, and it may be shared.

    `edition` is the one that was read; when the author has changed the draft since, the release is refused. Raises
    `Refused` for the author too, and for a report that is released already.
    """
    with acting("intelligence_report.release", by=by, at=at) as act:
        report = act.find(IntelligenceReport, reference)
        act.require_role(report.compartment_id, Role.INTELLIGENCE, act="release intelligence")
        _draft(report)
        grading.require_other_person(report.author_id, by.pk, "release")
        if edition is not None and edition != report.edition:
            raise Refused("Its author has changed the draft since you read it.", POLICY, "Read it again below.")
        report.state, report.released_by, report.released_at = State.RELEASED, by, at
        report.save(update_fields=["state", "released_by", "released_at"])
        act.tell(edition=report.edition)
        return report


def disseminate(reference: str, *, to: Compartment, reason: str, by: User, at: datetime) -> IntelligenceReport:
    """Share a released report with a compartment: its members read it in their roles, conditions and all.

    The event is the disclosure's log entry (Data Protection Act 2018 s.62): it names the recipients by number. Raises
    `Refused` for a draft, without a reason, or when the compartment has it already.
    """
    with acting("intelligence_report.disseminate", by=by, at=at, operation=Processing.DISCLOSURE) as act:
        report = act.find(IntelligenceReport, reference)
        act.require_role(report.compartment_id, Role.INTELLIGENCE, act="share intelligence")
        if not report.is_released:
            raise Refused(
                "A draft may not be shared.",
                POLICY,
                "Have it released by another person than its author first.",
                field="intelligence_reference",
            )
        reason = reason.strip()
        if not 0 < len(reason) <= 200:
            raise Refused("Sharing needs a reason.", POLICY, "Write it in up to 200 characters.", field="reason")
        now = timezone.now()
        live = Q(ends__isnull=True) | Q(ends__gt=now)
        if to.pk == report.compartment_id or Grant.objects.filter(live, reference=reference, compartment=to).exists():
            raise Refused("It is shared with them already.", POLICY, "Nothing is left to do.")
        Grant.objects.create(reference=reference, compartment=to, granted_by=by, reason=reason, starts=now)
        readers = Membership.objects.filter(
            live,
            compartment=to,
            role__in=IntelligenceReport.READ_ROLES,
            starts__lte=now,
            user__clearance__gte=report.marking,
        )
        recipients = sorted(set(readers.values_list("user__number", flat=True)))
        act.tell(to=to.name, recipients=recipients, handling=report.handling)
        return report


def _desk(act: Act, what: str) -> Compartment:
    """The intelligence desk, for one of its officers."""
    desk = compartment(INTELLIGENCE_DESK)
    act.compartment_id = desk.pk
    act.require_role(desk.pk, Role.INTELLIGENCE, act=what)
    return desk


def _draft(report: IntelligenceReport) -> None:
    if report.is_released:
        raise Refused(
            f"{report} is released, and is not changed any more.",
            POLICY,
            "Submit a further report where there is more to say.",
        )


def _content(
    text: str, source: str, assessment: str, handling: str, conditions: str, source_identified: bool, origin: str
) -> dict[str, Any]:
    """What a report says and how it is graded, as it is kept. Crimestoppers never knows who called."""
    if not text.strip():
        raise Refused("A report needs an item of information.", POLICY, "Write what is known.", field="text")
    identified = source_identified and origin != Origin.CRIMESTOPPERS
    graded = grading.grade(source, assessment, handling, conditions, source_identified=identified)
    return {
        "text": text.strip(),
        "source": graded.source,
        "assessment": graded.assessment,
        "handling": graded.handling,
        "conditions": graded.conditions,
        "source_identified": identified,
    }


def _marking(marking: int, by: User) -> int:
    if marking > by.clearance:
        raise Refused(
            "You are not cleared for this marking.",
            "Government Security Classifications Policy",
            "Ask a colleague who is cleared for it to submit the report.",
            field="marking",
        )
    return marking

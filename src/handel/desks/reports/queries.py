"""What may be read at the report desk; every function takes the viewer and returns only what they may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Value, When

from handel.desks.reports import sealed
from handel.desks.reports.intake.answers import Answers
from handel.desks.reports.models import Priority, Provenance, Report, State
from handel.engines.sealing import SealBroken
from handel.platform.access.rule import find
from handel.platform.access.viewer import Viewer

PAGE = 50
OPEN = "open"
# What may cost a life comes first, then what nobody has read: it might.
ORDER = Case(
    When(priority=Priority.THREAT_TO_LIFE, then=Value(0)),
    When(state=State.NEW, then=Value(1)),
    When(priority=Priority.URGENT, then=Value(2)),
    default=Value(3),
    output_field=IntegerField(),
)


@dataclass(frozen=True)
class OpenedNote:
    """A note of the desk, opened; `text` is None where its seal is broken."""

    kind: str
    by: str
    at: datetime
    text: str | None


def inbox(
    viewer: Viewer, *, state: str = OPEN, priority: str = "", category: str = "", page: int | str = 1
) -> Page[Report]:
    """A page of reports: threats to life first, then new ones, urgent ones and the rest, the oldest of each first.

    `state` is "open" (neither released nor closed), a state, or "" for all. What reports say is not opened here.
    """
    rows = Report.objects.visible_to(viewer).defer("sealed")
    if state == OPEN:
        rows = rows.exclude(state__in=(State.RELEASED, State.CLOSED))
    elif state:
        rows = rows.filter(state=state)
    if priority:
        rows = rows.filter(priority=priority)
    if category:
        rows = rows.filter(category=category)
    shown = Paginator(rows.order_by(ORDER, "received_on", "reference"), PAGE).get_page(page)
    references = [row.reference for row in shown.object_list]
    viewer.saw_list("reports", references, state=state, priority=priority, category=category, page=shown.number)
    return shown


def report(viewer: Viewer, reference: str) -> Report:
    """One report, still sealed. Raises `NotFound`."""
    return find(viewer, Report, reference)


def answers(viewer: Viewer, report: Report) -> Answers | None:
    """What the report says, or None where its seal is broken; never a text that was not sealed for this place."""
    try:
        return sealed.answers(report)
    except SealBroken:
        return None


def notes(viewer: Viewer, report: Report) -> Sequence[OpenedNote]:
    """What the desk wrote on the report, in order."""
    opened = []
    for held in report.notes.select_related("by"):
        try:
            text = sealed.note(held)
        except SealBroken:
            text = None
        opened.append(OpenedNote(held.get_kind_display(), str(held.by), held.at, text))
    return opened


def provenances(viewer: Viewer, report: Report) -> Sequence[Provenance]:
    """The codes under which items of this report went to the intelligence desk."""
    return list(report.provenances.order_by("code"))

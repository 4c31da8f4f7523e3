"""What others may read of intelligence; every function takes the viewer and returns only what they may see."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from handel.desks.intelligence.models import IntelligenceReport
from handel.desks.intelligence.search import matches
from handel.desks.intelligence.verbs import VERBS
from handel.desks.reports import release as report_desk
from handel.platform.access.models import Grant
from handel.platform.access.roles import Role
from handel.platform.access.rule import find, live_grants
from handel.platform.access.standing import INTELLIGENCE_DESK, compartment
from handel.platform.access.viewer import NotFound, Viewer
from handel.platform.journal import queries as journal

PAGE = 50


def reports(
    viewer: Viewer, *, search: str = "", origin: str = "", released: bool | None = None, **grade: str
) -> Sequence[IntelligenceReport]:
    """The reports that this person may see, newest first.

    `search` forgives slips of the keyboard. `grade` may name `source`, `assessment` and `handling`.

    >>> reports(viewer, search="Harow Road", released=True, source="2")
    [<IntelligenceReport: IR-7K3M9Q>]
    """
    rows = list(_reports(viewer, search=search, origin=origin, released=released, **grade))
    _saw(viewer, rows, search=search, origin=origin, released=released, **grade)
    return rows


def page_of_reports(viewer: Viewer, number: Any, **asked: Any) -> Page[IntelligenceReport]:
    """One page of `reports`; the nearest one when there is no page of this number."""
    page = Paginator(_reports(viewer, **asked), PAGE).get_page(number)
    _saw(viewer, page.object_list, page=page.number, **asked)
    return page


def report(viewer: Viewer, reference: str) -> IntelligenceReport:
    """One report. Raises `NotFound`."""
    return find(viewer, IntelligenceReport, reference, "author", "released_by")


def by_references(viewer: Viewer, references: Iterable[str]) -> Sequence[IntelligenceReport]:
    """Those of these reports that this person may see, in the order given."""
    wanted = list(dict.fromkeys(references))
    found = {row.reference: row for row in _rows(viewer).filter(reference__in=wanted)}
    rows = [found[reference] for reference in wanted if reference in found]
    for row in rows:
        viewer.saw(row.reference)
    return rows


def works_here(viewer: Viewer) -> bool:
    """Whether this person is an officer of the intelligence desk."""
    return viewer.holds(Role.INTELLIGENCE, compartment(INTELLIGENCE_DESK).pk)


def waiting(viewer: Viewer) -> Sequence[report_desk.Item]:
    """The sanitised items that wait for the intelligence desk, oldest first. Raises `NotFound` for others."""
    require_desk(viewer)
    return report_desk.waiting(viewer)


def waiting_item(viewer: Viewer, reference: str) -> report_desk.Item:
    """One of them. Raises `NotFound`."""
    return report_desk.item(viewer, reference)


def require_desk(viewer: Viewer) -> None:
    """Raise `NotFound` for whoever is not of the intelligence desk: the page is not for them."""
    if not works_here(viewer):
        raise NotFound(INTELLIGENCE_DESK)


def shared_with(viewer: Viewer, report: IntelligenceReport) -> Sequence[Grant]:
    """With which of this person's own compartments the report is shared, and why. Of others nothing is told."""
    mine = viewer.compartments()
    grants = live_grants(viewer, mine).filter(reference=report.reference, compartment_id__in=mine)
    return list(grants.select_related("compartment", "granted_by").order_by("id"))


def history(viewer: Viewer, report: IntelligenceReport) -> Sequence[dict[str, Any]]:
    """The report's own acts in words, newest first. With whom else it is shared is known to the desk alone."""
    hidden = [] if viewer.holds(Role.INTELLIGENCE, report.compartment_id) else ["intelligence_report.disseminate"]
    return journal.history(viewer, report.reference, VERBS, without=hidden)


def _rows(viewer: Viewer) -> QuerySet[IntelligenceReport]:
    return IntelligenceReport.objects.visible_to(viewer).select_related("author", "released_by")


def _reports(
    viewer: Viewer, *, search: str = "", origin: str = "", released: bool | None = None, **grade: str
) -> Sequence[IntelligenceReport] | QuerySet[IntelligenceReport]:
    rows = _rows(viewer).filter(**{name: value for name, value in grade.items() if value})
    if origin:
        rows = rows.filter(origin=origin)
    if released is not None:
        rows = rows.filter(released_by__isnull=not released)
    if not search.strip():
        return rows
    return [row for row in rows if matches(search, f"{row.reference} {row.text} {row.conditions}")]


def _saw(viewer: Viewer, rows: Iterable[IntelligenceReport], **asked: Any) -> None:
    viewer.saw_list("intelligence reports", [row.reference for row in rows], **asked)

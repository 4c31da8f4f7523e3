"""What others may read of releases; every function takes the viewer and returns only what they may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from handel.desks.operations import queries as operations
from handel.desks.publicity import writing
from handel.desks.publicity.facts import TITLES, Fact, facts_of
from handel.desks.publicity.models import Edition, Quotation, Release
from handel.desks.publicity.verbs import VERBS
from handel.platform.access.rule import find
from handel.platform.access.viewer import Viewer
from handel.platform.journal import queries as journal

PAGE = 50


@dataclass(frozen=True)
class Line:
    """A fact as a release states it, and as the records bear it out now."""

    title: str
    key: str
    wording: str
    references: Sequence[str]
    now: str
    """The wording that the records bear out now, where it is another; else empty."""
    stated: bool
    """Whether the release's text has it."""


@dataclass(frozen=True)
class Account:
    """A release with its facts put in: as it was published or, before that, as it would be published now."""

    headline: str
    paragraphs: Sequence[dict[str, str]]
    lines: Sequence[Line]

    @property
    def moved(self) -> Sequence[Line]:
        """The facts that the release states and that the records bear out no longer."""
        return [line for line in self.lines if line.now and line.stated]


def releases(viewer: Viewer, *, operation_reference: str | None = None) -> Sequence[Release]:
    """The releases that this person may see, the newest first."""
    rows = list(_rows(viewer, operation_reference))
    viewer.saw_list("releases", [row.reference for row in rows], operation=operation_reference)
    return rows


def page_of_releases(viewer: Viewer, number: Any, *, operation_reference: str | None = None) -> Page[Release]:
    """One page of the same list."""
    shown = Paginator(_rows(viewer, operation_reference), PAGE).get_page(number)
    viewer.saw_list("releases", [row.reference for row in shown], operation=operation_reference, page=shown.number)
    return shown


def release(viewer: Viewer, reference: str) -> Release:
    """One release with its editions, quotations and frozen facts. Raises `NotFound`."""
    row = find(
        viewer, Release, reference, "operation", "author", "approved_by", "published_by", "retracted_by", "supersedes"
    )
    prefetch_related_objects(
        [row],
        Prefetch("editions", Edition.objects.select_related("by")),
        Prefetch("quotations", Quotation.objects.select_related("person", "proposed_by")),
        "frozen_facts",
    )
    return row


def successor(viewer: Viewer, release: Release) -> Release | None:
    """The release that supersedes this one, or is to."""
    row = Release.objects.visible_to(viewer).filter(supersedes=release).first()
    if row is not None:
        viewer.saw(row.reference)
    return row


def account(viewer: Viewer, release: Release, *, at: datetime) -> Account:
    """The release with its facts. Raises `NotFound` for whoever may not draw up the operation's releases."""
    current = facts_of(viewer, release, at=at)
    stated = {key for text in release.text.parts.values() for key in writing.placeholders(text)}
    if not release.is_published:
        headline, paragraphs = writing.rendered(release.text.parts, current)
        return Account(headline, paragraphs, [_line(fact, None, stated) for fact in current])
    frozen = {fact.key: fact for fact in release.frozen_facts.all()}
    lines = [_line(fact, frozen[fact.key], stated) for fact in current]
    return Account(release.headline, release.paragraphs, lines)


def history(viewer: Viewer, release: Release) -> Sequence[dict[str, Any]]:
    """What was done with the release, in words, newest first."""
    return journal.history(viewer, release.reference, VERBS)


def written_about(viewer: Viewer) -> Sequence[Any]:
    """The operations whose releases this person may draw up."""
    mine = viewer.compartments(Release.READ_ROLES)
    return [row for row in operations.operations(viewer) if row.compartment_id in mine]


def may_approve(viewer: Viewer, release: Release) -> bool:
    """Whether this person wrote none of the release."""
    return viewer.user.pk not in release.writers


def _rows(viewer: Viewer, operation_reference: str | None) -> QuerySet[Release]:
    rows = Release.objects.visible_to(viewer).select_related("operation", "author")
    return rows.filter(operation__reference=operation_reference) if operation_reference else rows


def _line(fact: Fact, frozen: Any, stated: set[str]) -> Line:
    shown = frozen or fact
    moved = frozen is not None and (frozen.value != fact.value or frozen.wording != fact.wording)
    return Line(
        title=TITLES[fact.key],
        key=fact.key,
        wording=shown.wording,
        references=shown.references,
        now=fact.wording if moved else "",
        stated=fact.key in stated,
    )

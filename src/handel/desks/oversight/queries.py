"""The journal, for those who hold the role auditor at the oversight desk. For others these pages do not exist."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Max, Min, Q, QuerySet, TextField
from django.db.models.functions import Cast

from handel.desks.oversight.words import Line, line
from handel.platform.access.roles import Role
from handel.platform.access.standing import OVERSIGHT, compartment
from handel.platform.access.viewer import NotFound, Viewer
from handel.platform.journal.models import Event, Operation, Outcome, Subject
from handel.rules.england_wales.calendar import LONDON

PAGE = 50
NUMBERS = {
    "events": Count("pk"),
    "refused": Count("pk", filter=Q(outcome=Outcome.REFUSED)),
    "not_found": Count("pk", filter=Q(outcome=Outcome.NOT_FOUND)),
}


@dataclass(frozen=True)
class JournalPage:
    """One page of events, newest first, and how many there are of all that fit: events, refused, not found."""

    lines: Sequence[Line]
    page: Any
    counts: dict[str, int]


@dataclass(frozen=True)
class Reader:
    """What one person has done with one record. `person` is "Handel" for what nobody did by hand."""

    person: str
    number: str
    looks: int
    acts: int
    refused: int
    first: datetime
    last: datetime


def journal(viewer: Viewer, number: Any = 1, **asked: Any) -> JournalPage:
    """One page of the events that fit; `asked` as for `events`. Raises `NotFound` for anyone but an auditor."""
    rows = events(viewer, **asked)
    counts = rows.order_by().aggregate(**NUMBERS)
    paginator = Paginator(rows, PAGE)
    paginator.count = counts["events"]  # counted once, not twice
    page = paginator.get_page(number)
    lines = [line(event) for event in page.object_list]
    viewer.saw_list("journal", [str(shown.number) for shown in lines], page=page.number, **_plain(asked))
    return JournalPage(lines=lines, page=page, counts=counts)


def all_events(viewer: Viewer, **asked: Any) -> Sequence[Line]:
    """Every event that fits, newest first, with every reference. Raises `NotFound` for anyone but an auditor."""
    lines = [line(event, shown=None) for event in events(viewer, **asked)]
    span = {"newest": lines[0].number, "oldest": lines[-1].number} if lines else {}
    viewer.saw_list("journal", [], events=len(lines), **span, **_plain(asked))
    return lines


def events(
    viewer: Viewer,
    *,
    person: str = "",
    reference: str = "",
    verb: str = "",
    operation: str = "",
    outcome: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Event]:
    """The events that fit, newest first.

    `person` is a number, a username or a part of a name; `reference` a record's, whether the event is about it, a
    list showed it or somebody asked for it; `since` and `until` are days in London of business time, both included.
    """
    require_auditor(viewer)
    rows = Event.objects.select_related("actor").prefetch_related("subjects").order_by("-id")
    if person := person.strip():
        rows = rows.filter(
            Q(actor__number__iexact=person) | Q(actor__username__iexact=person) | Q(actor__full_name__icontains=person)
        )
    if reference:
        rows = _naming(rows, reference)
    exact = {"verb": verb, "operation": operation, "outcome": outcome}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if since:
        rows = rows.filter(at__gte=datetime.combine(since, time(), LONDON))
    if until:
        rows = rows.filter(at__lte=datetime.combine(until, time.max, LONDON))
    return rows


def readers(viewer: Viewer, reference: str) -> Sequence[Reader]:
    """Who has looked at this record or acted on it, who was last first. Raises `NotFound` for anyone but an auditor."""
    require_auditor(viewer)
    look = Q(operation=Operation.CONSULTATION) & ~Q(outcome=Outcome.NOT_FOUND)
    refused = Q(outcome__in=[Outcome.REFUSED, Outcome.NOT_FOUND])
    rows = (
        _naming(Event.objects.order_by(), reference)
        .values("actor", "actor__title", "actor__full_name", "actor__number")
        .annotate(
            looks=Count("pk", filter=look),
            acts=Count("pk", filter=~Q(operation=Operation.CONSULTATION) & Q(outcome=Outcome.DONE)),
            refused=Count("pk", filter=refused),
            first=Min("at"),
            last=Max("at"),
        )
        .order_by("-last")
    )
    viewer.saw_list("readers of a record", [], reference=reference)
    return [
        Reader(
            person=f"{row['actor__title'] or ''} {row['actor__full_name'] or 'Handel'}".strip(),
            number=row["actor__number"] or "",
            **{name: row[name] for name in ("looks", "acts", "refused", "first", "last")},
        )
        for row in rows
    ]


def require_auditor(viewer: Viewer) -> None:
    """Raise `NotFound` unless this person holds the role auditor at the oversight desk."""
    if not viewer.holds(Role.AUDITOR, compartment(OVERSIGHT).pk):
        raise NotFound(OVERSIGHT)


def _naming(rows: QuerySet[Event], reference: str) -> QuerySet[Event]:
    """Events that name a record: as what they are about, among what a list showed, or as what was asked for."""
    about = Subject.objects.filter(reference=reference).values("event")
    return rows.alias(facts=Cast("detail", TextField())).filter(Q(pk__in=about) | Q(facts__contains=f'"{reference}"'))


def _plain(asked: dict[str, Any]) -> dict[str, Any]:
    """What was asked, as the journal keeps it."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in asked.items()}

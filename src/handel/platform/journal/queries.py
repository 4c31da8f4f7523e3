"""Reading the journal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from handel.platform.access.viewer import Viewer
from handel.platform.journal.models import Event, Operation, Outcome


@dataclass(frozen=True)
class Entry:
    """One line of a record's history, ready to show."""

    at: datetime
    verb: str
    actor: str
    references: tuple[str, ...]
    outcome: str


def timeline(viewer: Viewer, references: Iterable[str], limit: int = 200) -> list[Entry]:
    """The acts on these records, newest first.

    The caller passes references of records that this viewer may read; an event names no other of its records.
    """
    wanted = set(references)
    events = (
        Event.objects.filter(subjects__reference__in=wanted)
        .exclude(operation=Operation.CONSULTATION)
        .exclude(outcome=Outcome.NOT_FOUND)
        .select_related("actor")
        .prefetch_related("subjects")
        .distinct()
        .order_by("-at", "-id")[:limit]
    )
    return [
        Entry(
            at=event.at,
            verb=event.verb,
            actor=str(event.actor or "Handel"),
            references=tuple(s.reference for s in event.subjects.all() if s.reference in wanted),
            outcome=event.outcome,
        )
        for event in events
    ]


def checkpoint() -> int:
    """The journal's position now: the number of its last event."""
    last = Event.objects.order_by("-id").values_list("id", flat=True).first()
    return last or 0

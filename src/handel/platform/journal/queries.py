"""Reading the journal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

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


def timeline(
    viewer: Viewer,
    references: Iterable[str],
    limit: int = 200,
    *,
    within: Iterable[int] | None = None,
    without: Iterable[str] = (),
) -> list[Entry]:
    """The acts on these records, newest first.

    The caller passes references of records that this viewer may read; an event names no other of its records. A record
    that is opened to several compartments has acts in each of them: `within` are the compartments (their ids) whose
    acts are told, all when None; `without` are verbs that are not.
    """
    wanted = set(references)
    events = (
        Event.objects.filter(subjects__reference__in=wanted)
        .exclude(operation=Operation.CONSULTATION)
        .exclude(outcome=Outcome.NOT_FOUND)
        .exclude(verb__in=list(without))
        .select_related("actor")
        .distinct()
        .order_by("-at", "-id")
    )
    if within is not None:
        events = events.filter(compartment__in=list(within))
    if len(wanted) > 1:
        events = events.prefetch_related("subjects")
    return [
        Entry(
            at=event.at,
            verb=event.verb,
            actor=str(event.actor or "Handel"),
            # Of one record's history every event is about that record.
            references=tuple(s.reference for s in event.subjects.all() if s.reference in wanted)
            if len(wanted) > 1
            else tuple(wanted),
            outcome=event.outcome,
        )
        for event in events[:limit]
    ]


def history(
    viewer: Viewer, reference: str, verbs: Mapping[str, str], *, without: Iterable[str] = ()
) -> list[dict[str, Any]]:
    """The acts on one record as the component `timeline` shows them, newest first; `verbs` are a desk's verbs in words.

    The caller has found the record for this viewer. What verbs have no words is another desk's and is left out.

    >>> history(viewer, "W-7K3M9Q", {"warrant.issue": "Warrant issued"})
    [{'title': 'Not done: Warrant issued', 'at': datetime(...), 'by': 'Inspector Jo Baker'}]
    """
    return [
        {"title": in_words(verbs[entry.verb], entry.outcome), "at": entry.at, "by": entry.actor}
        for entry in timeline(viewer, [reference], without=without)
        if entry.verb in verbs
    ]


def in_words(act: str, outcome: str) -> str:
    """An act's words as they stand, or said to be not done when it was refused.

    >>> in_words("Warrant issued", Outcome.REFUSED)
    'Not done: Warrant issued'
    """
    return act if outcome == Outcome.DONE else f"Not done: {act}"


def checkpoint() -> int:
    """The journal's position now: the number of its last event."""
    last = Event.objects.order_by("-id").values_list("id", flat=True).first()
    return last or 0

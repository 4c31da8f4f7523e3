"""Writing an event. Called by `viewing` and `acting` alone, inside their transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from handel.platform.journal.models import Event, Operation, Outcome, Subject


def write(
    verb: str,
    *,
    actor_id: int | None,
    at: datetime,
    operation: Operation,
    outcome: Outcome = Outcome.DONE,
    references: Iterable[str] = (),
    compartment_id: int | None = None,
    detail: dict[str, Any] | None = None,
    form: str | None = None,
) -> Event:
    """Write one event and what it is about; `form` names the form that asked for an act, and is written once.

    Raises `RuntimeError` outside a transaction: an event stands or falls with what it tells of.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A journal event is written in the transaction of what it tells of.")
    event = Event.objects.create(
        recorded_at=timezone.now(),
        at=at,
        actor_id=actor_id,
        verb=verb,
        operation=operation,
        outcome=outcome,
        compartment_id=compartment_id,
        detail=detail or {},
        form=form,
    )
    subjects = [Subject(event=event, reference=reference) for reference in dict.fromkeys(references)]
    if len(subjects) == 1:
        subjects[0].save(force_insert=True)
    elif subjects:
        Subject.objects.bulk_create(subjects)
    return event

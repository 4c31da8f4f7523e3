"""Watching the journal for acts, once a process, and telling whoever waits which compartments they touched."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from asgiref.sync import sync_to_async
from django.db import Error, close_old_connections

from handel.platform.access.models import Grant
from handel.platform.journal.models import Event, Operation, Outcome, Subject

SECONDS = 0.3


def last_event() -> int:
    """The number of the journal's last event."""
    return Event.objects.order_by("-id").values_list("id", flat=True).first() or 0


def acts_since(number: int) -> tuple[int, set[int]]:
    """The last event's number, and the compartments that acts after `number` touched.

    An act touches the compartment of its record and each that the record is open to.
    """
    close_old_connections()
    events = list(Event.objects.filter(id__gt=number).values_list("id", "compartment_id", "operation", "outcome"))
    acts = [row for row in events if row[2] != Operation.CONSULTATION and row[3] == Outcome.DONE]
    touched = {compartment for _, compartment, _, _ in acts if compartment}
    if acts:
        references = Subject.objects.filter(event__in=[row[0] for row in acts]).values("reference")
        touched |= set(
            Grant.objects.filter(reference__in=references, compartment__isnull=False).values_list(
                "compartment_id", flat=True
            )
        )
    return max((row[0] for row in events), default=number), touched


class Watch:
    """Who waits for a change, and the one task that looks; it runs while somebody waits."""

    def __init__(self) -> None:
        self.waiting: dict[asyncio.Event, int] = {}
        self.task: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def on(self, compartment_id: int) -> AsyncIterator[asyncio.Event]:
        """An event that is set at each act that touches this compartment; clear it before waiting again."""
        changed = asyncio.Event()
        self.waiting[changed] = compartment_id
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self.look(await sync_to_async(last_event)()))
        try:
            yield changed
        finally:
            del self.waiting[changed]

    async def look(self, number: int) -> None:
        while self.waiting:
            await asyncio.sleep(SECONDS)
            try:
                number, touched = await sync_to_async(acts_since)(number)
            except Error:
                continue  # the database is away: what was missed is found when it is back
            for changed, compartment_id in list(self.waiting.items()):
                if compartment_id in touched:
                    changed.set()


watch = Watch()

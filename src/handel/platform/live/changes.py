"""Watching the journal for acts, once a process, and telling whoever waits which compartments they touched."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from asgiref.sync import sync_to_async
from django.db import Error, close_old_connections
from django.db.models import Q

from handel.platform.access.models import Grant
from handel.platform.journal.models import Event, Operation, Outcome, Subject

SECONDS = 0.3
RECENT = 50  # events
PATIENCE = 100  # looks: half a minute


def last_event() -> int:
    """The number of the journal's last event."""
    return Event.objects.order_by("-id").values_list("id", flat=True).first() or 0


class Place:
    """How far the journal has been read, from its end on.

    PostgreSQL numbers an event before its act is committed, so that it can appear after one with a higher number.
    Numbers that were passed over are therefore looked for again, for a while: some belong to acts that were undone.
    """

    def __init__(self) -> None:
        self.number = max(0, last_event() - RECENT)
        self.passed_over: dict[int, int] = {}
        self.touched()

    def touched(self) -> set[int]:
        """The compartments that acts have touched since this was last asked.

        An act touches the compartment of its record and each that the record is open to.
        """
        close_old_connections()
        new = Event.objects.filter(Q(id__gt=self.number) | Q(id__in=list(self.passed_over)))
        events = list(new.values_list("id", "compartment_id", "operation", "outcome"))
        self._read({row[0] for row in events})
        acts = [row for row in events if row[2] != Operation.CONSULTATION and row[3] == Outcome.DONE]
        touched = {compartment for _, compartment, _, _ in acts if compartment}
        if acts:
            references = Subject.objects.filter(event__in=[row[0] for row in acts]).values("reference")
            touched |= set(
                Grant.objects.filter(reference__in=references, compartment__isnull=False).values_list(
                    "compartment_id", flat=True
                )
            )
        return touched

    def _read(self, numbers: set[int]) -> None:
        last = max(numbers, default=self.number)
        waited_for = {number: looks - 1 for number, looks in self.passed_over.items() if looks > 1}
        waited_for |= dict.fromkeys(range(self.number + 1, last), PATIENCE)
        self.passed_over = {number: looks for number, looks in waited_for.items() if number not in numbers}
        self.number = max(self.number, last)


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
        try:
            if self.task is None or self.task.done():
                place = await sync_to_async(Place)()
                if self.task is None or self.task.done():  # no other page came first
                    self.task = asyncio.create_task(self.look(place))
            yield changed
        finally:
            del self.waiting[changed]

    async def look(self, place: Place) -> None:
        while self.waiting:
            await asyncio.sleep(SECONDS)
            try:
                touched = await sync_to_async(place.touched)()
            except Error:
                continue  # the database is away: what was missed is found when it is back
            for changed, compartment_id in list(self.waiting.items()):
                if compartment_id in touched:
                    changed.set()


watch = Watch()

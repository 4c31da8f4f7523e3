"""The stream of an open page (server-sent events)."""

import asyncio
from collections.abc import AsyncIterator

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils import timezone

from handel.platform.access.viewer import Viewer
from handel.platform.accounts.models import User
from handel.platform.live.changes import watch

HEARTBEAT = 15  # seconds; a proxy that closes silent streams never sees one


def belongs(user: User, compartment_id: int) -> bool:
    """Whether this person holds any role in the compartment, and their account is active, now."""
    active = User.objects.filter(pk=user.pk, is_active=True).exists()
    return active and compartment_id in Viewer.of(user, at=timezone.now()).compartments()


async def stream(request: HttpRequest, compartment_id: int) -> StreamingHttpResponse:
    """Says "changed" at each act in a compartment that the reader belongs to; ends when they no longer do."""
    user = await request.auser()
    if not isinstance(user, User) or not await sync_to_async(belongs)(user, compartment_id):
        raise Http404

    async def events() -> AsyncIterator[str]:
        async with watch.on(compartment_id) as changed:
            yield "retry: 2000\n\n"
            while True:
                try:
                    await asyncio.wait_for(changed.wait(), HEARTBEAT)
                except TimeoutError:
                    yield ": still here\n\n"
                changed_now = changed.is_set()
                changed.clear()
                # A right that has been taken away counts from the next message.
                if not await sync_to_async(belongs)(user, compartment_id):
                    return
                if changed_now:
                    yield "event: changed\ndata: changed\n\n"

    return StreamingHttpResponse(
        events(), content_type="text/event-stream", headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    )

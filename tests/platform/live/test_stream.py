"""The live stream, through the site's own ASGI application."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.conf import settings as site
from django.core.asgi import get_asgi_application
from django.db import connections, transaction
from django.utils import timezone
from tests.lanes import LANE

from handel.desks.operations import acts, queries
from handel.platform.access.models import Compartment, Grant, Membership
from handel.platform.access.roles import Role
from handel.platform.acts import acting, viewing
from handel.platform.journal.models import Event, Operation
from handel.platform.journal.write import write
from handel.platform.live import changes, views
from handel.rules import Refused

pytestmark = pytest.mark.usefixtures("committed")
SECONDS = 30  # for one message; far more than it needs
HEARTBEATS = 60  # of half a second
CHANGED = "event: changed\ndata: changed\n\n"


@pytest.fixture(autouse=True)
def _often(monkeypatch):
    monkeypatch.setattr(views, "HEARTBEAT", 0.5)


class Stream:
    """An open page's stream of one compartment, as its browser reads it."""

    def __init__(self, client, compartment_id):
        cookies = f"{site.SESSION_COOKIE_NAME}={client.cookies[site.SESSION_COOKIE_NAME].value}" if client else ""
        path = f"/live/{compartment_id}/"
        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": [(b"host", b"localhost"), (b"cookie", cookies.encode())],
        }
        self.application = ApplicationCommunicator(get_asgi_application(), scope)

    async def open(self):
        await self.application.send_input({"type": "http.request", "body": b""})
        start = await self.application.receive_output(SECONDS)
        self.headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        return start["status"]

    async def message(self):
        """The next message, heartbeats aside; None when the stream has ended."""
        for _ in range(HEARTBEATS):
            answer = await self.application.receive_output(SECONDS)
            if text := answer.get("body", b"").decode():
                if not text.startswith(":"):
                    return text
            elif not answer.get("more_body"):
                return None
        raise AssertionError("nothing but heartbeats")

    async def heartbeat(self):
        """Whether the next message is a heartbeat: nothing happened."""
        return (await self.application.receive_output(SECONDS))["body"].startswith(b":")

    async def close(self):
        await self.application.send_input({"type": "http.disconnect"})
        await self.application.wait(SECONDS)


@asynccontextmanager
async def opened(client, compartment_id):
    stream = Stream(client, compartment_id)
    assert await stream.open() == 200
    assert await stream.message() == "retry: 2000\n\n"
    try:
        yield stream
    finally:
        await stream.close()


def run(story):
    """Run a coroutine; connections that its threads opened are closed with it."""

    async def whole():
        try:
            return await story
        finally:
            await sync_to_async(connections.close_all)()

    return asyncio.run(whole())


def decide(operation, by, at):
    text = {"known": "k", "options": "o", "decision": "d", "reasons": "r"}
    acts.decide(operation.reference, **text, by=by, at=at)


def look_at(operation, by, at):
    with viewing(by, at=at, name="operation") as viewer:
        queries.operation(viewer, operation.reference)


def test_an_act_is_told_and_a_look_is_not(operation, inspector, now, browse):
    client = browse(inspector)

    async def story():
        async with opened(client, operation.compartment_id) as stream:
            assert stream.headers["content-type"] == "text/event-stream"
            assert stream.headers["cache-control"] == "no-store"
            await sync_to_async(look_at)(operation, inspector, now)
            assert await stream.heartbeat() and await stream.heartbeat()
            await sync_to_async(decide)(operation, inspector, now)
            assert await stream.message() == CHANGED

    run(story())


def test_a_refused_act_changes_nothing_and_is_not_told(operation, inspector, now, browse):
    client = browse(inspector)

    def refused():
        with pytest.raises(Refused), acting("operation.close", by=inspector, at=now) as act:
            act.find(type(operation), operation.reference)
            raise Refused("Not yet.", "Act 1999 s.1", "Wait.")

    async def story():
        async with opened(client, operation.compartment_id) as stream:
            await sync_to_async(refused)()
            assert await stream.heartbeat() and await stream.heartbeat()

    run(story())


def test_an_act_elsewhere_is_told_only_where_its_record_is_open(operation, person, now, browse):
    keeper = person("keeper", roles={"Custody": [Role.CUSTODY]})
    custody = Compartment.objects.get(name="Custody")
    client = browse(keeper)

    async def story():
        async with opened(client, custody.pk) as stream:
            await sync_to_async(decide)(operation, operation.opened_by, now)
            assert await stream.heartbeat() and await stream.heartbeat()
            await Grant.objects.acreate(
                reference=operation.reference,
                compartment=custody,
                granted_by=operation.opened_by,
                reason="Need",
                starts=timezone.now(),
            )
            await sync_to_async(decide)(operation, operation.opened_by, now)
            assert await stream.message() == CHANGED

    run(story())


def test_two_pages_are_both_told_and_watched_by_one_task(operation, inspector, now, browse):
    client = browse(inspector)

    async def story():
        streams = [Stream(client, operation.compartment_id) for _ in range(4)]
        assert await asyncio.gather(*(stream.open() for stream in streams)) == [200] * 4
        for stream in streams:
            assert await stream.message() == "retry: 2000\n\n"
        looking = [task for task in asyncio.all_tasks() if "Watch.look" in repr(task)]
        assert len(looking) == 1
        await sync_to_async(decide)(operation, inspector, now)
        for stream in streams:
            assert await stream.message() == CHANGED
        for stream in streams:
            await stream.close()

    run(story())


def test_no_membership_no_stream(operation, outsider, inspector, browse):
    client, member = browse(outsider), browse(inspector)
    hour, held = timedelta(hours=1), Membership.objects.filter(user=inspector)
    held.filter(role=Role.COMMANDER).update(starts=timezone.now() - 2 * hour, ends=timezone.now() - hour)
    held.filter(role=Role.INVESTIGATOR).update(starts=timezone.now() + hour)

    async def story():
        for reader in (client, member):
            for compartment_id in (operation.compartment_id, 0, 2**40):
                stream = Stream(reader, compartment_id)
                assert await stream.open() == 404
                await stream.close()

    run(story())


def test_without_signing_in_the_stream_leads_to_the_door(operation):
    async def story():
        stream = Stream(None, operation.compartment_id)
        assert await stream.open() == 302
        assert stream.headers["location"].startswith("/accounts/login/")
        await stream.close()

    run(story())


@pytest.mark.parametrize("how", ["by an act", "on its day", "with the account"])
def test_a_stream_ends_with_the_right_to_it(how, operation, inspector, colleague, now, browse):
    planner = colleague("planner", Role.PLANNER)
    client = browse(planner)

    def end():
        if how == "by an act":
            acts.end_membership(operation.reference, username="planner", role=Role.PLANNER, by=inspector, at=now)
        elif how == "on its day":
            Membership.objects.filter(user=planner).update(ends=timezone.now())
        else:
            type(planner).objects.filter(pk=planner.pk).update(is_active=False)

    async def story():
        async with opened(client, operation.compartment_id) as stream:
            await sync_to_async(end)()
            assert await stream.message() is None

    run(story())


@pytest.mark.skipif(LANE != "postgresql", reason="SQLite writes one transaction after the other")
def test_an_act_that_commits_after_a_later_one_is_told_too(operation, inspector, colleague, now, browse):
    """Events get their numbers before they are committed, so that they can appear out of order."""
    client = browse(inspector)
    elsewhere = Compartment.objects.create(name="Elsewhere")

    def another_act():
        with transaction.atomic():
            write("x.act", actor_id=None, at=now, operation=Operation.ALTERATION, compartment_id=elsewhere.pk)

    async def story():
        async with opened(client, operation.compartment_id) as stream:
            loop = asyncio.get_running_loop()

            def slow_act():
                """Numbered before `another_act`, committed after it has been seen."""
                try:
                    with transaction.atomic():
                        decide(operation, inspector, now)
                        asyncio.run_coroutine_threadsafe(meanwhile(), loop).result(SECONDS)
                finally:
                    connections.close_all()

            async def meanwhile():
                await sync_to_async(another_act)()
                assert await stream.heartbeat() and await stream.heartbeat()

            await asyncio.to_thread(slow_act)
            assert await stream.message() == CHANGED

    run(story())


def test_a_number_that_no_event_ever_takes_is_given_up(operation, monkeypatch):
    monkeypatch.setattr(changes, "PATIENCE", 3)
    place = changes.Place()
    place.passed_over = dict.fromkeys([10**6, 10**6 + 1], 3)
    for _ in range(3):
        assert set(place.passed_over) == {10**6, 10**6 + 1}
        assert place.touched() == set()
    assert place.passed_over == {}
    assert place.number == Event.objects.latest("id").pk

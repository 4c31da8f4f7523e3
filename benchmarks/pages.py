"""What access and journal cost a page."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from benchmarks.world import world

ROUNDS, WARM = 40, 5
LIMIT = 1.5


def run() -> list[dict[str, Any]]:
    made = world()
    from django.conf import settings
    from django.urls import reverse

    settings.ROOT_URLCONF = "benchmarks.peer_urls"
    client = made["client"]
    addresses = {
        "list of 50": reverse("warrants:list"),
        "record": reverse("warrants:show", kwargs={"reference": made["warrant"]}),
    }
    rows = []
    for number, (what, address) in enumerate(addresses.items()):
        keep(client, address, f"peer{number}")

        def whole(address: str = address) -> None:
            ask(client, address)

        def unguarded(address: str = address) -> None:
            with without_access_and_journal(made["user"]):
                ask(client, address)

        def kept(number: int = number) -> None:
            ask(client, f"/peer/peer{number}/")

        page, plain, fixed = alternate([whole, unguarded, kept])
        rows.append(row(f"{what}: whole page / no access, no journal", page, plain))
        rows.append(row(f"{what}: whole page / rows kept in memory", page, fixed))
    return rows


def row(what: str, page: float, beside: float) -> dict[str, Any]:
    ratio = page / beside
    return {
        "what": what,
        "unit": "ms",
        "measured": round(page * 1000, 2),
        "beside": round(beside * 1000, 2),
        "ratio": round(ratio, 2),
        "limit": f"<= {LIMIT}",
        "held": ratio <= LIMIT,
    }


@contextmanager
def without_access_and_journal(user: Any) -> Iterator[None]:
    """The same page reading the same rows, as if there were no rule of access and no journal."""
    from django.utils import timezone

    from handel.platform.access.models import ProtectedQuerySet
    from handel.platform.access.viewer import Viewer

    viewer = Viewer.of(user, at=timezone.now())
    with (
        mock.patch.object(ProtectedQuerySet, "visible_to", lambda rows, viewer: rows),
        mock.patch.object(Viewer, "of", lambda user, at: viewer),
        mock.patch("handel.platform.acts.write", lambda *arguments, **named: None),
    ):
        yield


def keep(client: Any, address: str, name: str) -> None:
    """Ask for the page once and keep the template and the rows that it rendered, for its peer."""
    from django.shortcuts import render

    from benchmarks.peer_urls import kept

    def keeping(request: Any, template: str, context: dict[str, Any], **options: Any) -> Any:
        kept[name] = (template, context)
        return render(request, template, context, **options)

    with mock.patch("handel.desks.warrants.views.render", keeping):
        ask(client, address)


def ask(client: Any, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code


def alternate(asked: list[Callable[[], None]]) -> list[float]:
    """Median seconds of each, measured turn by turn, each round beginning with another."""
    times: dict[Callable[[], None], list[float]] = {one: [] for one in asked}
    for turn in range(WARM + ROUNDS):
        first = turn % len(asked)
        for one in asked[first:] + asked[:first]:
            began = time.perf_counter()
            one()
            if turn >= WARM:
                times[one].append(time.perf_counter() - began)
    return [statistics.median(times[one]) for one in asked]

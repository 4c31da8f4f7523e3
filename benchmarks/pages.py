"""What access and journal cost a page."""

import statistics
import time
from collections.abc import Callable
from typing import Any
from unittest import mock

from benchmarks.world import world

ROUNDS, WARM = 30, 5
LIMIT = 1.5


def run() -> list[dict[str, Any]]:
    made = world()
    from django.conf import settings
    from django.urls import reverse

    settings.ROOT_URLCONF = "benchmarks.peer_urls"
    client = made["client"]
    addresses = {
        "list page of 50 warrants": reverse("warrants:list"),
        "page of one warrant": reverse("warrants:show", kwargs={"reference": made["warrant"]}),
    }
    rows = []
    for number, (what, address) in enumerate(addresses.items()):
        keep(client, address, f"peer{number}")
        page, peer = alternate(
            lambda address=address: ask(client, address), lambda number=number: ask(client, f"/peer/peer{number}/")
        )
        rows.append(
            {
                "what": what,
                "unit": "ms",
                "measured": round(page * 1000, 2),
                "beside": round(peer * 1000, 2),
                "ratio": round(page / peer, 2),
                "limit": f"<= {LIMIT}",
                "held": page / peer <= LIMIT,
            }
        )
    return rows


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


def alternate(page: Callable[[], None], peer: Callable[[], None]) -> tuple[float, float]:
    """Median seconds of each, measured turn by turn."""
    times: dict[Callable[[], None], list[float]] = {page: [], peer: []}
    for turn in range(WARM + ROUNDS):
        for one in (page, peer) if turn % 2 else (peer, page):
            began = time.perf_counter()
            one()
            if turn >= WARM:
                times[one].append(time.perf_counter() - began)
    return statistics.median(times[page]), statistics.median(times[peer])

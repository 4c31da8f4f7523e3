"""The start page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handel.desks.operations import queries as operations
from handel.platform.access.viewer import Viewer
from handel.platform.web.pages import page
from handel.workspaces.operation.thread import Thread, thread

CLOCKS = 10


@page("my_day")
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    threads: list[tuple[operations.Operation, Thread]] = [
        (operation, thread(viewer, operation)) for operation in operations.operations(viewer)
    ]
    waiting = [(operation, stage, item) for operation, found in threads for stage, item in found.waiting]
    # A clock of custody belongs to a person held, not to each operation that may see it.
    clocks = {clock.href + clock.what: clock for _, found in threads for clock in found.clocks}
    context = {
        "operations": [operation for operation, _ in threads],
        "waiting": waiting,
        "clocks": sorted(clocks.values(), key=lambda clock: clock.at)[:CLOCKS],
    }
    return render(request, "my_day/index.html", context)

"""The start page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handel.desks.custody import queries as custody
from handel.desks.intelligence import queries as intelligence
from handel.desks.operations import queries as operations
from handel.platform.access.viewer import Viewer
from handel.platform.web.pages import page
from handel.workspaces.operation.thread import Running, Waiting, custody_clocks, thread

CLOCKS = 10


@page("my_day")
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    waiting: list[tuple[str, Waiting]] = at_the_intelligence_desk(viewer)
    clocks: list[Running] = custody_clocks(custody.board(viewer)) if custody.receives(viewer) else []
    known = operations.operations(viewer)
    for operation in known:
        found = thread(viewer, operation)
        waiting += [(str(operation), item) for _, item in found.waiting]
        # A clock of custody belongs to a person held, not to each operation or desk that may see it.
        clocks += [clock for clock in found.clocks if clock not in clocks]
    context = {
        "operations": known,
        "waiting": waiting,
        "clocks": sorted(clocks, key=lambda clock: clock.at)[:CLOCKS],
    }
    return render(request, "my_day/index.html", context)


def at_the_intelligence_desk(viewer: Viewer) -> list[tuple[str, Waiting]]:
    """The sanitised items that wait there, as one line; what waits at the report desk is told at that desk alone."""
    if not intelligence.works_here(viewer):
        return []
    count = len(intelligence.waiting(viewer))
    what = f"{count} sanitised item{'' if count == 1 else 's'}: a second reader, and release"
    item = Waiting(what, "an officer who did not write them", reverse("intelligence:waiting"))
    return [("Intelligence desk", item)] if count else []

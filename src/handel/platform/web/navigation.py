"""The way from desk to desk."""

from typing import Any

from django.urls import reverse

from handel.platform.access.roles import LEADERS, Role
from handel.platform.access.viewer import Viewer

RUN = {*LEADERS, Role.AUTHORISER}
# The desks in the order of the thread, each with the roles that have work there (None: everybody).
DESKS: tuple[tuple[str, str, set[Role] | None], ...] = (
    ("My day", "my_day:index", None),
    ("Reports", "reports:inbox", {Role.REPORT_DESK}),
    ("Intelligence", "intelligence:list", {*RUN, Role.INTELLIGENCE}),
    ("Operations", "operations:list", None),
    ("Warrants", "warrants:list", {*RUN, Role.EXHIBITS}),
    ("Search day", "search_day:list", {*RUN, Role.PLANNER, Role.TEAM}),
    ("Custody", "custody:board", {*LEADERS, Role.CUSTODY, Role.EXHIBITS, Role.TEAM}),
    ("Exhibits", "exhibits:list", {*LEADERS, Role.EXHIBITS, Role.TEAM}),
    ("Publicity", "publicity:list", {*LEADERS, Role.PRESS}),
    ("Oversight", "oversight:journal", {Role.AUDITOR}),
)


def navigation(path: str, viewer: Viewer | None) -> list[dict[str, Any]]:
    """The desks where this person has work; without a viewer (a page that shows no record) those for everybody."""
    items = []
    for text, name, roles in DESKS:
        if roles is None or (viewer is not None and any(viewer.holds(role) for role in roles)):
            href = reverse(name)
            current = path == href if href == "/" else path.startswith(href)
            items.append({"text": text, "href": href, "current": current})
    return items

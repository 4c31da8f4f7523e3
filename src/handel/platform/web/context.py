"""What every page of a site is given."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

# The desks in the order of the thread; a desk that is not installed does not show.
DESKS = [
    ("My day", "my_day:index"),
    ("Reports", "reports:inbox"),
    ("Intelligence", "intelligence:list"),
    ("Operations", "operations:list"),
    ("Warrants", "warrants:list"),
    ("Search day", "search_day:list"),
    ("Custody", "custody:board"),
    ("Exhibits", "exhibits:list"),
    ("Publicity", "publicity:list"),
    ("Oversight", "oversight:journal"),
]


def navigation(path: str) -> list[dict[str, Any]]:
    items = []
    for text, name in DESKS:
        try:
            href = reverse(name)
        except NoReverseMatch:
            continue
        current = path == href if href == "/" else path.startswith(href)
        items.append({"text": text, "href": href, "current": current})
    return items


def site(request: HttpRequest) -> dict[str, Any]:
    """The desk site's navigation and story clock; the public site's name and footer."""
    if settings.SITE == "public":
        return {"service_name": "Handel", "demo": settings.DEMO}
    from handel.platform.clock import service as clock  # not installed on the public site

    signed_in = request.user.is_authenticated
    return {
        "navigation": navigation(request.path) if signed_in else [],
        "story_clock": clock.story(),
        "demo": settings.DEMO,
        "public_url": settings.PUBLIC_URL,
    }

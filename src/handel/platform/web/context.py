"""What every page of a site is given."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """The desk site's navigation and story clock; the public site's name and footer."""
    if settings.SITE == "public":
        return {"service_name": "Handel", "demo": settings.DEMO}
    # Neither is installed on the public site.
    from handel.platform.clock import service as clock
    from handel.platform.web.navigation import navigation

    # A request can be refused before anyone is looked up: a host name that is not served, for one.
    signed_in = hasattr(request, "user") and request.user.is_authenticated
    return {
        "navigation": navigation(request.path, getattr(request, "viewer", None)) if signed_in else [],
        "story_clock": clock.story(),
        "demo": settings.DEMO,
        "public_url": settings.PUBLIC_URL,
    }

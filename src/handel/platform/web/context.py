"""What every page of a site is given."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

# At the foot of every page of the public site.
FOOT = {
    "News": "news:list",
    "Tell us in confidence": "report:start",
    "Contact": "news:contact",
    "Privacy": "news:privacy",
    "Accessibility": "news:accessibility",
}


def site(request: HttpRequest) -> dict[str, Any]:
    """The desk site's navigation and story clock; the public site's name and footer."""
    if settings.SITE == "public":
        links = [{"text": words, "href": reverse(name)} for words, name in FOOT.items()]
        return {"service_name": "Handel", "footer_links": links, "demo": settings.DEMO}
    # Neither is installed on the public site.
    from handel.platform.clock import service as clock
    from handel.platform.web.navigation import navigation

    # A request can be refused before anyone is looked up: a host name that is not served, for one.
    signed_in = hasattr(request, "user") and request.user.is_authenticated
    return {
        "navigation": navigation(request.path, getattr(request, "viewer", None)) if signed_in else [],
        "story_clock": clock.story(),
        "demo": settings.DEMO,
        "second_factor_required": settings.REQUIRE_SECOND_FACTOR,
        "public_url": settings.PUBLIC_URL,
    }

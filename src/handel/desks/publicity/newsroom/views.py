"""The public pages. They read what was published and nothing else; anybody may keep them for a minute."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from handel.desks.publicity.newsroom.models import PublishedRelease
from handel.desks.publicity.newsroom.words import plain_text
from handel.rules.england_wales import media

KEPT = "public, max-age=60"
LATEST, PAGE, IN_FEED = 3, 50, 20


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return show(request, "news/home.html", {"latest": _told()[:LATEST]})


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return show(request, "news/list.html", {"releases": Paginator(_told(), PAGE).get_page(request.GET.get("page"))})


@require_safe
def release(request: HttpRequest, slug: str) -> HttpResponse:
    """One release; a retracted one answers that it is gone, and why."""
    found = get_object_or_404(PublishedRelease, slug=slug)
    if found.retracted:
        return show(request, "news/retracted.html", {"release": found}, status=410)
    later = PublishedRelease.objects.filter(slug=found.superseded_by).first() if found.superseded_by else None
    return show(request, "news/release.html", {"release": found, "later": later})


@require_safe
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """The words alone, to share: what the release's version is the fingerprint of."""
    found = get_object_or_404(PublishedRelease, slug=slug)
    words = f"{found.retraction_reason}\n" if found.retracted else plain_text(found.headline, found.paragraphs)
    status = 410 if found.retracted else 200
    return kept(HttpResponse(words, content_type="text/plain; charset=utf-8", status=status))


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The latest releases as an Atom feed."""
    atom = Atom1Feed(
        title="News",
        link=request.build_absolute_uri(reverse("news:list")),
        description="",
        feed_url=request.build_absolute_uri(),
        language="en-GB",
    )
    for found in _told()[:IN_FEED]:
        address = request.build_absolute_uri(found.get_absolute_url())
        atom.add_item(
            title=found.headline,
            link=address,
            description=found.paragraphs[0]["text"] if found.paragraphs else "",
            unique_id=address,
            pubdate=found.published_at,
            updateddate=found.published_at,
        )
    return kept(HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type))


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return show(request, "news/privacy.html", {})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return show(request, "news/accessibility.html", {})


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    return show(request, "news/contact.html", {})


def show(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page with the numbers to call, which all of them have."""
    shared = {
        "police": media.POLICE_NUMBER,
        "emergency": media.EMERGENCY_NUMBER,
        "crimestoppers": media.CRIMESTOPPERS_NUMBER,
        "crimestoppers_site": media.CRIMESTOPPERS_SITE,
    }
    return kept(render(request, template, shared | context, status=status))


def kept(response: HttpResponse) -> HttpResponse:
    """Let caches keep it for a short while: nothing in it is anybody's own."""
    response.headers["Cache-Control"] = KEPT
    return response


def _told() -> Any:
    """What stands, the newest first."""
    return PublishedRelease.objects.filter(retracted=False)

"""The public site: what is delivered to it, once, and what a visitor reads there."""

import hashlib
import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from tests.desks.publicity.conftest import AFTER

from handel.desks.publicity import acts
from handel.desks.publicity.models import Release
from handel.desks.publicity.newsroom.models import PublishedRelease
from handel.platform.journal.models import Event
from handel.rules import Refused


def page(site, path, status=200):
    response = site.get(path)
    assert response.status_code == status, response.content.decode()[:500]
    return response.content.decode()


def test_what_is_published_is_delivered_once(approved, press, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        release = acts.publish(approved.reference, by=press, at=AFTER)
    before = PublishedRelease.objects.values().get()
    assert before["slug"] == release.slug and before["headline"] == release.headline
    assert acts.deliver(AFTER) == 0
    assert PublishedRelease.objects.values().get() == before
    assert Event.objects.filter(verb="release.deliver").count() == 1


def test_a_delivery_that_was_stopped_half_way_is_done_again(published):
    Release.unguarded.update(delivered_edition=0)  # stopped after the public site's database, before the desk's
    before = PublishedRelease.objects.values().get()
    assert acts.deliver(AFTER) == 1
    assert PublishedRelease.objects.values().get() == before


def test_an_old_delivery_never_overwrites_a_newer(published, press):
    acts.retract(published.reference, reason="A figure was wrong", by=press, at=AFTER)
    acts.deliver(AFTER)
    # The slower of two deliveries read the release before it was retracted, and writes only now.
    Release.unguarded.update(
        delivered_edition=0, public_edition=1, state="published", retracted_at=None, retraction_reason=""
    )
    acts.deliver(AFTER)
    assert PublishedRelease.objects.get().retracted


def test_an_embargo_holds_it_back(approved, press, public_site):
    until = AFTER + timedelta(hours=2)
    with pytest.raises(Refused, match="is past"):
        acts.publish(approved.reference, embargo_until=AFTER, by=press, at=AFTER)
    release = acts.publish(approved.reference, embargo_until=until, by=press, at=AFTER)
    assert acts.deliver(until - timedelta(seconds=1)) == 0
    page(public_site, f"/news/{release.slug}", 404)
    assert acts.deliver(until) == 1
    assert PublishedRelease.objects.get().published_at == until


def test_the_public_page_states_the_figures_and_runs_no_script(published, told, public_site):
    shown = page(public_site, f"/news/{published.slug}")
    text = " ".join(re.sub(r"<[^>]+>", " ", shown).split())
    for words in (
        "Two arrests on suspicion of supply of class A drugs",
        "concerns raised by the community between September and November 2026 about violence by street drug dealers",
        "Seven officers, from units including the Dog Support Unit and the Territorial Support Group, "
        "executed two search warrants in dawn raids on Wednesday 25 November 2026.",
        "in the north of Westminster, mostly in the Queen&#39;s Park and Harrow Road areas",
        "Two people remain in custody at a central London police station.",
        "£1,000 in cash",
        "what is believed to be crack cocaine and heroin",
        "We are not complacent",
        "strictest confidence",
        "0800 555 111",
        "Arrests and searches continue.",
    ):
        assert words in text, words
    assert "<script" not in shown and "style=" not in shown
    assert f"?appeal={published.slug}" in shown
    for name in (
        "Robin Sample",
        "Kit Young",
        "Sample Street",
        "Third Avenue",
        *(row.reference for row in told.arrests),
    ):
        assert name not in shown


def test_the_text_to_share_bears_out_the_version(published, public_site):
    response = public_site.get(f"/news/{published.slug}.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert hashlib.sha256(response.content).hexdigest() == published.version
    assert published.version[:32] in page(public_site, f"/news/{published.slug}")


def test_the_feed_and_the_lists_show_what_stands(published, public_site):
    feed = ElementTree.fromstring(public_site.get("/news/feed.atom").content)
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert [entry.findtext("{http://www.w3.org/2005/Atom}title") for entry in entries] == [published.headline]
    for path in ("/", "/news/"):
        assert published.headline in page(public_site, path)


@pytest.mark.parametrize("path", ["/", "/news/", "/contact", "/privacy", "/accessibility"])
def test_pages_stand_without_news_script_or_cookie(path, public_site):
    response = public_site.get(path)
    assert response.status_code == 200 and b"<script" not in response.content
    assert response.headers["Cache-Control"] == "public, max-age=60" and not response.cookies
    assert "999" in response.content.decode()


def test_a_retracted_release_is_gone_and_says_why(published, press, public_site):
    with pytest.raises(Refused, match="not written why"):
        acts.retract(published.reference, reason=" ", by=press, at=AFTER)
    acts.retract(published.reference, reason="A figure was wrong", by=press, at=AFTER)
    acts.deliver(AFTER)
    assert "A figure was wrong" in page(public_site, f"/news/{published.slug}", 410)
    assert page(public_site, f"/news/{published.slug}.txt", 410) == "A figure was wrong\n"
    assert published.headline not in page(public_site, "/") + page(public_site, "/news/feed.atom")


def test_a_superseded_release_leads_to_the_later_one(published, press, press2, inspector, arrest, public_site):
    arrest("Sam Third")
    later = acts.supersede(published.reference, by=press, at=AFTER)
    with pytest.raises(Refused, match="supersede it already"):
        acts.supersede(published.reference, by=press, at=AFTER)
    acts.approve_quotation(later.reference, by=inspector, at=AFTER)
    acts.approve(later.reference, by=press2, at=AFTER)
    assert Release.unguarded.get(pk=published.pk).state == "published"
    later = acts.publish(later.reference, by=press, at=AFTER)
    acts.deliver(AFTER)
    assert Release.unguarded.get(pk=published.pk).state == "superseded"
    assert later.slug == f"{published.slug}-2" and later.headline.startswith("Three arrests")
    assert f'href="/news/{later.slug}"' in page(public_site, f"/news/{published.slug}")
    assert "There is a later release" not in page(public_site, f"/news/{later.slug}")

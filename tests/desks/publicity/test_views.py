"""The desk's pages, for a press officer, the person quoted and an outsider."""

import pytest
from tests.desks.publicity.conftest import AFTER, WORDS

from handel.desks.publicity.models import Release
from handel.platform.clock import service as clock

PAGES = ("", "edit/", "quotation/", "quotation/approve/", "approve/", "publish/", "supersede/", "retract/")


@pytest.fixture(autouse=True)
def afternoon(settings, db):
    """The pages' clock stands after the day of action."""
    settings.DEMO = True
    clock.set_story(AFTER)


def body(response, status=200):
    assert response.status_code == status, response.content.decode()[:300]
    return response.content.decode()


def test_every_page_opens_for_the_press_and_not_for_others(published, press, outsider, browse):
    address = published.get_absolute_url()
    for page in PAGES:
        assert browse(press).get(address + page).status_code == 200, page
        assert browse(outsider).get(address + page).status_code == 404, page


def test_from_the_list_to_the_public(told, press, press2, inspector, browse, django_capture_on_commit_callbacks):
    reference = told.operation.reference
    site = browse(press)
    assert "No release has been written" in body(site.get(f"/publicity/?operation={reference}"))
    made = site.post("/publicity/start/", {"operation": reference})
    address = made.headers["Location"]
    shown = body(site.get(address))
    assert "Two arrests on suspicion of supply of class A drugs" in shown and "{arrests}" in shown
    site.post(address + "quotation/", {"text": WORDS, "username": "inspector"})
    assert WORDS in body(browse(inspector).get(address + "quotation/approve/"))
    browse(inspector).post(address + "quotation/approve/")
    assert "Detective Inspector Ida Nsp said" in body(browse(press2).get(address + "approve/"))
    browse(press2).post(address + "approve/", {"edition": "1"})
    with django_capture_on_commit_callbacks(execute=True):
        site.post(address + "publish/", {"embargo_until": ""})
    release = Release.unguarded.get()
    assert release.state == "published" and release.delivered_edition == 1
    assert f"/news/{release.slug}" in body(site.get(address))
    assert release.headline in body(site.get("/publicity/"))


def test_a_refused_edit_keeps_what_was_typed(draft, press, browse):
    typed = {**draft.text.parts, "edition": "1", "results": "There have been nine arrests."}
    shown = body(browse(press).post(f"/publicity/{draft.reference}/edit/", typed), 422)
    assert "There have been nine arrests." in shown and "“nine” is a figure" in shown


def test_a_refused_approval_does_not_read_as_an_approval(draft, press, browse):
    address = draft.get_absolute_url()
    body(browse(press).post(address + "approve/", {"edition": draft.edition}), 422)
    assert "Not done: Release approved" in body(browse(press).get(address))


def test_figures_that_moved_are_shown_to_staff(published, press, arrest, browse):
    assert "Figures have moved" not in body(browse(press).get(published.get_absolute_url()))
    arrest("Sam Third")
    shown = body(browse(press).get(published.get_absolute_url()))
    assert "Figures have moved since: arrests" in shown and "Now: three arrests" in shown


def test_records_are_named_and_never_shown(published, told, press, browse):
    shown = body(browse(press).get(published.get_absolute_url()))
    assert told.arrests[0].reference in shown
    for content in ("Robin Sample", "Third Avenue", "Seen handing wraps", "sold at a corner"):
        assert content not in shown


def test_an_outsider_gets_an_empty_list(published, outsider, browse):
    assert "no release that you may read" in body(browse(outsider).get("/publicity/"))
    assert browse(outsider).get(f"/publicity/?operation={published.operation.reference}").status_code == 404

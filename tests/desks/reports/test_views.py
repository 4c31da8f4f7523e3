"""The desk's pages, for the desk and for everybody else."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.desks.reports.conftest import ANSWERS, GRADE

from handel.desks.reports import acts
from handel.desks.reports.models import Report, SanitisedItem, State
from handel.platform.accounts.models import User
from handel.platform.journal.models import Event

Browse = Callable[[User], Client]
FileOne = Callable[..., str]
without_token = partial(re.sub, rb'name="csrfmiddlewaretoken" value="[^"]+"', b"")
FORM = {"source": "2", "assessment": "B", "handling": "P", "conditions": ""}


@pytest.fixture
def assessed(file_one: FileOne, reader: User, now: datetime) -> str:
    reference = file_one(appeal="nine-arrests")
    acts.assess(reference, priority="urgent", category="drugs", note="Speak to nobody", by=reader, at=now)
    return reference


def test_the_inbox_lists_what_is_open_and_says_so_when_nothing_is(
    browse: Browse, reader: User, file_one: FileOne, now: datetime
) -> None:
    client = browse(reader)
    assert b"No report waits." in client.get("/reports/").content
    reference = file_one()
    page = client.get("/reports/")
    assert reference.encode() in page.content
    assert b"1 report" in page.content
    assert b"Danny" not in page.content
    assert b"No report is like this." in client.get("/reports/", {"priority": "urgent"}).content
    assert client.get("/reports/", {"state": "nonsense", "page": "x"}).status_code == 200


@pytest.mark.parametrize("who", ["analyst", "outsider"])
def test_nobody_else_learns_that_a_report_exists(
    who: str, browse: Browse, assessed: str, request: pytest.FixtureRequest
) -> None:
    client = browse(request.getfixturevalue(who))
    assert assessed.encode() not in client.get("/reports/").content
    for page in ("", "assess/", "close/", "sanitise/"):
        known, unknown = client.get(f"/reports/{assessed}/{page}"), client.get(f"/reports/R-000000/{page}")
        assert known.status_code == unknown.status_code == 404
        assert without_token(known.content) == without_token(unknown.content)
    for page in ("assess/", "close/", "sanitise/"):
        assert client.post(f"/reports/{assessed}/{page}", FORM | {"text": "x"}).status_code == 404
    assert Report.unguarded.get().state == State.ASSESSED


def test_the_report_is_opened_for_the_desk_and_the_look_is_journalled(
    browse: Browse, reader: User, assessed: str
) -> None:
    page = browse(reader).get(f"/reports/{assessed}/")
    text = unescape(page.content.decode())
    for _, answer in ANSWERS.rows():
        assert answer in text
    assert "Speak to nobody" in text
    event = Event.objects.latest("id")
    assert (event.verb, list(event.subjects.values_list("reference", flat=True))) == ("report", [assessed])


def test_a_broken_seal_is_shown_as_broken_and_journalled(browse: Browse, reader: User, assessed: str) -> None:
    kept = bytearray(Report.unguarded.get().sealed)
    kept[-1] ^= 1
    Report.unguarded.update(sealed=bytes(kept))
    client = browse(reader)
    page = client.get(f"/reports/{assessed}/")
    assert b"The seal of this report is broken." in page.content
    assert b"Danny" not in page.content
    assert Event.objects.filter(verb="report.seal_broken", subjects__reference=assessed).count() == 1
    page = client.get(f"/reports/{assessed}/sanitise/")
    assert b"<textarea" not in page.content


def test_assessing_and_closing_from_their_pages(browse: Browse, reader: User, file_one: FileOne) -> None:
    reference, client = file_one(), browse(reader)
    typed = {"priority": "threat_to_life", "category": "violence", "note": ""}
    page = client.post(f"/reports/{reference}/assess/", typed)
    assert page.status_code == 422
    assert b"Human Rights Act 1998" in page.content
    page = client.post(f"/reports/{reference}/assess/", typed | {"note": "Duty officer told"}, follow=True)
    assert b"Report assessed" in page.content
    page = client.post(f"/reports/{reference}/close/", {"reason": "as above"})
    assert page.status_code == 422
    assert b"as above" in page.content
    page = client.post(f"/reports/{reference}/close/", {"reason": "It was about another force's area"}, follow=True)
    assert b"Closed without action" in page.content


def test_what_is_carried_over_is_marked_and_asked_about_before_it_leaves(
    browse: Browse, reader: User, assessed: str
) -> None:
    client, address = browse(reader), f"/reports/{assessed}/sanitise/"
    assert "my sister saw him through the letterbox" in client.get(address).content.decode()
    text = "Danny sells from flat 9 every Friday night and drives."
    page = client.post(address, FORM | {"text": text})
    assert page.status_code == 422
    assert b"<mark>Danny sells from flat 9 every Friday night" in page.content
    assert text.encode() in page.content
    shown = unescape(re.search(r'name="shown" value="([^"]*)"', page.content.decode()).group(1))
    # The tick is for those marks alone: another word carried over is asked about again.
    other = FORM | {"text": f"{text} Zofia knows.", "shown": shown, "looked_at": "on"}
    page = client.post(address, other)
    assert page.status_code == 422
    assert b"<mark>Zofia" in page.content
    assert not SanitisedItem.unguarded.exists()
    page = client.post(address, FORM | {"text": text, "shown": shown, "looked_at": "on"}, follow=True)
    assert b"Offered to the intelligence desk" in page.content
    assert SanitisedItem.unguarded.get().text == text


def test_a_refused_grade_keeps_what_was_typed(browse: Browse, reader: User, assessed: str) -> None:
    typed = FORM | {"text": "Sold in the area", "source": "1"}
    page = browse(reader).post(f"/reports/{assessed}/sanitise/", typed)
    assert page.status_code == 422
    assert b"A source that cannot be identified is untested" in page.content
    assert b"Sold in the area" in page.content
    assert not SanitisedItem.unguarded.exists()


def test_a_report_page_costs_the_same_however_many_notes_it_has(
    browse: Browse, reader: User, assessed: str, now: datetime, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = browse(reader)
    with CaptureQueriesContext(connection) as before:
        client.get(f"/reports/{assessed}/")
    for _ in range(3):
        acts.assess(assessed, priority="routine", category="drugs", note="Again", by=reader, at=now)
        acts.sanitise(assessed, text="Sold here.", **GRADE, by=reader, at=now)
    with CaptureQueriesContext(connection) as after:
        client.get(f"/reports/{assessed}/")
    assert len(after) == len(before)

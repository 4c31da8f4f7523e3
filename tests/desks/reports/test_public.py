"""The public form: stateless, sealed when sent, one receipt."""

import re
from datetime import date, datetime
from html import unescape
from typing import Any

import grimp
import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client

from handel.desks.reports import acts as desk
from handel.desks.reports import sealed
from handel.desks.reports.intake import acts, queries, receipts
from handel.desks.reports.intake.answers import Answers
from handel.desks.reports.intake.forms import FIELDS
from handel.desks.reports.intake.models import SealedReport, Status
from handel.desks.reports.models import Report
from handel.sites.public import settings as public

QUESTIONS = "/report/questions"
TYPED = {
    "happening": "Danny sells from flat 9 <script>alert(1)</script>",
    "street_typed": "harow road",
    "street": "Harrow Road",
    "place": "Above the barber",
    "when": "regularly",
    "when_detail": "Fridays",
    "who": "Danny",
    "name": "Zofia Nowak",
    "contact": "07700 900123",
}


def hidden(response: HttpResponse) -> dict[str, str]:
    """What a page carries in its hidden fields."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode())
    return {name: unescape(value) for name, value in found}


def check_page(client: Client, **more: str) -> HttpResponse:
    return client.post(QUESTIONS, TYPED | {"question": "contact"} | more)


def send(client: Client, page: HttpResponse, **more: str) -> HttpResponse:
    return client.post(QUESTIONS, hidden(page) | {"go": "send"} | more)


def receipt_on(response: HttpResponse) -> str:
    return re.search(r"(?:[0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}", response.content.decode()).group()


def test_a_report_goes_through_every_question_and_nothing_is_kept_before_it_is_sent(public_site: Client) -> None:
    assert b"999" in public_site.get("/report/").content
    page = public_site.get(QUESTIONS, {"appeal": "nine-arrests"})
    for fields, title in [
        ({"happening": TYPED["happening"]}, b"Which street"),
        ({"street_typed": "harow road"}, b"Where is it?"),
        ({"street": "Harrow Road", "place": "Above the barber"}, b"When does it happen?"),
        ({"when": "regularly", "when_detail": "Fridays"}, b"Who is involved?"),
        ({"who": "Danny"}, b"May the police contact you?"),
        ({"name": "", "contact": ""}, b"Check your answers"),
    ]:
        page = public_site.post(QUESTIONS, hidden(page) | fields)
        assert page.status_code == 200
        assert title in page.content
    assert not SealedReport.objects.exists()
    assert page.headers["Cache-Control"] == "no-store"
    page = send(public_site, page)
    report = SealedReport.objects.get()
    assert (report.appeal, report.status) == ("nine-arrests", Status.NEW)
    assert queries.by_receipt(receipt_on(page)) == report


def test_the_desk_reads_what_was_typed(public_site: Client, now: datetime) -> None:
    send(public_site, check_page(public_site, appeal="nine-arrests"))
    desk.collect(now)
    report = Report.unguarded.get()
    answers = sealed.answers(report)
    assert report.appeal == "nine-arrests"
    assert "Queen's Park" in answers.wards
    typed = {name: value for name, value in TYPED.items() if name != "street_typed"}
    assert answers == Answers(**typed, wards=answers.wards)


def test_what_is_kept_holds_no_word_of_the_report_and_no_receipt(public_site: Client) -> None:
    page = send(public_site, check_page(public_site))
    with connections["public_site"].cursor() as cursor:
        cursor.execute("SELECT * FROM intake_sealedreport")
        [row] = cursor.fetchall()
    kept = b"|".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row).lower()
    receipt = receipt_on(page).casefold()
    for word in ["danny", "barber", "zofia", "harrow", "07700", "regularly", receipt, receipt.replace("-", "")]:
        assert word.encode() not in kept
    assert not any(isinstance(value, datetime) for value in row)


def test_sending_the_same_page_twice_files_once_and_shows_the_same_receipt(public_site: Client) -> None:
    page = check_page(public_site)
    first, second = send(public_site, page), send(public_site, page)
    assert receipt_on(first) == receipt_on(second)
    assert SealedReport.objects.count() == 1


def test_changed_answers_are_another_report_with_another_receipt(public_site: Client) -> None:
    first = send(public_site, check_page(public_site))
    second = send(public_site, check_page(public_site, who="Danny and Kay"))
    assert receipt_on(first) != receipt_on(second)
    assert SealedReport.objects.count() == 2


def test_no_session_and_one_strict_cookie(public_site: Client) -> None:
    send(public_site, check_page(public_site))
    assert set(public_site.cookies) == {"handel"}


def test_a_form_of_another_site_is_refused(public_site: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert check_page(strict).status_code == 403


def test_browsers_send_the_form_with_its_origin(public_site: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.get(QUESTIONS)
    # Under the policy "no-referrer" a browser calls the origin null, and every form would be refused.
    assert page.headers["Referrer-Policy"] == "same-origin"
    sent = hidden(page) | {"happening": "x"}
    assert strict.post(QUESTIONS, sent, headers={"Origin": "http://testserver"}).status_code == 200
    assert strict.post(QUESTIONS, sent, headers={"Origin": "null"}).status_code == 403


def test_the_public_site_reaches_nothing_that_opens_a_report() -> None:
    graph = grimp.build_graph("handel", cache_dir=None)
    reached = graph.find_upstream_modules("handel.desks.reports.public_urls")
    assert "handel.desks.reports.intake.views" in reached
    assert reached.isdisjoint(
        f"handel.desks.reports.{room}" for room in ("models", "acts", "keys", "sealed", "queries")
    )
    assert not any(name.startswith(("handel.platform.acc", "handel.platform.journal")) for name in reached)
    assert not hasattr(public, "KEYS_ROOT")


def test_what_was_typed_is_kept_when_a_question_is_not_answered(public_site: Client) -> None:
    page = public_site.post(
        QUESTIONS, {"question": "when", "who": "Danny & Kay", "happening": "x", "when_detail": "Fridays"}
    )
    assert page.status_code == 422
    assert "Choose an answer to “When does it happen?”".encode() in page.content
    assert hidden(page)["who"] == "Danny & Kay"
    assert b'value="Fridays"' in page.content


def test_back_loses_nothing_even_from_a_question_half_answered(public_site: Client) -> None:
    page = public_site.post(QUESTIONS, {"question": "when", "go": "back", "when_detail": "Fridays"} | TYPED)
    assert b"Where is it?" in page.content
    assert hidden(page)["when_detail"] == "Fridays"


def test_change_returns_to_the_answers(public_site: Client) -> None:
    page = public_site.post(QUESTIONS, hidden(check_page(public_site)) | {"go": "change:who"})
    assert b"Who is involved?" in page.content
    page = public_site.post(QUESTIONS, hidden(page) | {"who": "Nobody I know"})
    assert b"Check your answers" in page.content
    assert b"Nobody I know" in page.content


def test_another_street_asks_for_the_place_again(public_site: Client) -> None:
    page = public_site.post(QUESTIONS, hidden(check_page(public_site)) | {"go": "change:street"})
    page = public_site.post(QUESTIONS, hidden(page) | {"street_typed": "Kilburn Lane"})
    assert b"Where is it?" in page.content
    assert b"Kilburn Lane" in page.content


@pytest.mark.parametrize("typed", [{"street_unknown": "on"}, {"street_typed": "Qqqxx Zzz"}])
def test_a_street_may_be_unknown_to_the_reporter_or_to_us(public_site: Client, typed: dict[str, str]) -> None:
    kept = {name: value for name, value in TYPED.items() if name not in {"street_typed", "street"}}
    page = public_site.post(QUESTIONS, kept | typed | {"question": "contact"})
    assert b"Check your answers" in page.content
    assert typed.get("street_typed", "I do not know the street").encode() in page.content


def test_markup_is_shown_as_it_was_typed(public_site: Client) -> None:
    page = check_page(public_site)
    assert b"<script" not in page.content
    assert b"&lt;script&gt;" in page.content


def test_an_unfinished_form_cannot_be_sent(public_site: Client) -> None:
    page = public_site.post(QUESTIONS, {"question": "check", "go": "send", "submission": "0" * 32, "when": "now"})
    assert page.status_code == 422
    assert "Enter an answer to “What is happening?”".encode() in page.content
    assert not SealedReport.objects.exists()


def test_without_keys_the_form_says_so_before_anything_is_typed(public_site: Client, settings: Any) -> None:
    settings.PUBLIC_KEYS_ROOT = settings.PUBLIC_KEYS_ROOT / "elsewhere"
    page = public_site.get(QUESTIONS)
    assert page.status_code == 503
    assert b"Crimestoppers" in page.content


@pytest.mark.parametrize("slug", ["<b>", "a b", "x" * 81, "ä"])
def test_what_cannot_be_an_appeal_is_not_carried(public_site: Client, slug: str) -> None:
    assert "appeal" not in hidden(public_site.get(QUESTIONS, {"appeal": slug}))


def test_no_page_promises_what_cannot_be_kept(public_site: Client) -> None:
    check = check_page(public_site)
    pages = [public_site.get("/report/"), public_site.get("/report/check"), check, send(public_site, check)]
    for page in pages:
        text = page.content.decode().casefold()
        assert "end-to-end" not in text
        assert "unhackable" not in text
        assert "<script" not in text


def test_a_receipt_answers_however_it_is_typed(public_site: Client) -> None:
    receipt = receipt_on(send(public_site, check_page(public_site)))
    page = public_site.post("/report/check", {"receipt": f" {receipt.lower().replace('-', ' ')} "})
    assert page.status_code == 200
    assert b"has not read it yet" in page.content
    assert receipt.encode() not in page.content


def test_unknown_and_malformed_receipts_are_answered_alike(
    public_site: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    work: list[str] = []
    derive = receipts.lookup
    monkeypatch.setattr(receipts, "lookup", lambda receipt: work.append("derived") or derive(receipt))
    pages = []
    for typed in ["7ZQ4K-M1X9T-0BCDE-FGHJK", "no receipt", "", "x" * 5000]:
        page = public_site.post("/report/check", {"receipt": typed})
        body = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page.content)
        pages.append((page.status_code, body))
    assert len(set(pages)) == 1
    assert pages[0][0] == 422
    assert work == ["derived"] * 4


def test_the_answers_of_the_form_are_the_answers_that_are_sealed() -> None:
    answers = Answers(happening="ü\n2", who="x")
    assert Answers.from_json(answers.to_json()) == answers
    assert "ü" not in repr(answers)
    assert set(FIELDS) - {"street_typed", "street_unknown"} <= set(Answers.__dataclass_fields__)


def test_a_day_is_kept_as_it_is_given() -> None:
    acts.file(Answers(happening="x"), submission="s", received_on=date(2015, 6, 3))
    report = SealedReport.objects.get()
    assert report.received_on == date(2015, 6, 3)

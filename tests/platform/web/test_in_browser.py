"""The gallery in Chromium, under the policy that the sites send: nothing blocked, cut off or out of reach."""

import json
import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf
import pytest
from playwright import sync_api

from handel.platform import web
from handel.sites import common
from tests.platform.web.gallery import gallery, site_environment

pytestmark = pytest.mark.browser

STATIC = Path(web.__file__).parent / "static"
AXE = Path(__file__).parents[2] / "browser" / "vendor" / "axe.min.js"
POLICY = "; ".join(
    f"{name} {' '.join(sources)}" for name, sources in common.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)
SQUARE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "12 Sample Street", "state": "Executed", "shape": "diamond"},
            "geometry": {"type": "Point", "coordinates": [-0.15, 51.51]},
        }
    ],
}
BOROUGH = {
    "type": "Feature",
    "properties": {},
    "geometry": {
        "type": "Polygon",
        "coordinates": [[[-0.2, 51.48], [-0.1, 51.48], [-0.1, 51.54], [-0.2, 51.54], [-0.2, 51.48]]],
    },
}
MAP = """
{% extends "handel/base.html" %}
{% from "handel/components.html" import map %}
{% block content %}
  <h1>Map</h1>
  {{ map([{"kind": "borough", "url": "/borough.geojson"}, {"kind": "places", "url": "/places.geojson"}],
         [-0.2, 51.48, -0.1, 51.54], "Premises of the operation",
         "Contains <OS> data", key=[{"shape": "diamond", "text": "Executed"}]) }}
{% endblock %}
"""
LIVE = """
{% extends "handel/base.html" %}
{% from "handel/components.html" import live %}
{% block head %}<script type="module" src="{{ static('handel/handel.js') }}"></script>{% endblock %}
{% block content %}
  <h1>Board</h1>
  {% call live("/stream", "/board") %}<button id="team-1" type="button">Team 1 waits</button>{% endcall %}
{% endblock %}
"""


@pytest.fixture(scope="module")
def chromium():
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-background-networking", "--enable-unsafe-swiftshader"],
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium):
    """Opens a page of a site that has only what the test gives it; fails on anything that the browser complains of."""
    contexts, complaints = [], []

    def open_page(html, *, width=1280, answers=None):
        context = chromium.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)

        def answer(route):
            path = urlsplit(route.request.url).path
            if path == "/":
                route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": POLICY})
            elif path in (answers or {}):
                given = answers[path]
                body, kind = given() if callable(given) else given
                route.abort() if body is None else route.fulfill(body=body, content_type=kind)
            else:
                file = STATIC / "handel" / path.partition("/handel/")[2]
                kind = mimetypes.guess_type(file.name)[0] or "font/woff2"
                route.fulfill(body=file.read_bytes(), content_type=kind)

        context.route("**/*", answer)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("http://handel.test/")
        return page

    open_page.complaints = complaints
    yield open_page
    for context in contexts:
        context.close()
    assert [text for text in complaints if "Failed to load resource" not in text] == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", ["empty", "errors", "refused"])
@pytest.mark.parametrize("site", ["desk", "public"])
def test_every_component_holds(visit, site, kind, width):
    page = visit(gallery(site, kind), width=width)
    assert page.evaluate("document.fonts.ready.then(() => document.documentElement.scrollWidth)") == width
    page.evaluate(AXE.read_text())
    violations = page.evaluate("axe.run()")["violations"]
    assert [(it["id"], it["nodes"][0]["html"]) for it in violations if it["impact"] in ("serious", "critical")] == []


def test_what_an_answer_reveals_needs_no_script(visit):
    page = visit(gallery("public", "empty"))
    assert not page.locator("#id_cash").is_visible()
    page.get_by_label("All entries").check()
    assert page.locator("#id_cash").is_visible()
    page.get_by_label("One entry").check()
    assert not page.locator("#id_cash").is_visible()


def test_the_menu_of_desks_opens_by_keyboard_on_a_small_screen(visit):
    page = visit(gallery("desk", "empty"), width=320)
    assert not page.get_by_role("link", name="Warrants", exact=True).is_visible()
    page.get_by_role("button", name="Menu of desks").press("Enter")
    assert page.get_by_role("link", name="Warrants", exact=True).get_attribute("aria-current") == "page"


def test_a_page_prints_on_a4_with_its_marking_in_the_margins_of_every_sheet(visit, tmp_path):
    page = visit(gallery("desk", "empty"))
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    with pikepdf.open(tmp_path / "page.pdf") as pdf:
        assert len(pdf.pages) > 1
        for sheet in pdf.pages:
            assert [round(float(side) / 72 * 25.4) for side in sheet.mediabox[2:]] == [210, 297]
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).page") == "official-sensitive"
    (rule,) = page.evaluate(
        """[...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
           .filter(rule => rule.selectorText === "official-sensitive").map(rule => rule.cssText)"""
    )
    assert rule.count("OFFICIAL-SENSITIVE") == 2


def test_a_map_draws_local_data_and_says_whose_it_is(visit):
    html = site_environment("desk").from_string(MAP).render()
    answers = {
        "/borough.geojson": (json.dumps(BOROUGH), "application/geo+json"),
        "/places.geojson": (json.dumps(SQUARE), "application/geo+json"),
    }
    page = visit(html, answers=answers)
    page.locator('.handel-map[data-drawn="true"]').wait_for()
    assert "Contains <OS> data" in page.locator(".maplibregl-ctrl-attrib").inner_text()
    canvas = page.get_by_role("application")
    assert "Premises of the operation" in canvas.get_attribute("aria-label")
    canvas.click()
    page.get_by_text("12 Sample Street: Executed").wait_for()


def test_a_live_region_fetches_what_changed_keeps_the_focus_and_says_when_it_is_not_live(visit):
    state = {"stream": 0}

    def stream():
        state["stream"] += 1
        # One change, then the connection ends; the browser comes back once, and after that there is no server.
        return (None, None) if state["stream"] > 1 else ("retry: 100\nevent: changed\ndata:\n\n", "text/event-stream")

    board = ('<button id="team-1" type="button">Team 1 is in</button>', "text/html")
    page = visit(site_environment("desk").from_string(LIVE).render(), answers={"/stream": stream, "/board": board})
    page.get_by_role("button", name="Team 1").focus()
    page.get_by_role("button", name="Team 1 is in").wait_for()
    page.get_by_text("Not live: connection lost.").wait_for()
    assert page.get_by_role("status").is_visible()

"""Chromium on the desk site, served here with a database of its own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer
from tests.platform.conftest import _append_only_again, committed  # noqa: F401

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
ARGUMENTS = ["--no-sandbox", "--disable-background-networking"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    # Playwright runs an event loop in this thread, and Django would refuse the database to it. Nothing here is async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def served(committed: None) -> Iterator[str]:  # noqa: F811
    """The address of the site. (pytest's own `live_server` would empty the database before `committed` lets it.)"""
    server = LiveServer("localhost")
    yield server.url
    server.stop()


@pytest.fixture
def open_page(chromium: Any, served: str) -> Iterator[Callable[..., Any]]:
    """Open a page of the site: open_page("/accounts/login/", width=320). Fails on whatever the browser complains of.

    What a test expects to be complained of, such as a refusal's status, it takes out of `open_page.complaints`.
    """
    contexts: list[Any] = []
    complaints: list[str] = []

    def make(address: str, *, width: int = 1280) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": 900}, base_url=served)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    make.complaints = complaints  # type: ignore[attr-defined]
    yield make
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def holds() -> Callable[[Any], None]:
    """Check that a page fits its width and that everybody can use it."""

    def check(page: Any) -> None:
        width = page.viewport_size["width"]
        page.evaluate("document.fonts.ready")
        assert page.evaluate("document.documentElement.scrollWidth") == width, page.url
        # In the page's own world the policy would forbid it: it is ours, not the page's.
        violations = page.evaluate(f"() => {{ {AXE}; return axe.run() }}")["violations"]
        assert [(it["id"], it["nodes"][0]["html"]) for it in violations] == [], page.url

    return check

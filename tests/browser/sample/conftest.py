"""The sample operation as people meet it: built once into a folder of its own, and served by its two processes."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from tests.browser.sample.browsing import Browsing
from tests.browser.sample.served import Served
from tests.installation import named


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    with tempfile.TemporaryDirectory(prefix="handel-sample-") as folder:
        installation = named(Path(folder) / "data", "sample")
        built = installation.handel("demo", "--build-only")
        assert built.returncode == 0, built.stderr
        site = Served.start(installation)
        yield site
        site.stop()
        faults = [line for line in site.said().splitlines() if " ERROR " in line or "Error:" in line]
    assert faults == [], "the two processes found fault with themselves"


@pytest.fixture
def seen(request: pytest.FixtureRequest) -> set[Any]:
    """Pages that axe has looked at already in this module, so that it looks once at pages that are alike."""
    known: set[Any] = request.module.__dict__.setdefault("_seen", set())
    return known


@pytest.fixture
def browse(chromium: Any, served: Served, seen: set[Any]) -> Iterator[Callable[..., Browsing]]:
    """Somebody before a browser of their own: browse(served.public, scripts=False). Closed at the end of the test,
    which fails on whatever a browser complained of."""
    with ExitStack() as stack:
        browsings: list[Browsing] = []

        def make(site: str, *, width: int = 1280, scripts: bool = True) -> Browsing:
            context = chromium.new_context(
                viewport={"width": width, "height": 900}, base_url=site, java_script_enabled=scripts
            )
            stack.callback(context.close)
            browsings.append(Browsing(context.new_page(), seen, scripts=scripts))
            return browsings[-1]

        yield make
        complaints = [complaint for browsing in browsings for complaint in browsing.complaints]
    assert complaints == []


@pytest.fixture
def person(browse: Callable[..., Browsing], served: Served) -> Callable[..., Browsing]:
    """One of the people of the sample operation, signed in, before a browser of their own: person("storey")."""
    known: dict[tuple[str, int], Browsing] = {}

    def sign_in(username: str, *, width: int = 1280) -> Browsing:
        if (username, width) not in known:
            browsing = known[username, width] = browse(served.desk, width=width)
            browsing.page.goto("/demo/")
            browsing.page.locator(f"form:has(input[value='{username}'])").get_by_role("button").click()
        return known[username, width]

    return sign_in

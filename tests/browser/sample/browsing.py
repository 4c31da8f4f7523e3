"""Somebody before a browser: reads, follows links, fills forms in by the words beside the boxes, presses buttons."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text()
REFERENCE = re.compile(r"\b[A-Z]{1,3}-[0-9A-Z]{6}\b")
NUMBER = re.compile(r"(?<=/)\d+(?=[/.]|$)")
# What a browser says of an answer that we asked for: a refusal, or a page that is not there.
EXPECTED = re.compile(r"Failed to load resource: the server responded with a status of (404|422) ")


def pattern(address: str) -> str:
    """An address without what tells one record from another."""
    return NUMBER.sub("#", REFERENCE.sub("*", urlsplit(address).path))


class Browsing:
    """One person's browser; every page that it comes to is looked at, and `complaints` holds what the browser said."""

    def __init__(self, page: Any, seen: set[Any], *, scripts: bool) -> None:
        self.page, self.seen, self.scripts = page, seen, scripts
        self.complaints: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))

    def _heard(self, message: Any) -> None:
        if message.type == "error" and not EXPECTED.match(message.text):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def open(self, address: str) -> int:
        """Go to an address; returns the status of the answer."""
        status: int = self.page.goto(address).status
        self.look()
        return status

    def follow(self, words: str) -> None:
        """Follow a link by its words, the first of several."""
        self.go(self.page.get_by_role("link", name=words, exact=True).first)

    def press(self, words: str) -> None:
        self.go(self.page.get_by_role("button", name=words, exact=True))

    def go(self, element: Any) -> None:
        """Click on what leads to another page, and look at that."""
        with self.page.expect_navigation():
            element.click()
        self.look()

    def answer(self, question: str, answer: str | Sequence[str]) -> None:
        """Answer a question of a form: choose from what is offered, by its words, or write into the box."""
        asked = re.compile(rf"^\s*{re.escape(question)}( \(optional\))?\s*$")
        group = self.page.get_by_role("group", name=asked)
        if group.count():
            for choice in [answer] if isinstance(answer, str) else answer:
                group.get_by_label(choice, exact=True).check()
            return
        box = self.page.get_by_label(asked)
        if box.evaluate("element => element.tagName") == "SELECT":
            option = box.locator("option", has_text=str(answer)).first
            box.select_option(value=option.get_attribute("value"))
        else:
            box.fill(str(answer))

    def tick(self, statement: str) -> None:
        self.page.get_by_label(statement, exact=True).check()

    def reads(self, *words: str) -> None:
        """Check that the page says these words."""
        said = " ".join(self.page.locator("main").inner_text().split())
        for each in words:
            assert each in said, f"{self.page.url} says: {said}"

    def is_refused(self, citation: str) -> None:
        """The page says that the act cannot be done, names the rule, and what to do now."""
        self.reads("This cannot be done", "What to do now")
        summary = self.page.locator(".govuk-error-summary").inner_text()
        assert citation in summary, summary

    @property
    def reference(self) -> str:
        """The reference of the record whose page this is."""
        found = REFERENCE.findall(self.page.url)
        assert found, self.page.url
        return str(found[-1])

    def look(self) -> None:
        """Check that the page fits its width and that everybody can use it; once for pages that are alike."""
        page = self.page
        page.wait_for_load_state()
        alike = (pattern(page.url), page.title(), page.viewport_size["width"])
        if alike in self.seen:
            return
        self.seen.add(alike)
        width = page.viewport_size["width"]
        page.evaluate("document.fonts.ready")
        assert page.evaluate("document.documentElement.scrollWidth") == width, f"{page.url} is wider than {width}"
        if self.scripts:
            examine(page)
            return
        assert page.locator("script").count() == 0, page.url
        # axe is a script itself: it examines what the page says in a browser that runs them.
        context = page.context.browser.new_context(viewport=page.viewport_size)
        double, words = context.new_page(), page.content()
        double.route(page.url, lambda route: route.fulfill(body=words, content_type="text/html"))
        double.goto(page.url)
        examine(double)
        context.close()


def examine(page: Any) -> None:
    """Let axe look at the page: no serious and no critical finding."""
    # In the page's own world the policy would forbid it: it is ours, not the page's.
    violations = page.evaluate(f"() => {{ {AXE}; return axe.run() }}")["violations"]
    grave = [it for it in violations if it["impact"] in ("serious", "critical")]
    assert [(it["id"], it["nodes"][0]["html"]) for it in grave] == [], page.url

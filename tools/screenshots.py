"""Make the pictures of docs/images from the sample operation, in Chromium. Run: .venv/bin/python tools/screenshots.py

Builds the sample operation in a temporary folder, serves it on ports that are free, signs in as its people and looks at
the pages that docs/guide.md and README.md show. It needs what `make test` installs (Playwright and Chromium).
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDE, TALL = ViewportSize(width=1100, height=800), ViewportSize(width=1100, height=1420)
TELEPHONE = ViewportSize(width=320, height=640)
COLOURS = 128  # enough for pages, and a third of the size
SECONDS = 180  # for the sample operation to be built and served

# Who looks, the page that they open, the links that they follow from it by a part of their address, the picture's name.
PICTURES: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("reader", "/reports/", (), "reports"),
    ("reader", "/reports/?state=assessed", ("/reports/R-", "/sanitise/"), "sanitise"),
    ("page", "/intelligence/waiting/", ("/take/",), "intelligence"),
    ("storey", "/", (), "my-day"),
    ("storey", "/operations/", ("/operations/OP-",), "operation"),
    ("storey", "/operations/", ("/operations/OP-", "/policy-log/"), "policy-log"),
    ("proctor", "/warrants/", ("/warrants/W-", "/authorise/"), "warrant"),
    ("planner", "/search-day/", ("/search-day/P-",), "search-day"),
    ("custody", "/custody/", (), "custody"),
    ("custody", "/custody/", ("/custody/D-",), "detention"),
    ("exhibits", "/exhibits/?kind=cash", ("/exhibits/EX-",), "exhibit"),
    ("press", "/publicity/", ("/publicity/PR-",), "release"),
    ("auditor", "/oversight/", (), "journal"),
    ("outsider", "/operations/", (), "outsider"),
)


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sample_operation() as (public, desk), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        look_at_public(browser, public)
        look_at_desks(browser, desk)
        browser.close()


@contextmanager
def sample_operation() -> Iterator[tuple[str, str]]:
    """The addresses of the public site and the desk site of a new sample operation."""
    data, ports = tempfile.mkdtemp(prefix="handel-pictures-"), (free_port(), free_port())
    command = ["-m", "handel", "--data", data, "demo", "--public-port", str(ports[0]), "--desk-port", str(ports[1])]
    server = subprocess.Popen([sys.executable, *command], env=os.environ | {"PYTHONUNBUFFERED": "1"})
    try:
        addresses = f"http://localhost:{ports[0]}", f"http://localhost:{ports[1]}"
        wait(f"{addresses[1]}/demo/")
        yield addresses
    finally:
        server.terminate()
        server.wait(20)
        shutil.rmtree(data, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait(url: str) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        try:
            urlopen(url, timeout=5).close()
        except (OSError, URLError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(url)


def keep(page: Page, name: str) -> None:
    """Keep what is seen of the page as NAME.png."""
    page.wait_for_load_state("load")
    file = IMAGES / f"{name}.png"
    page.screenshot(path=file)
    Image.open(file).convert("RGB").quantize(COLOURS).save(file, optimize=True)


def look_at_public(browser: Browser, site: str) -> None:
    for viewport, suffix in ((WIDE, ""), (TELEPHONE, "-telephone")):
        page = browser.new_context(viewport=viewport, java_script_enabled=False).new_page()
        page.goto(f"{site}/report/")
        keep(page, f"public-report{suffix}")
    page = browser.new_context(viewport=WIDE, java_script_enabled=False).new_page()
    page.goto(site)
    page.locator("main a[href*='/news/']").first.click()
    keep(page, "public-release")


def look_at_desks(browser: Browser, site: str) -> None:
    page = browser.new_context(viewport=WIDE).new_page()
    page.goto(f"{site}/demo/")
    keep(page, "demo")
    signed_in = ""
    for person, path, links, name in PICTURES:
        if person != signed_in:
            page = sign_in(browser, site, person)
            signed_in = person
        page.goto(f"{site}{path}")
        for link in links:
            page.goto(site + str(page.locator(f"main a[href*='{link}']").first.get_attribute("href")))
        if name == "operation":
            page.set_viewport_size(TALL)
            page.locator("#thread").evaluate("heading => heading.scrollIntoView()")
        keep(page, name)
        page.set_viewport_size(WIDE)


def sign_in(browser: Browser, site: str, username: str) -> Page:
    page = browser.new_context(viewport=WIDE).new_page()
    page.goto(f"{site}/demo/")
    page.locator(f"form:has(input[name=username][value={username}]) button").click()
    return page


if __name__ == "__main__":
    main()

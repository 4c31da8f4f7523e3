"""Every page that the sample operation offers: there, unblocked, within a small screen, and usable by everybody."""

from urllib.parse import urljoin, urlsplit

import pytest
from tests.browser.sample.browsing import pattern

pytestmark = pytest.mark.browser

# Between them they may see all that the sample operation has.
CAST = ("storey", "reader", "page", "proctor", "planner", "custody", "exhibits", "press", "searcher", "auditor")
# Downloads: asked for, and not shown.
FILE = (".pdf", ".csv", ".txt", ".atom", ".geojson")


def links(browsing):
    """Addresses on this site that the page leads to, without places within a page."""
    found = browsing.page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
    here = browsing.page.url
    away = [urlsplit(urljoin(here, link)) for link in found]
    return [url.path + (f"?{url.query}" if url.query else "") for url in away if url.netloc == urlsplit(here).netloc]


def walk(browsing, start, known):
    """Look at every page that links from `start` lead to, one of those that are alike; `known` are left out."""
    waiting = [start]
    while waiting:
        address = waiting.pop(0)
        if pattern(address) in known:
            continue
        known.add(pattern(address))
        if pattern(address).endswith(FILE) or "/photographs/" in address:
            status = browsing.page.request.get(address).status
        else:
            status = browsing.open(address)
            waiting += links(browsing)
        assert status == 200, f"{address} answers {status}"


@pytest.fixture(scope="module")
def accounts():
    """Pages of one's own account, which are the same for everybody: the first of the cast looks at them."""
    return set()


@pytest.mark.parametrize("username", CAST)
def test_every_page_that_somebody_is_led_to(person, accounts, username):
    known = set(accounts)
    walk(person(username, width=320), "/", known)
    assert len(known - accounts) >= 3
    accounts |= {address for address in known if address.startswith("/accounts/")}


@pytest.mark.parametrize("width", [320, 1280])
def test_every_public_page_without_scripts(browse, served, width):
    known = set()
    walk(browse(served.public, width=width, scripts=False), "/", known)
    assert {"/", "/news/", "/report/", "/report/questions", "/report/check", "/privacy"} <= known


def test_the_start_page_of_the_sample_operation(browse, served):
    assert browse(served.desk, width=320).open("/demo/") == 200


def test_a_page_that_is_not_there_fits_too(person):
    assert person("storey", width=320).open("/no/such/page/") == 404

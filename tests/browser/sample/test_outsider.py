"""What each may not see: for them it is not there, whether it is or not."""

import re

import pytest
from django.urls import URLResolver, get_resolver

pytestmark = pytest.mark.browser

TAKES = re.compile(r"<(?:\w+:)?(\w+)>")
MADE_UP = {"number": "99", "compartment_id": "999999"}
# Where links to records of each kind stand, for somebody who may see them.
LISTS = {
    "storey": [
        "/operations/", "/intelligence/", "/warrants/", "/search-day/", "/custody/", "/exhibits/", "/publicity/",
    ],
    "searcher": ["/custody/", "/exhibits/"],
    "page": ["/intelligence/waiting/"],
    "reader": ["/reports/?state=all"],
    "auditor": ["/oversight/"],
}  # fmt: skip


def addresses(resolver, before=""):
    """Every address of the desks that takes a reference, as its pattern."""
    for entry in resolver.url_patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, address)
        elif TAKES.search(address) and not address.startswith("accounts/"):
            yield address


@pytest.fixture(scope="module")
def found():
    return {}


@pytest.fixture
def real(person, found):
    """The start of an address of each kind, to a real reference: {"custody/arrests/": "A-7K3M9Q"}."""
    if found:
        return found
    for username, lists in LISTS.items():
        for address in lists:
            person(username).open(address)
            links = person(username).page.locator("main a")
            for path in links.evaluate_all("links => links.map(link => link.pathname)"):
                if record := re.match(r"/([a-z/-]+/)([A-Z]{1,3}-[0-9A-Z]{6})/", path):
                    found.setdefault(record[1], record[2])
    person("storey").open(f"/custody/operations/{found['operations/']}/arrests/")
    arrest = person("storey").page.locator("main td a, main th a").first.get_attribute("href")
    found["custody/arrests/"] = arrest.rstrip("/").rsplit("/", 1)[-1]
    person("storey").open(f"/operations/{found['operations/']}/")
    stream = person("storey").page.locator("[data-live]").get_attribute("data-live")
    found["live/"] = stream.strip("/").rsplit("/", 1)[-1]
    return found


def filled_in(address, real):
    """The address with real references, and the same with made-up ones."""
    kind = address[: TAKES.search(address).start()]
    name = TAKES.search(address)[1]
    first = real[kind]
    others = {"warrant": real["warrants/"], "team": "1", "number": "1"}
    made_up = MADE_UP.get(name, re.sub(r"[^-]+$", "ZZZZZZ", first))
    return (
        "/" + TAKES.sub(lambda match: others[match[1]], TAKES.sub(first, address, count=1)),
        "/" + TAKES.sub(lambda match: others[match[1]], TAKES.sub(made_up, address, count=1)),
    )


def answer(browsing, address, method):
    """The status and what the page says, without what differs by the moment."""
    cookies = {cookie["name"]: cookie["value"] for cookie in browsing.page.context.cookies()}
    headers = {"X-CSRFToken": cookies["handel_desk_csrf"]}
    got = browsing.page.request.fetch(address, method=method, headers=headers, max_redirects=0)
    said = got.text()
    main = re.search(r"<main.*?</main>", said, re.DOTALL)
    return got.status, re.search(r"<title>.*?</title>", said, re.DOTALL)[0], main[0]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_for_the_outsider_nothing_is_there(person, real, method):
    outsider = person("outsider")
    outsider.open("/operations/open/")
    asked = set()
    for address in addresses(get_resolver("handel.sites.desk.urls")):
        there, not_there = filled_in(address, real)
        assert there != not_there
        one, other = answer(outsider, there, method), answer(outsider, not_there, method)
        assert one == other, there
        assert one[0] in ({404} if method == "GET" else {404, 405}), there
        asked.add(there.split("/")[1])
    desks = {"operations", "intelligence", "warrants", "search-day", "custody", "exhibits", "publicity", "reports"}
    assert desks | {"oversight", "live"} <= asked


def test_the_press_office_reads_figures_and_no_record(person, real):
    press = person("press")
    assert press.open(f"/publicity/{real['publicity/']}/") == 200
    press.reads("nine arrests", "£1,000")
    for kind in ("warrants/", "custody/arrests/", "custody/", "exhibits/", "intelligence/", "search-day/"):
        assert press.open(f"/{kind}{real[kind]}/") == 404, kind
        press.reads("There is nothing at this address, or you do not have access to it.")


def test_the_report_desk_sees_no_operation_and_nobody_else_sees_a_report(person, real):
    assert person("reader").open(f"/operations/{real['operations/']}/") == 404
    assert person("reader").open(f"/reports/{real['reports/']}/") == 200
    for username in ("storey", "page", "gold", "auditor"):
        assert person(username).open(f"/reports/{real['reports/']}/") == 404, username


def test_the_auditor_reads_who_did_what_and_not_what_it_says(person, real):
    storey, auditor = person("storey"), person("auditor")
    storey.open(f"/intelligence/{real['intelligence/']}/")
    text = storey.page.locator("main p.govuk-body").filter(has_text=re.compile(r"\w+ \w+ \w+ \w+")).first.inner_text()
    storey.open(f"/custody/arrests/{real['custody/arrests/']}/")
    name = storey.page.locator(".govuk-summary-list__row").filter(has_text="Person").locator("dd").first.inner_text()
    for kind in ("intelligence/", "custody/arrests/"):
        assert auditor.open(f"/{kind}{real[kind]}/") == 404
        assert auditor.open(f"/oversight/?reference={real[kind]}") == 200
        auditor.reads(real[kind], "Georgia Storey")
        said = auditor.page.content()
        assert text not in said
        assert name not in said

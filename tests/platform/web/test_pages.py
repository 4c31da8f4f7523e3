"""The pages as both sites render them."""

import re
from html.parser import HTMLParser

import pytest
from jinja2 import UndefinedError

from tests.platform.web.gallery import context, gallery, site_environment

ERRORS = ["400.html", "403.html", "403_csrf.html", "404.html", "413.html", "500.html", "503.html"]
SITES = ["desk", "public"]


class Page(HTMLParser):
    """The elements of a page with their attributes, and what stands in each text area."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.typed: dict[str | None, str] = {}
        self._area: str | None = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag == "textarea":
            self._area = dict(attrs)["name"]
            self.typed[self._area] = ""

    def handle_endtag(self, tag):
        if tag == "textarea":
            # Browsers drop one line break at the start of a text area.
            self.typed[self._area] = self.typed[self._area].removeprefix("\n")
            self._area = None

    def handle_data(self, data):
        if self._area is not None:
            self.typed[self._area] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("kind", ["empty", "errors", "refused"])
def test_nothing_on_a_page_is_inline(site, kind):
    page = Page(gallery(site, kind))
    for tag, attributes in page.elements:
        assert tag != "style"
        assert tag != "script" or attributes.get("src")
        assert not [name for name in attributes if name == "style" or name.startswith("on")], (
            tag,
            attributes,
        )


def test_the_public_site_loads_one_stylesheet_and_no_script():
    page = Page(gallery("public", "errors"))
    assert page.all("script") == []
    assert len([link for link in page.all("link") if link["rel"] == "stylesheet"]) == 1
    loaded = [
        attributes.get("src") or attributes.get("href") for tag, attributes in page.elements if tag in {"link", "img"}
    ]
    assert all(address.startswith("/") for address in loaded)


def test_the_public_site_says_where_help_is_and_how_to_leave():
    html = gallery("public", "empty")
    assert "<strong>999</strong>" in html
    assert "https://www.bbc.co.uk/weather" in [link.get("href") for link in Page(html).all("a")]


@pytest.mark.parametrize("site", SITES)
def test_ids_are_unique_and_what_refers_to_them_finds_them(site):
    page = Page(gallery(site, "refused"))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page.elements:
        for name in ("for", "aria-describedby", "aria-labelledby"):
            assert set((attributes.get(name) or "").split()) <= set(ids), attributes


def test_every_error_leads_to_its_field():
    page = Page(gallery("desk", "errors"))
    ids = {attributes.get("id") for _, attributes in page.elements}
    fields = [link["href"] for link in page.all("a") if link["href"].startswith("#id_")]
    assert fields
    assert {href[1:] for href in fields} <= ids


def test_what_was_typed_comes_back_to_the_letter():
    page = Page(gallery("desk", "errors"))
    assert page.typed["grounds"] == "\nFirst line\n  second <b>line</b>"


def test_text_of_records_is_escaped():
    html = gallery("desk", "errors")
    assert "<script>alert" not in html
    assert "12 &lt;Sample&gt; Street" in html


def test_a_refusal_shows_its_rule_and_what_to_do_now():
    html = re.sub(r"\s+", " ", gallery("desk", "refused"))
    assert "Rule: PACE 1984 s.16(3)" in html
    assert "What to do now: Return it to the court and apply again." in html


def test_the_desk_says_who_is_signed_in_what_the_clock_is_and_how_the_page_is_marked():
    html = re.sub(r"\s+", " ", gallery("desk", "empty"))
    assert "<strong>Detective Sergeant Jo Baker</strong></a>, Territorial Support Group" in html
    assert "the clock stands at 22 September 2015 at 5:40am BST" in html
    assert "</span>OFFICIAL-SENSITIVE</p>" in html


def test_signing_out_is_a_post_with_a_token():
    html = gallery("desk", "empty")
    form = html[html.index('class="handel-person') :]
    form = form[form.index("<form") : form.index("</form>")]
    assert 'method="post"' in form
    assert "csrfmiddlewaretoken" in form


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_stands_without_anything_from_a_request(site, name):
    html = site_environment(site).get_template(name).render()
    assert len(Page(html).all("h1")) == 1
    assert ("handel-emergency" in html) == (site == "public")


def test_a_page_that_is_not_there_and_one_that_may_not_be_seen_say_the_same():
    assert "or you do not have access to it" in site_environment("desk").get_template("404.html").render()


@pytest.mark.parametrize(
    "source", ["{{ warant }}", "{% if warant %}{% endif %}", "{{ user.ranc }}", "{{ user.ranc.name }}"]
)
def test_a_misspelt_name_in_a_page_is_an_error(source):
    with pytest.raises(UndefinedError):
        site_environment("desk").from_string(source).render(context("empty"))

"""A page with every component, and what an invented desk would fill it with."""

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.test import override_settings
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from handel.platform import web
from handel.platform.web.jinja import environment
from handel.rules import Refused

TEMPLATES = [Path(web.__file__).parent / "templates", Path(__file__).parent / "templates"]
AT = datetime(2015, 9, 22, 4, 40, tzinfo=UTC)


class GalleryForm(forms.Form):
    reference = forms.CharField(label="Reference", help_text="For example, W-2015-0007", max_length=20)
    grounds = forms.CharField(label="Grounds", widget=forms.Textarea, max_length=500)
    power = forms.ChoiceField(
        label="Power",
        choices=[
            ("", "Choose a power"),
            ("mda", "Misuse of Drugs Act 1971 s.23(3)"),
            ("pace", "PACE 1984 s.8"),
        ],
    )
    entry = forms.ChoiceField(
        label="How many entries are asked for?",
        widget=forms.RadioSelect,
        choices=[("one", "One entry"), ("all", "All entries")],
    )
    equipment = forms.MultipleChoiceField(
        label="Equipment",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("dog", "Search dog"), ("ram", "Method of entry")],
    )
    sworn = forms.BooleanField(label="I believe that what is written here is true")
    born = forms.DateField(label="Date of birth", widget=forms.DateInput, required=False)
    issued = forms.DateTimeField(label="Issued", widget=forms.DateTimeInput)
    cash = forms.IntegerField(label="Cash found", required=False)
    plan = forms.FileField(label="Floor plan", required=False)


class FilterForm(forms.Form):
    q = forms.CharField(label="Words", required=False)
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Any"), ("issued", "Issued"), ("spent", "Executed")]
    )


def context(kind: str) -> dict[str, Any]:
    """What the gallery shows: `kind` is "empty", "errors" or "refused"."""
    typed = {
        "reference": "W-2015-0007",
        "grounds": "\nFirst line\n  second <b>line</b>",
        "entry": "all",
        "equipment": ["ram"],
        "cash": "lots",
    }
    form = GalleryForm(initial={"issued": AT}) if kind == "empty" else GalleryForm(typed)
    refusal = None
    if kind == "refused":
        refusal = Refused(
            "The warrant was issued more than three months ago.",
            "PACE 1984 s.16(3)",
            "Return it to the court and apply again.",
            field="issued",
        )
    return {
        "form": form,
        "refusal": refusal,
        "filter_form": FilterForm({"q": "garage", "status": "issued"}),
        "page": Paginator(range(120), 10).page(6),
        "navigation": [
            {"text": text, "href": f"/{text.lower().replace(' ', '-')}/", "current": text == "Warrants"}
            for text in (
                "My day",
                "Reports",
                "Intelligence",
                "Operations",
                "Warrants",
                "Search day",
                "Custody",
                "Exhibits",
                "Publicity",
                "Oversight",
            )
        ],
        "user": Person(),
        "story_clock": AT,
        "marking": "OFFICIAL-SENSITIVE",
        "csrf_input": Markup('<input type="hidden" name="csrfmiddlewaretoken" value="x">'),
        "messages": [SimpleNamespace(level_tag="success", message="Warrant W-2015-0007 issued")],
        "summary": [
            ("Reference", "W-2015-0007"),
            {
                "key": "Premises",
                "value": "12 <Sample> Street, London",
                "action": {"text": "Change", "href": "#"},
            },
            ("Issued", None),
        ],
        "events": [
            {
                "title": "Warrant issued",
                "at": AT,
                "by": "District Judge R. Sample",
                "text": "Single premises, one entry.",
            },
            {"title": "Application made", "at": AT, "href": "#application"},
        ],
        "footer_links": [
            {"text": "Privacy", "href": "/privacy/"},
            {"text": "Accessibility", "href": "/accessibility/"},
            {"text": "Contact", "href": "/contact/"},
        ],
    }


def site_environment(site: str) -> Environment:
    """The templates as the "desk" or the "public" site has them, and the gallery."""
    with override_settings(SITE=site):
        return environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)


def gallery(site: str, kind: str) -> str:
    """The gallery as a page of a site."""
    with override_settings(ROOT_URLCONF="tests.platform.web.urls"):
        return site_environment(site).get_template("gallery.html").render(context(kind))


class Person:
    is_authenticated = True
    unit = "Territorial Support Group"

    def __str__(self) -> str:
        return "Detective Sergeant Jo Baker"

"""The Jinja environment of both sites: where templates are found, and what every template may use."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import (
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
)
from jinja2.runtime import Undefined
from jinja2.utils import missing

from handel.platform.web import formats, presenters

# Names that the macros of govuk_frontend_jinja ask for without setting them.
LENIENT = {"undefined", "null", "caller", "successBanner", "typeClass"}


class Missing(Undefined):
    """A misspelt name in a page is an error, a parameter that a GOV.UK macro was not given is not.

    The macros of govuk_frontend_jinja take one mapping and ask it for parameters that may be absent, and
    write `undefined` and `null` as their JavaScript originals do. All else that is missing raises.
    """

    def __new__(
        cls, hint: str | None = None, obj: Any = missing, name: str | None = None, *args: Any, **kwargs: Any
    ) -> Any:
        lenient = isinstance(obj, dict | Undefined) or name in LENIENT
        return (ChainableUndefined if lenient else StrictUndefined)(hint, obj, name, *args, **kwargs)


def environment(**options: Any) -> Environment:
    """The environment for Django's Jinja2 backend; `options` are what Django passes.

    Pages are looked for where Django says, then in the `templates` folder of every installed part of Handel,
    then among the GOV.UK components. Templates of other packages are left to Django's own language.
    """
    ours = [Path(app.path) / "templates" for app in apps.get_app_configs() if app.name.startswith("handel.")]
    options["loader"] = ChoiceLoader(
        [
            options["loader"],
            FileSystemLoader(ours),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    options |= {"undefined": Missing, "extensions": ["jinja2.ext.do"]}
    made = Environment(autoescape=options.pop("autoescape", True), **options)
    made.globals |= {
        "layout": f"handel/{settings.SITE}.html",
        "static": static,
        "url": url,
        "field_parameters": presenters.field_parameters,
        "error_items": presenters.error_items,
        "pagination_parameters": presenters.pagination_parameters,
    }
    made.filters |= {
        "date": formats.day,
        "london": formats.london,
        "number_words": formats.number_words,
        "plural": formats.plural,
        "pounds": formats.pounds,
        "time_left": formats.time_left,
    }
    return made


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page by its name: `url("warrants:show", reference)`. Raises NoReverseMatch."""
    return reverse(name, args=args, kwargs=kwargs)

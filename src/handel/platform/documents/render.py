"""Turning a template and data into a PDF."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from handel.platform.documents.characters import showable
from handel.rules.england_wales import calendar

PACKAGE = Path(__file__).resolve().parents[2]


def render(template: Path | str, data: Mapping[str, Any], *, at: datetime, title: str) -> bytes:
    """The PDF of a template of this package, tagged (PDF/UA-1), the same bytes for the same arguments.

    `template` is a Typst file, given in full or from the package's folder. It imports the house style, which reads
    `marking`, `reference` and `printed_by` of `data`. Values are strings, numbers, booleans, None, and lists and
    mappings of them; they reach the template as values, never as markup. `at` is the time of printing, aware, and
    counts to the second.
    A template reads no file but those of the package.

    Raises ValueError for a time without a zone, and what typst raises for a template that is wrong.

    >>> render("desks/warrants/documents/notice.typ", facts, at=now, title="Notice of powers and rights")[:5]
    b'%PDF-'
    """
    # The library's stubs want `root` of the type of the source, the library itself a path.
    pdf: bytes = typst.compile(  # type: ignore[call-overload]
        (PACKAGE / template).read_bytes(),
        root=PACKAGE,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={
            "data": json.dumps(_showable(dict(data)), ensure_ascii=False),
            "title": showable(title),
            "printed_at": calendar.show(at),
        },
        pdf_standards="ua-1",
        timestamp=calendar.require_aware(at).replace(microsecond=0),
    )
    return pdf


@cache
def _fonts() -> typst.Fonts:
    """Only the fonts within the typst package, on every machine alike. README.md names their licences."""
    return typst.Fonts(include_system_fonts=False)


def _showable(value: Any) -> Any:
    if isinstance(value, str):
        return showable(value)
    if isinstance(value, Mapping):
        return {str(key): _showable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_showable(each) for each in value]
    return value

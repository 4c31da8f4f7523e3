"""Tables as files for a spreadsheet, which takes no cell for a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse

from handel.rules.england_wales.calendar import london

# What a spreadsheet takes for the start of a formula, full-width forms included.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # fmt: skip


def cell(value: Any) -> Any:
    """A cell as it is written: times in London's with their offset, and no text that starts like a formula.

    >>> cell("=2+3"), cell(-5), cell(None)
    ("'=2+3", -5, '')
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, datetime):
        return london(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text


def csv_file(name: str, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A CSV file to download, with these headers. `name` is the file's, without its ending; it never holds content.

    >>> csv_file("warrants", ["Warrant", "State"], [["W-7K3M9Q", "issued"]])["Content-Disposition"]
    'attachment; filename="warrants.csv"'
    """
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.write("\ufeff")  # by which spreadsheets know that it is UTF-8
    writer = csv.writer(response)
    writer.writerow(headers)
    writer.writerows([cell(value) for value in row] for row in rows)
    return response

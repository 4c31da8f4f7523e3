"""Schedules of unused material under the Criminal Procedure and Investigations Act 1996."""

from dataclasses import dataclass

from handel.rules import Refused, Step
from handel.rules.england_wales.reasons import require_reasons

CPIA_CODE = "CPIA 1996 Code of Practice"


@dataclass(frozen=True)
class Schedule:
    """A schedule of the disclosure officer, and whether the defence is served with it."""

    label: str
    served_on_defence: bool


SCHEDULES = {
    "MG6C": Schedule("Non-sensitive unused material", True),
    "MG6D": Schedule("Sensitive material", False),
    "MG6E": Schedule("Disclosure officer's report", False),
}


def check_item(*, description: str, sensitive: bool, sensitivity_reason: str = "") -> Step:
    """Before an item is put on a schedule; the step says on which.

    Each item is described by itself. Sensitivity is decided for the item, never by its kind or its intelligence grade:
    `sensitivity_reason` says how disclosure carries a real risk of serious prejudice to an important public interest.
    Raises Refused.
    """
    require_reasons(description, of="what the item is", citation=f"{CPIA_CODE} para 6", field="description")
    if not sensitive:
        return Step("Non-sensitive: MG6C", f"{CPIA_CODE} para 6")
    require_reasons(
        sensitivity_reason,
        of="how disclosing this item carries a real risk of serious prejudice to an important public interest",
        citation=f"{CPIA_CODE} para 6",
        field="sensitivity_reason",
    )
    return Step("Sensitive: MG6D", f"{CPIA_CODE} para 6")


def check_numbers(numbers: list[int]) -> None:
    """Raise Refused unless the items of a schedule are numbered 1, 2, 3 and so on.

    >>> check_numbers([1, 2, 3])
    """
    if numbers != list(range(1, len(numbers) + 1)):
        raise Refused(
            "The items of a schedule are numbered consecutively from 1.",
            f"{CPIA_CODE} para 6",
            "Number them again in order, leaving no number out.",
        )

"""Which premises can be planned for a day: those with a warrant under which they may be entered then."""

from collections.abc import Sequence
from datetime import date

from handel.desks.warrants import queries as warrants
from handel.platform.access.viewer import Viewer
from handel.rules import Refused
from handel.rules.england_wales import calendar


def plannable(viewer: Viewer, operation_reference: str, day: date) -> list[warrants.Premises]:
    """The operation's premises with a warrant valid on `day` (in London), today or later. Raises `NotFound`."""
    # A warrant issued and not yet executed is valid up to its last day; one with entries left only its readers know.
    entered_before = {row.reference for row in warrants.valid_on(viewer, operation_reference, day)}
    return [
        row
        for row in warrants.premises(viewer, operation_reference)
        if row.warrant in entered_before or (row.state == "issued" and row.last_day and day <= row.last_day)
    ]


def require_plannable(
    viewer: Viewer, operation_reference: str, day: date, references: Sequence[str]
) -> list[warrants.Premises]:
    """The premises of these warrants, in the order of their addresses.

    Raises `Refused` for a warrant under which nobody may enter on that day, with the reason.
    """
    valid = plannable(viewer, operation_reference, day)
    missing = set(references) - {row.warrant for row in valid}
    if missing:
        known = {row.warrant: row for row in warrants.premises(viewer, operation_reference)}
        for reference in sorted(missing):
            raise _refusal(known.get(reference), reference, day)
    return [row for row in valid if row.warrant in set(references)]


def _refusal(row: warrants.Premises | None, reference: str, day: date) -> Refused:
    if row is None:
        return Refused(
            f"There is no warrant {reference} in this operation.",
            "PACE 1984 s.15(1)",
            "Choose a warrant of the operation.",
            field="warrants",
        )
    if row.last_day is not None and day > row.last_day:
        return Refused(
            f"Warrant {reference} could be executed up to {calendar.show_date(row.last_day)}; "
            f"the search day is {calendar.show_date(day)}.",
            "PACE 1984 s.16(3)",
            "Choose a day up to its last, or leave these premises out and apply again.",
            field="warrants",
        )
    return Refused(
        f"Nobody may enter under warrant {reference} on {calendar.show_date(day)}: it is {row.state}.",
        "PACE 1984 s.15(1)",
        "Leave these premises out until a court has issued a warrant with an entry left.",
        field="warrants",
    )

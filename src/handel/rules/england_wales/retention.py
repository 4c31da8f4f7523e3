"""How long records are kept: by group, and for criminal cases. A hold for a case overrides any disposal."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from datetime import date

from handel.rules import Refused, Step
from handel.rules.england_wales.calendar import add_months, show_date
from handel.rules.england_wales.provision import Answer
from handel.rules.england_wales.reasons import require_reasons

RECORDS_APP = "Police Information and Records Management Code 2023; APP"
CPIA_CODE = "CPIA 1996 Code of Practice para 5"


@dataclass(frozen=True)
class Group:
    """A retention group. Years to the first review since the last contact, and between later reviews."""

    label: str
    first_review_years: int
    later_review_years: int


# Unconfirmed: the group model is from memory, and current APP may replace it.
GROUPS = {
    1: Group("Certain public protection matters", 10, 10),
    2: Group("Other sexual, violent and serious offences", 10, 10),
    3: Group("All other offending", 6, 5),
    4: Group("Undetected crime, victims, witnesses, intelligence products, missing persons", 6, 6),
}
GROUP_1_AGE = 100

# What a reviewer answers about a person's record (national retention assessment criteria; unconfirmed).
REVIEW_QUESTIONS = (
    "Is there evidence of a capacity to inflict serious harm?",
    "Are there concerns in relation to children or vulnerable people?",
    "Did the behaviour involve a breach of trust?",
    "Are there associations that increase the risk?",
    "Are there concerns about substance misuse?",
    "Are there concerns that a mental state could increase the risk?",
)


def review_due(group: int, contacts: Collection[date], last_review: date | None = None) -> Answer:
    """When a record is next reviewed: the clear period runs from the last contact and starts again with a new one.

    `last_review` is the last one that decided to keep it. Raises ValueError without a contact.
    Source: APP (unconfirmed).

    >>> review_due(3, [date(2026, 6, 1)]).day.isoformat()
    '2032-06-01'
    """
    if not contacts:
        raise ValueError("a record has at least one contact")
    rule = GROUPS[group]
    last_contact = max(contacts)
    if last_review is None or last_review <= last_contact:
        start, years, why = last_contact, rule.first_review_years, "last relevant contact"
    else:
        start, years, why = last_review, rule.later_review_years, "last review"
    day = add_months(start, 12 * years)
    return Answer(day, (Step(f"Group {group}: {years} years from the {why}, {show_date(start)}", RECORDS_APP),))


def retain_until(born: date) -> Answer:
    """Until when a record of group 1 is kept: the subject's age of 100. Source: APP (unconfirmed).

    >>> retain_until(date(1990, 5, 17)).day.isoformat()
    '2090-05-17'
    """
    day = add_months(born, 12 * GROUP_1_AGE)
    return Answer(day, (Step(f"Group 1: to the age of {GROUP_1_AGE}", RECORDS_APP),))


def case_material_until(
    *,
    convicted: date | None = None,
    ended_without_conviction: date | None = None,
    sentenced_to_custody: bool = False,
    released: date | None = None,
    appeal_open: bool = False,
) -> date | None:
    """Until when the material of a criminal case is kept, or None while no day can be said yet.

    Without a conviction: to the acquittal, discontinuance or decision not to charge. On conviction: six months from it
    or the release from custody or hospital, whichever is later; and through any appeal or review. Source: CPIA Code
    para 5 (unconfirmed).

    >>> case_material_until(convicted=date(2027, 3, 1)).isoformat()
    '2027-09-01'
    """
    if appeal_open:
        return None
    if convicted is None:
        return ended_without_conviction
    if sentenced_to_custody and released is None:
        return None
    six_months = add_months(convicted, 6)
    return max(six_months, released) if released is not None else six_months


def check_disposal(
    *, due: date, on: date, reviewer: Hashable | None, reason: str, case_hold: bool, hold_until: date | None = None
) -> tuple[Step, ...]:
    """Before a record is disposed of. `case_hold` is whether it is material of a criminal case; `hold_until` as above.

    The log then keeps that it was disposed of, not what it said. Raises Refused.
    """
    if case_hold and (hold_until is None or on <= hold_until):
        until = "the case has ended" if hold_until is None else show_date(hold_until)
        raise Refused(f"This is material of a criminal case, kept until {until}.", CPIA_CODE, "Keep it.")
    if on < due:
        raise Refused(f"The record is not due for review until {show_date(due)}.", RECORDS_APP, "Keep it until then.")
    if reviewer is None:
        raise Refused("A reviewer must decide.", RECORDS_APP, "Name the reviewer.", field="reviewer")
    require_reasons(reason, of="the reason for disposal", citation=RECORDS_APP, field="reason")
    return (Step(f"Review was due {show_date(due)}; no case holds the record", RECORDS_APP),)

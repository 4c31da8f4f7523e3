"""Grading intelligence 3x5x2: source and content are graded independently, one grade for each item of information."""

from collections.abc import Hashable
from dataclasses import dataclass

from handel.rules import Refused, Step
from handel.rules.england_wales import reasons as written

INTELLIGENCE_APP = "APP Information management: intelligence report"

SOURCE = {"1": "Reliable", "2": "Untested", "3": "Not reliable"}
ASSESSMENT = {
    "A": "Known directly to the source",
    "B": "Known indirectly to the source but corroborated",
    "C": "Known indirectly to the source",
    "D": "Not known",
    "E": "Suspected to be false",
}
HANDLING = {"P": "Lawful sharing permitted", "C": "Lawful sharing permitted with conditions"}

# The grading used before 3x5x2, part by part. None: the old grade has no single counterpart, so a person regrades it.
# Unconfirmed: from memory.
LEGACY_SOURCE: dict[str, str | None] = {"A": "1", "B": "1", "C": None, "D": "3", "E": "2"}
LEGACY_ASSESSMENT = {"1": "A", "2": "A", "3": "B", "4": "D", "5": "E"}
LEGACY_HANDLING = {"1": "P", "2": "P", "3": "P", "4": "C", "5": "C"}


@dataclass(frozen=True)
class Grade:
    """A 3x5x2 grade. `source_identified` is False for an anonymous source, such as a Crimestoppers report."""

    source: str
    assessment: str
    handling: str
    conditions: str
    source_identified: bool
    reasons: tuple[Step, ...]

    @property
    def code(self) -> str:
        """The grade as it is written: "2BP"."""
        return self.source + self.assessment + self.handling


@dataclass(frozen=True)
class LegacyConversion:
    """A 5x5x5 grade and what is proposed for it: never applied until a person has accepted it.

    A part that is None must be graded afresh.
    """

    original: str
    source: str | None
    assessment: str
    handling: str
    reasons: tuple[Step, ...]


def grade(source: str, assessment: str, handling: str, conditions: str, *, source_identified: bool) -> Grade:
    """The grade, with why each part stands.

    Raises Refused for a part outside the scheme, for handling C without conditions (or P with them, which would not
    be read), and when a source that cannot be identified is graded other than 2. Source: APP, intelligence report.

    >>> grade("2", "B", "P", "", source_identified=False).code
    '2BP'
    """
    source, assessment, handling = source.strip(), assessment.strip().upper(), handling.strip().upper()
    _require_known("source", source, SOURCE)
    _require_known("assessment", assessment, ASSESSMENT)
    _require_known("handling", handling, HANDLING)
    if not source_identified and source != "2":
        raise Refused(
            f"A source that cannot be identified is untested: it cannot be graded {source}.",
            INTELLIGENCE_APP,
            "Grade the source 2, and look for corroboration.",
            field="source",
        )
    conditions = conditions.strip()
    if handling == "C":
        conditions = written.require_reasons(
            conditions, of="the conditions for sharing", citation=INTELLIGENCE_APP, field="conditions"
        )
    elif conditions:
        raise Refused(
            "Handling code P shares without conditions, and conditions are written.",
            INTELLIGENCE_APP,
            "Choose handling code C, or remove the conditions.",
            field="conditions",
        )
    return Grade(
        source,
        assessment,
        handling,
        conditions,
        source_identified,
        (
            Step(f"Source {source}: {SOURCE[source].lower()}", INTELLIGENCE_APP),
            Step(f"Assessment {assessment}: {ASSESSMENT[assessment].lower()}", INTELLIGENCE_APP),
            Step(f"Handling {handling}: {HANDLING[handling].lower()}", INTELLIGENCE_APP),
        ),
    )


def _require_known(field: str, code: str, scheme: dict[str, str]) -> None:
    if code not in scheme:
        raise Refused(
            f"“{code}” is not a grade for {field}.",
            INTELLIGENCE_APP,
            f"Choose one of {', '.join(scheme)}.",
            field=field,
        )


def needs_corroboration(graded: Grade) -> bool:
    """Whether nothing may be done on this information until corroboration has been sought.

    So it is for source 3, for assessment E, and for a source that cannot be identified (unconfirmed: from memory).
    """
    return graded.source == "3" or graded.assessment == "E" or not graded.source_identified


def require_other_person(author: Hashable, other: Hashable, act: str) -> None:
    """Raise Refused when the author of a report would also grade, check or release it. `act` is that verb.

    >>> require_other_person(7, 12, "release")
    """
    written.require_other_person(author, other, act, INTELLIGENCE_APP)


def propose_from_5x5x5(source: str, assessment: str, handling: str) -> LegacyConversion:
    """What a 5x5x5 grade would be in 3x5x2: a proposal, for a person to accept. Raises Refused for an unknown part.

    >>> propose_from_5x5x5("C", "3", "1").source is None
    True
    """
    source = source.strip().upper()
    for field, code, table in (
        ("source", source, LEGACY_SOURCE),
        ("assessment", assessment, LEGACY_ASSESSMENT),
        ("handling", handling, LEGACY_HANDLING),
    ):
        if code not in table:
            raise Refused(
                f"“{code}” is not a 5x5x5 grade for {field}.",
                "5x5x5 intelligence report",
                "Copy the grade from the original report.",
                field=field,
            )
    new_source = LEGACY_SOURCE[source]
    return LegacyConversion(
        f"{source}{assessment}{handling}",
        new_source,
        LEGACY_ASSESSMENT[assessment],
        LEGACY_HANDLING[handling],
        (
            Step("The original grade stays with the report", "5x5x5 intelligence report"),
            Step(
                "Source C has no counterpart: grade the source afresh"
                if new_source is None
                else f"Source {source} is proposed as {new_source}",
                INTELLIGENCE_APP,
            ),
        ),
    )

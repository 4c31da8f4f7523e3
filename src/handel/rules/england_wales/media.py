"""What a public release may say, and how: names, numbers, the appeal, and words that prejudice a trial."""

import re
from collections.abc import Collection, Hashable
from dataclasses import dataclass
from enum import StrEnum

from handel.rules import Step
from handel.rules.england_wales import reasons as written

MEDIA_APP = "Media APP"
POLICE_NUMBER = "101"
EMERGENCY_NUMBER = "999"
CRIMESTOPPERS_NUMBER = "0800 555 111"
CRIMESTOPPERS_SITE = "crimestoppers-uk.org"

# In this order. Crimestoppers is anonymous; the police are confidential: the two words are never exchanged.
STRUCTURE = (
    "headline", "what, when and where", "reason", "results", "arrests", "custody", "recovered items", "quotation",
    "what next", "appeal", "notes to editors",
)  # fmt: skip

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Stage(StrEnum):
    """How far the case of a person has come."""

    ARRESTED = "arrested"
    ON_BAIL = "on_bail"
    UNDER_INVESTIGATION = "under_investigation"
    NO_FURTHER_ACTION = "no_further_action"
    CHARGED = "charged"
    CONVICTED = "convicted"


@dataclass(frozen=True)
class Problem:
    """A passage that may not be published as it stands."""

    passage: str
    reason: str
    citation: str


def in_words(n: int) -> str:
    """A count as a release writes it: words up to ten, then figures. Raises ValueError below nought.

    >>> in_words(9), in_words(10), in_words(11), in_words(1200)
    ('nine', 'ten', '11', '1,200')
    """
    if n < 0:
        raise ValueError("a count is not negative")
    return _WORDS[n] if n < len(_WORDS) else f"{n:,}"


def approximately(n: int) -> int:
    """A count rounded for "approximately": to the nearest ten from 50 up (a five rounds up), as it is below that.

    >>> approximately(96), approximately(104), approximately(49)
    (100, 100, 49)
    """
    return (n + 5) // 10 * 10 if n >= 50 else n


def may_name(stage: Stage, *, under_18: bool) -> bool:
    """Whether a person may be named: an adult once charged; never on arrest, and never a child.

    A warning about a wanted person is a decision of its own, taken outside a release of results. Source: Media APP.

    >>> may_name(Stage.ARRESTED, under_18=False)
    False
    """
    return not under_18 and stage in (Stage.CHARGED, Stage.CONVICTED)


def check_approval(author: Hashable, approver: Hashable) -> Step:
    """Before a release is approved: two people. Raises Refused when the author is the approver."""
    written.require_other_person(author, approver, "approve", MEDIA_APP)
    return Step("Approved by a person other than its author", MEDIA_APP)


_CONTEMPT = "Contempt of Court Act 1981 ss.1-2"
_PATTERNS = (
    (
        r"\b(?:drug )?dealers? (?:have been |has been |were |was )?(?:arrested|jailed|caught)\b",
        "It states guilt as a fact.",
        _CONTEMPT,
    ),
    (r"\b(?:taken|taking|got|off) (?:\w+ ){0,3}off (?:\w+ )?streets?\b", "It states guilt as a fact.", _CONTEMPT),
    (r"\bprevious(?:ly)? convict(?:ion|ions|ed)\b", "It tells of earlier convictions.", _CONTEMPT),
    (r"\b(?:confess(?:ed|ion)|admitted(?! to hospital))\b", "It tells of a confession.", _CONTEMPT),
    (
        r"\bcrimestoppers\b[^.]{0,60}\bconfiden\w+|\bconfiden\w+\b[^.]{0,60}\bcrimestoppers\b",
        "Crimestoppers is anonymous; only the police are confidential.",
        MEDIA_APP,
    ),
    (
        r"\b\d+[a-z]? (?:[A-Z][\w'’]+ ){1,3}(?:Road|Street|Avenue|Lane|Close|Terrace|Gardens|Grove|Mews|Square)\b",
        "It gives a house number.",
        MEDIA_APP,
    ),
)


def problems(text: str, names: Collection[str] = ()) -> tuple[Problem, ...]:
    """Passages of a release that break a hard rule while proceedings are active, in the order of the rules.

    `names` are of people who may not be named (see `may_name`). It finds what is written plainly; a person still reads
    the whole.

    >>> problems("Nine dealers arrested in dawn raids.")[0].passage
    'dealers arrested'
    """
    found = [
        Problem(match.group(), "A person who may not be named is named.", MEDIA_APP)
        for name in names
        if name.strip()
        for match in re.finditer(rf"\b{_in_any_spacing(name)}\b", text, re.IGNORECASE)
    ]
    for pattern, reason, citation in _PATTERNS:
        flags = re.IGNORECASE if citation is _CONTEMPT or "crimestoppers" in pattern else re.NOFLAG
        found += [Problem(match.group(), reason, citation) for match in re.finditer(pattern, text, flags)]
    return tuple(found)


def _in_any_spacing(name: str) -> str:
    """A pattern of the name: a page shows two spaces, or the end of a line, as one space."""
    return r"\s+".join(re.escape(word) for word in name.split())

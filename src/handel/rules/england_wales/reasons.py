"""Reasons that have to be written in a person's own words, and acts that need two people."""

from collections.abc import Hashable

from handel.rules import Refused

# What is typed to get past a box. It says nothing about this case, so it is refused.
EMPTY_FORMULAS = frozenset(
    {
        "as above", "as before", "as per briefing", "as usual", "as required", "drugs", "evidence", "generic",
        "intel", "intelligence", "na", "necessary", "necessity", "nil", "none", "normal", "not applicable",
        "prompt and effective", "prompt and effective investigation", "proportionate", "reasonable", "routine",
        "same", "same as above", "see above", "see log", "standard", "standard facts", "standard grounds",
        "standard procedure", "standard reason", "standard reasons", "tba", "tbc", "test", "the usual", "usual",
        "various", "x", "xx", "xxx",
    }
)  # fmt: skip


def require_reasons(text: str, *, of: str, citation: str, field: str) -> str:
    """The text without outer spaces. `of` names it in the refusal: "the grounds for the warrant".

    Raises Refused when it is empty or only a formula ("standard", "as above").

    >>> require_reasons(" Seen dealing at the door ", of="the grounds", citation="PACE 1984 s.8", field="grounds")
    'Seen dealing at the door'
    """
    said = " ".join("".join(c if c.isalnum() else " " for c in text.lower().replace("/", "")).split())
    if not said:
        raise Refused(f"You have not written {of}.", citation, f"Write {of} in your own words.", field=field)
    if said in EMPTY_FORMULAS:
        raise Refused(
            f"“{text.strip()}” does not say anything about this case.",
            citation,
            f"Write {of}: what was seen, heard or known here, and why it matters.",
            field=field,
        )
    return text.strip()


def require_other_person(author: Hashable, other: Hashable, act: str, citation: str) -> None:
    """Raise Refused when author and other are the same person. `act` completes "may not ... it": "approve".

    >>> require_other_person(7, 12, "approve", "Media APP")
    """
    if author == other:
        raise Refused(f"The person who wrote this may not {act} it.", citation, f"Ask a colleague to {act} it.")

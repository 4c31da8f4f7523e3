"""The text of a release: its parts, the placeholders that facts are put into, and what may not be typed."""

import re
from collections.abc import Collection, Mapping, Sequence

from handel.desks.publicity.facts import TITLES, Fact
from handel.rules import Refused
from handel.rules.england_wales import media

PARTS = {
    "headline": "Headline",
    "what": "What happened, when and where",
    "why": "Why",
    "results": "Results",
    "custody": "Custody",
    "recovered": "What was recovered",
    "quotation": "Quotation",
    "next": "What happens next",
    "appeal": "Appeal",
    "notes": "Notes to editors",
}
"""The structure of a release, in its order (Media APP)."""

POLICY = "Force policy on publicity: every figure is counted from records"

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_FIGURE = re.compile(
    r"\d[\d,.:]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|"
    r"millions?|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b",
    re.IGNORECASE,
)

# What a draft starts with, part by part: a sentence stands when there is something to tell of each of its facts.
_PROPOSED = {
    "headline": ["{Arrests} {offences}"],
    "what": [
        "{Officers_deployed}, executed {warrants_executed} {strike}.",
        "The searches were part of {area}.",
    ],
    "why": ["It was {duration}.", "It followed {concerns}{about}."],
    "results": ["Officers have made {arrests} {offences}."],
    "custody": ["{In_custody}."],
    "recovered": ["So far {cash_recovered} in cash has been recovered.", "Officers also found {substances}."],
    "quotation": ["{quotation}"],
    "next": ["{Continues}."],
    "appeal": ["{confidence}", "{appeal}"],
    "notes": ["These are the figures at the time of publication. A later release supersedes them."],
}
_ABOUT_SUPPLY = " about violence by street drug dealers"


def propose(facts: Sequence[Fact]) -> dict[str, str]:
    """The text that a draft starts with: every figure in it a placeholder, and nothing that no record bears out."""
    told = {fact.key: fact for fact in facts}
    about = _ABOUT_SUPPLY if "supply" in str(told["offences"].value) else ""
    parts = {}
    for part, sentences in _PROPOSED.items():
        standing = [
            sentence.replace("{about}", about)
            for sentence in sentences
            if part == "quotation" or all(told[key].value for key in placeholders(sentence) - {"about"})
        ]
        parts[part] = " ".join(standing)
    parts["headline"] = parts["headline"] or "Police operation in {area}"
    return parts


def placeholders(text: str) -> set[str]:
    """Keys of the facts that a text states.

    >>> sorted(placeholders("{Arrests} {offences}"))
    ['arrests', 'offences']
    """
    return {key[:1].lower() + key[1:] for key in _PLACEHOLDER.findall(text)}


def render(text: str, facts: Sequence[Fact]) -> str:
    """The text with the facts put in; a placeholder with a capital letter begins a sentence."""
    wording = {fact.key: fact.wording for fact in facts}

    def put(match: re.Match[str]) -> str:
        key = match.group(1)
        words = wording.get(key[:1].lower() + key[1:], match.group())
        return words[:1].upper() + words[1:] if key[:1].isupper() else words

    return _PLACEHOLDER.sub(put, text)


def rendered(parts: Mapping[str, str], facts: Sequence[Fact]) -> tuple[str, list[dict[str, str]]]:
    """The headline and the paragraphs [{part, text}] of a release with the facts put in."""
    paragraphs = [
        {"part": part, "text": " ".join(render(paragraph, facts).split())}
        for part in PARTS
        if part != "headline"
        for paragraph in re.split(r"\n\s*\n", parts.get(part, "").replace("\r\n", "\n"))
        if paragraph.strip()
    ]
    return render(parts["headline"], facts).strip(), paragraphs


def check_typed(parts: Mapping[str, str]) -> None:
    """Before a text is kept. Raises `Refused`, beside the part, for a missing headline or appeal, a placeholder that
    does not exist, and a figure that is typed rather than counted."""
    if not parts.get("headline", "").strip():
        raise Refused("A release has a headline.", media.MEDIA_APP, "Write one.", field="headline")
    for part, text in parts.items():
        unknown = placeholders(text) - set(TITLES)
        rest = _PLACEHOLDER.sub(" ", text)
        if unknown or "{" in rest or "}" in rest:
            shown = ", ".join(f"“{{{key}}}”" for key in sorted(unknown)) or "A brace that stands alone"
            raise Refused(
                f"{shown} is no fact.", POLICY, f"Choose from: {', '.join(f'{{{key}}}' for key in TITLES)}.", field=part
            )
        check_figures(rest, field=part)
    if "appeal" not in placeholders(parts.get("appeal", "")):
        raise Refused(
            "The release has no appeal for information.", media.MEDIA_APP, "Put “{appeal}” back.", field="appeal"
        )


def check_figures(text: str, *, field: str) -> None:
    """Raise `Refused` for a figure, in digits or words, that is typed rather than counted."""
    if figure := _FIGURE.search(text):
        raise Refused(
            f"“{figure.group()}” is a figure that no record bears out.",
            POLICY,
            "Put in the fact that counts it, for example “{arrests}”, or say it without a figure.",
            field=field,
        )


def check_public(text: str, names: Collection[str], *, field: str | None = None) -> None:
    """Raise `Refused` for what the public may not be told: a name before charge, guilt as a fact, a house number.

    It finds what is written plainly; the second person still reads the whole.
    """
    for problem in media.problems(text, names):
        raise Refused(
            f"“{problem.passage}” may not be published. {problem.reason}",
            problem.citation,
            "Take it out or say it in another way.",
            field=field,
        )

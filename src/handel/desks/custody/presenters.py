"""The ledger in words, for the detention's page."""

from datetime import date, datetime
from typing import Any

from handel.desks.custody.models import Detention, DetentionEvent, Outcome
from handel.rules.england_wales.arrest import OFFENCES
from handel.rules.england_wales.calendar import show, show_date
from handel.rules.england_wales.ranks import Rank

WORDS = {
    "station": "Station",
    "court": "Court",
    "hours": "Hours granted",
    "until": "Until",
    "right": "Right",
    "purpose": "Purpose",
    "offence": "Offence",
    "outcome": "Outcome",
    "bail_until": "Last day of bail",
    "grounds": "Grounds",
    "necessary": "Why it is necessary",
    "representations": "Representations",
    "decision": "Decision",
    "reason": "Reasons",
    "reason_for_delay": "Why it was late",
    "rank": "Rank",
    "note": "Note",
}
RIGHTS = {"inform": "to have someone informed", "solicitor": "to consult a solicitor"}


def ledger_lines(detention: Detention) -> list[dict[str, Any]]:
    """The ledger, newest first: title, time, who, when recorded if later, breach, and [(word, value)]."""
    return [
        {
            "title": entry.get_type_display(),
            "at": entry.at,
            "by": entry.by,
            "recorded_at": entry.recorded_at if entry.recorded_at != entry.at else None,
            "breach": entry.breach,
            "facts": facts(entry),
        }
        for entry in reversed(list(detention.events.all()))
    ]


def facts(entry: DetentionEvent) -> list[tuple[str, str]]:
    """What an entry says besides its type and time, in words."""
    return [(word, _say(name, entry.fields[name])) for name, word in WORDS.items() if name in entry.fields]


def _say(name: str, value: Any) -> str:
    match name:
        case "until":
            return show(datetime.fromisoformat(value))
        case "bail_until":
            return show_date(date.fromisoformat(value))
        case "offence":
            return f"{OFFENCES[value][-1].value.label}, {OFFENCES[value][-1].citation}"
        case "outcome":
            return Outcome(value).label
        case "right":
            return RIGHTS[value]
        case "rank":
            return Rank[value].label
        case _:
            return str(value)

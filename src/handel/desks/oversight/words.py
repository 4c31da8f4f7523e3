"""Journal events in words: who, what, when and which records. Never content."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from handel.platform.journal.models import Event, Operation, Outcome
from handel.platform.journal.queries import in_words
from handel.platform.references import ALPHABET

# References that a person might look for: "IR-7K3M9Q".
REFERENCE = rf"[A-Z]{{1,4}}-[{ALPHABET}]{{6,20}}"
SHOWN = 10


@cache
def verbs() -> Mapping[str, str]:
    """What every desk calls its acts, by verb. A look has no verb here; it goes by the name of its page."""
    words: dict[str, str] = {}
    for app in apps.get_app_configs():
        if app.name.startswith("handel.") and find_spec(f"{app.name}.verbs"):
            words |= import_module(f"{app.name}.verbs").VERBS
    return words


@dataclass(frozen=True)
class Line:
    """One event as the auditor reads it. `references` are the first of those that it names, `more` counts the rest."""

    number: int
    at: datetime
    recorded_at: datetime
    person: str
    person_number: str
    what: str
    operation: str
    outcome: str
    references: tuple[str, ...]
    more: int
    note: str


def line(event: Event, shown: int | None = SHOWN) -> Line:
    """The words for one event, with its first `shown` references (all when None)."""
    references = [subject.reference for subject in event.subjects.all()]
    kept = references if shown is None else references[:shown]
    return Line(
        number=event.pk,
        at=event.at,
        recorded_at=event.recorded_at,
        person=str(event.actor or "Handel"),
        person_number=event.actor.number if event.actor else "",
        what=what(event),
        operation=event.operation,
        outcome=event.outcome,
        references=tuple(kept),
        more=len(references) - len(kept),
        note=note(event),
    )


def what(event: Event) -> str:
    """What was done. A look goes by its page's name, and what was not done is said to be so."""
    name = event.verb.replace(".", ": ").replace("_", " ")
    if event.operation == Operation.CONSULTATION:
        return f"Looked at {name}"
    return in_words(verbs().get(event.verb, name.capitalize()), event.outcome)


def note(event: Event) -> str:
    """The facts that an auditor needs beyond that: which rule refused, who received, what a list showed.

    What was searched for is not told, only by which filters; so is no fact of an act but these.
    """
    detail = event.detail
    said = []
    if event.outcome == Outcome.REFUSED and "citation" in detail:
        said.append(f"Refused under {detail['citation']}")
    if "to" in detail and event.operation == Operation.DISCLOSURE:
        said.append(f"To {detail['to']}: {', '.join(detail.get('recipients', [])) or 'nobody yet'}")
    for shown in detail.get("lists", []):
        filters = ", ".join(sorted(key for key in shown["query"] if key != "page"))
        said.append(f"{shown['list'].capitalize()}: {shown['count']} shown{f', by {filters}' if filters else ''}")
    return ". ".join(said)

"""Opening what was sealed to the desk, and sealing what the desk writes."""

import json

from handel.desks.reports.intake import keys as public
from handel.desks.reports.intake.answers import Answers
from handel.desks.reports.intake.models import place
from handel.desks.reports.keys import private_key
from handel.desks.reports.models import Note, Report
from handel.engines.sealing import SealBroken, open_sealed, seal


def answers(report: Report) -> Answers:
    """What the report says.

    Raises:
        SealBroken: the envelope was changed, moved from another report, or sealed to another key.
        OSError, BadKeyFile: the desk's private key is not there.
    """
    text = open_sealed(bytes(report.sealed), private=private_key(), context=place(report.id))
    try:
        return Answers.from_json(text)
    except (json.JSONDecodeError, TypeError, AttributeError):
        # Anyone can seal to a public key: what opens need not come from our own form.
        raise SealBroken("What was sealed here is not a report. Close it without action.") from None


def seal_note(report: Report, number: int, text: str) -> bytes:
    """The note's text, sealed to the desk and bound to its report and number."""
    return seal(text, recipients=[public.desk_key()], context=place(report.id, "note", number))


def note(held: Note) -> str:
    """What a note says. Raises like `answers`."""
    return open_sealed(bytes(held.sealed), private=private_key(), context=place(held.report_id, "note", held.number))

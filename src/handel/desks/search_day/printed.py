"""A team's briefing card on paper."""

from datetime import datetime

from handel.desks.search_day.queries import Sheet
from handel.platform import documents
from handel.platform.accounts.models import User
from handel.platform.web.formats import london


def card(sheet: Sheet, *, by: User, at: datetime) -> bytes:
    """The briefing card of one team, marked, and named to who printed it. PDF."""
    premises = sheet.premises
    data = {
        "reference": sheet.plan,
        "marking": sheet.marking,
        "printed_by": str(by),
        "operation": sheet.operation,
        "strike_at": london(sheet.strike_at),
        "briefing_place": sheet.briefing_place or "Not recorded",
        "premises": None
        if premises is None
        else [
            ["Address", premises.address],
            ["Ward", premises.ward],
            ["Warrant", premises.warrant],
            ["Risk", premises.get_risk_display()],
            ["Length of the search", f"{premises.minutes} minutes"],
            ["Arrests expected", str(premises.arrests_expected)],
        ],
        "members": [
            [each.seat, str(each.user), each.user.number, each.user.unit.name, each.skills] for each in sheet.members
        ],
    }
    title = f"Briefing card: {sheet.team}, {sheet.name}"
    return documents.render("desks/search_day/documents/card.typ", data, at=at, title=title)

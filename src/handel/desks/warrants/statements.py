"""What a warrant says: the statements of its application, and its way from the draft back to the court."""

from dataclasses import dataclass
from datetime import datetime

from handel.desks.warrants.models import Enactment, State, Warrant
from handel.platform.web.formats import day, london, plural
from handel.rules.england_wales import warrants as rules


@dataclass(frozen=True)
class Statement:
    """One statement of an application, with the provision that asks for it."""

    title: str
    text: str
    citation: str


@dataclass(frozen=True)
class Step:
    """One step of a warrant's way. `words` say when and by whom it was done or, of the next one, who does it."""

    title: str
    words: str
    is_done: bool
    is_next: bool


def statements(warrant: Warrant) -> list[Statement]:
    """The statements of the application, in the order in which a court reads them."""
    law = rules.ENACTMENTS[warrant.enactment][-1].value
    told = [
        Statement("Enactment", law.label, "PACE 1984 s.15(2)(a)(ii)"),
        Statement(
            "Premises",
            f"{warrant.address} ({warrant.get_premises_kind_display()}, {warrant.ward} ward)",
            "PACE 1984 s.15(2)(b), s.15(2A)",
        ),
        Statement("Occupier, premises and earlier searches", warrant.occupier_enquiries, "Code B 3.3"),
        Statement("What is sought", warrant.articles, "PACE 1984 s.15(2)(c)"),
    ]
    if warrant.enactment == Enactment.MDA_S23:
        asked = "Asked for." if warrant.persons_sought else "Not asked for."
        told.append(Statement("Search of persons found there", asked, "MDA 1971 s.23(3)"))
    told.append(Statement(f"Grounds to {law.test}", warrant.grounds, "PACE 1984 s.15(2)(a)(i)"))
    if warrant.access_condition:
        condition = rules.S8_ACCESS_CONDITIONS[warrant.access_condition]
        told.append(Statement("Access condition", condition, f"PACE 1984 s.8(3)({warrant.access_condition})"))
    if warrant.anonymous_only:
        told.append(
            Statement("Anonymous information", "The grounds rest on anonymous information alone.", "Code B 3.1")
        )
    if warrant.corroboration_sought:
        told.append(Statement("Corroboration sought", warrant.corroboration_sought, "Code B 3.1"))
    if warrant.additional_grounds:
        told.append(Statement("Grounds added since an earlier refusal", warrant.additional_grounds, "Code B 3.8"))
    return [
        *told,
        Statement(
            "Entries", f"{plural(warrant.entries_sought, 'entry', 'entries')} sought", "PACE 1984 s.15(2)(a)(iii)"
        ),
        Statement("What might weigh against the application", warrant.disclosure, "full and frank disclosure"),
        Statement("Impact on the community", warrant.community_impact, "Code B 3.5"),
    ]


WHO = {
    "Application authorised": "by an inspector or above who is not the applicant",
    "Issued": "by the court; who runs the operation records what it decided",
    "Executed": "by a constable, up to the last day",
    "Endorsed": "by who led the search: what was found, what else was seized",
    "Returned to the court": "by who runs the operation",
}
"""Whose turn it is, by step."""


def steps(warrant: Warrant, at: datetime) -> list[Step]:
    """The steps of a warrant's way in their order: done, next, still to come."""
    entries = list(warrant.entries.all())
    endorsement = getattr(entries[-1], "endorsement", None) if entries else None
    done: dict[str, str | None] = {
        "Application drafted": _when(warrant.created_at, warrant.applicant),
        "Application authorised": _when(warrant.authorised_at, warrant.authorised_by),
    }
    if warrant.state == State.REFUSED:
        done["Refused by the court"] = london(warrant.refused_at)
    else:
        done["Issued"] = f"{day(warrant.issued_on)}, by {warrant.court}" if warrant.issued_on else None
        if not entries and (warrant.state == State.RETURNED or warrant.is_out_of_time(at)):
            done["Not executed"] = f"Its last day was {day(warrant.last_day)}"
        else:
            done["Executed"] = _when(entries[-1].entered_at, entries[-1].by) if entries else None
            done["Endorsed"] = _when(endorsement.at, endorsement.by) if endorsement else None
        done["Returned to the court"] = day(warrant.returned_on) or None
    following = next((title for title, words in done.items() if not words), None)
    return [
        Step(title, words or (WHO[title] if title == following else ""), bool(words), title == following)
        for title, words in done.items()
    ]


def _when(at: datetime | None, by: object) -> str | None:
    return f"{london(at)}, by {by}" if at else None

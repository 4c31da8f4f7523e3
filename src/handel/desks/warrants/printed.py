"""A warrant's documents on paper."""

from datetime import datetime

from handel.desks.warrants.models import Warrant
from handel.desks.warrants.statements import statements
from handel.platform import documents
from handel.platform.accounts.models import Marking, User
from handel.platform.web.formats import day, london, plural

FOLDER = "desks/warrants/documents"


def application(warrant: Warrant, *, by: User, at: datetime) -> bytes:
    """The application for the court: every statement, the written authority, and who applies. PDF."""
    signed = None
    if warrant.authorised_by is not None:
        signed = {
            "by": f"{warrant.authorised_by}, {warrant.authorised_by.get_rank_display()}",
            "at": london(warrant.authorised_at),
            "note": warrant.authority_note,
        }
    data = {
        "reference": warrant.reference,
        "marking": warrant.get_marking_display(),
        "printed_by": str(by),
        "operation": str(warrant.operation),
        "applicant": f"{warrant.applicant}, {warrant.applicant.get_rank_display()}",
        "made_at": london(warrant.created_at),
        "statements": [[each.title, each.text, each.citation] for each in statements(warrant)],
        "intelligence": [str(link) for link in warrant.intelligence.all()],
        "authority": signed,
    }
    return documents.render(f"{FOLDER}/application.typ", data, at=at, title="Application for a search warrant")


def notice(warrant: Warrant, *, by: User, at: datetime) -> bytes:
    """The notice of powers and rights (Code B 6.7) for the occupier: nothing of the grounds in it. PDF."""
    data = {
        "reference": warrant.reference,
        "marking": Marking.OFFICIAL.label,
        "printed_by": by.number,  # a name could put an officer in danger: PACE Code B 2.9
        "address": warrant.address,
        "enactment": warrant.get_enactment_display(),
        "court": warrant.court,
        "issued_on": day(warrant.issued_on),
        "last_day": day(warrant.last_day),
        "entries": plural(warrant.entries_allowed or 1, "entry", "entries"),
        "persons_covered": warrant.persons_covered,
        "articles": warrant.articles,
    }
    return documents.render(f"{FOLDER}/notice.typ", data, at=at, title="Notice of powers and rights")

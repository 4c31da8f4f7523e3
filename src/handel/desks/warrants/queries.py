"""What others may read of warrants; every function takes the viewer and returns only what they may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, prefetch_related_objects

from handel.desks.intelligence import queries as intelligence
from handel.desks.operations import queries as operations
from handel.desks.warrants import address as addresses
from handel.desks.warrants.acts.common import AUTHORISERS, SEARCHERS
from handel.desks.warrants.models import (
    FROM_THE_COURT,
    LIVE,
    Entry,
    EntryAuthority,
    Outline,
    State,
    Warrant,
    Whereabouts,
)
from handel.desks.warrants.verbs import VERBS
from handel.platform.access.roles import LEADERS, Role
from handel.platform.access.rule import find
from handel.platform.access.viewer import NotFound, Viewer
from handel.platform.journal import queries as journal
from handel.rules.england_wales import calendar
from handel.rules.england_wales.ranks import Rank


@dataclass(frozen=True)
class Premises:
    """Where a warrant is (degrees, WGS 84), the last day on which it may be executed, and how far it is."""

    warrant: str
    address: str
    ward: str
    latitude: float
    longitude: float
    last_day: date | None
    state: str


PAGE = 50
# What a line of the register does not show and would be slow to fetch for fifty.
STATEMENTS = (
    *("occupier_enquiries", "articles", "grounds", "corroboration_sought", "disclosure", "community_impact"),
    *("additional_grounds", "operation__aim", "operation__wards", "applicant__password", "applicant__skills"),
)
OUT_OF_TIME, RETURN_DUE = "out of time", "return due"
"""What may be asked for beside the states: they follow from the day on which one asks."""


def warrants(
    viewer: Viewer, *, operation_reference: str | None = None, state: str = "", search: str = ""
) -> Sequence[Warrant]:
    """The warrants that this person may see, newest first; `search` forgives a typo in the street.

    `state` is one of `State`, or `OUT_OF_TIME` or `RETURN_DUE` at the viewer's time.
    """
    rows = list(_rows(viewer, operation_reference, state, search))
    viewer.saw_list("warrants", [row.reference for row in rows], **_asked(operation_reference, state, search))
    return rows


def register(
    viewer: Viewer, *, operation_reference: str | None = None, state: str = "", search: str = "", page: str = "1"
) -> Page[Warrant]:
    """One page of the same list."""
    rows = _rows(viewer, operation_reference, state, search).defer(*STATEMENTS)
    shown = Paginator(rows, PAGE).get_page(page)
    viewer.saw_list(
        "warrants", [row.reference for row in shown], **_asked(operation_reference, state, search), page=shown.number
    )
    return shown


def warrant(viewer: Viewer, reference: str) -> Warrant:
    """One warrant, with its entries and who did what. Raises `NotFound`."""
    row = find(viewer, Warrant, reference, "operation", "applicant", "authorised_by")
    prefetch_related_objects(
        [row],
        "intelligence",
        Prefetch("entry_authorities", EntryAuthority.objects.select_related("by")),
        Prefetch("entries", Entry.objects.select_related("by", "authority__by", "endorsement__by")),
    )
    return row


def issued_warrant(viewer: Viewer, reference: str) -> Warrant:
    """One warrant that a court has issued. Raises `NotFound` for an application alike."""
    row = warrant(viewer, reference)
    if row.state not in FROM_THE_COURT:
        raise NotFound(reference)
    return row


def acts_open_to(viewer: Viewer, warrant: Warrant) -> Sequence[tuple[str, str]]:
    """What this person may do next with the warrant: words, and the name of the page, the likeliest first."""

    def holds(*roles: Role) -> bool:
        return any(viewer.holds(role, warrant.compartment_id) for role in roles)

    authorises = holds(*AUTHORISERS) and viewer.user.rank >= Rank.INSPECTOR and viewer.user.pk != warrant.applicant_id
    leads, searches = holds(*LEADERS), holds(*SEARCHERS) and viewer.user.rank >= Rank.CONSTABLE
    in_time = warrant.is_valid_on(calendar.london(viewer.at).date())
    made = [entry.number for entry in warrant.entries.all()]
    authorised = {1, *(authority.number for authority in warrant.entry_authorities.all())}
    may_enter = in_time and len(made) + 1 in authorised
    possible = {
        State.DRAFTED: [(authorises, "Authorise the application", "authorise")],
        State.AUTHORISED: [
            (leads, "Record the issue of the warrant", "issue"),
            (leads, "Record that the court refused", "refused"),
        ],
        State.ISSUED: [
            (searches and may_enter, "Record an entry", "execute"),
            (leads, "Return the warrant to the court", "return"),
        ],
        State.EXECUTED: [(searches, "Endorse the warrant", "endorse")],
        State.ENDORSED: [
            (searches and may_enter, "Record an entry", "execute"),
            (leads, "Return the warrant to the court", "return"),
            (authorises and in_time and not may_enter, "Authorise a further entry", "authorise_entry"),
        ],
    }
    return [(words, name) for may, words, name in possible.get(State(warrant.state), []) if may]


def reports(viewer: Viewer, warrant: Warrant) -> Sequence[Any]:
    """The intelligence reports that the grounds rest on: those of them that this person may see."""
    references = [link.intelligence for link in warrant.intelligence.all()]
    return intelligence.by_references(viewer, references) if references else []


def history(viewer: Viewer, warrant: Warrant) -> Sequence[dict[str, Any]]:
    """What was done with the warrant, and what of it was printed, in words, newest first."""
    return journal.history(viewer, warrant.reference, VERBS)


def valid_on(viewer: Viewer, operation_reference: str, day: date) -> Sequence[Warrant]:
    """The operation's warrants under which premises may be entered on `day` (in London)."""
    rows = _rows(viewer, operation_reference, "", "").filter(state__in=LIVE, issued_on__lte=day, last_day__gte=day)
    valid = [row for row in rows if row.is_valid_on(day)]
    viewer.saw_list("warrants", [row.reference for row in valid], operation=operation_reference, day=day.isoformat())
    return valid


def premises(viewer: Viewer, operation_reference: str) -> Sequence[Premises]:
    """Where the operation's warrants are, for those who have to go there; nothing of why.

    Without those that the court refused. Raises `NotFound` to those who do not belong to the operation, and to
    those who belong to it in a role that has no need of an address.
    """
    operation = operations.operation(viewer, operation_reference)
    if operation.compartment_id not in viewer.compartments(Whereabouts.READ_ROLES):
        raise NotFound(operation_reference)
    rows = (
        Whereabouts.objects.visible_to(viewer)
        .filter(operation_id=operation.pk)
        .exclude(state=State.REFUSED)
        .order_by("address_key", "reference")
        .values_list("reference", "address", "ward", "latitude", "longitude", "last_day", "state")
    )
    found = [Premises(*row) for row in rows]
    viewer.saw_list("premises", [row.warrant for row in found], operation=operation_reference)
    return found


def executed(viewer: Viewer, operation_reference: str) -> Sequence[str]:
    """References of the operation's warrants under which premises have been entered: all that may be told of them.

    Raises `NotFound` like `premises`, but opens to the press office as well.
    """
    operation = operations.operation(viewer, operation_reference)
    if operation.compartment_id not in viewer.compartments(Outline.READ_ROLES):
        raise NotFound(operation_reference)
    rows = Outline.objects.visible_to(viewer).filter(operation_id=operation.pk, entries__number=1)
    references = list(rows.order_by("entries__entered_at", "reference").values_list("reference", flat=True))
    viewer.saw_list("warrants executed", references, operation=operation_reference)
    return references


def _rows(viewer: Viewer, operation_reference: str | None, state: str, search: str) -> Any:
    rows = Warrant.objects.visible_to(viewer).select_related("operation", "applicant").prefetch_related("entries")
    if operation_reference:
        rows = rows.filter(operation__reference=operation_reference)
    if state == OUT_OF_TIME:
        rows = rows.filter(state__in=LIVE, last_day__lt=calendar.london(viewer.at).date())
    elif state == RETURN_DUE:
        rows = rows.filter(_due_back(viewer.at))
    elif state:
        rows = rows.filter(state=state)
    if search.strip():
        wanted = Q(reference__iexact=search.strip())
        for key in addresses.keys_like(search):
            wanted |= Q(address_key__contains=key) if key else Q()
        rows = rows.filter(wanted)
    return rows


def _due_back(at: datetime) -> Q:
    """`Warrant.is_return_due` as a query."""
    last_entry = Entry.objects.filter(warrant=OuterRef("pk"), number=OuterRef("entries_allowed"))
    return Q(state__in=LIVE, last_day__lte=calendar.london(at).date()) | Q(Exists(last_entry), state__in=LIVE)


def _asked(operation_reference: str | None, state: str, search: str) -> dict[str, str | None]:
    return {"operation": operation_reference, "state": state, "search": search}

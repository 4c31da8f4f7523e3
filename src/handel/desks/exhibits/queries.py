"""What others may read of exhibits; every function takes the viewer and returns only what they may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Prefetch, Q, Subquery, prefetch_related_objects

from handel.desks.exhibits.acts import HANDLERS, SEIZERS
from handel.desks.exhibits.models import (
    CashCount,
    CashOrder,
    Exhibit,
    Identification,
    Kind,
    Movement,
    Photograph,
    Power,
)
from handel.desks.exhibits.verbs import VERBS
from handel.desks.operations import queries as operations
from handel.platform.access.rule import find
from handel.platform.access.viewer import NotFound, Viewer
from handel.platform.accounts.models import User
from handel.platform.files import photographs
from handel.platform.files import service as files
from handel.platform.journal import queries as journal
from handel.rules.england_wales import cash as rules

PAGE = 50
NOBODY = "nobody"
"""Asked for as a holder: what lies at a place, with nobody."""


@dataclass(frozen=True)
class Counted:
    """Cash as it was last counted, in pence."""

    reference: str
    pence: int


@dataclass(frozen=True)
class Substance:
    """What a substance is held to be now. `public_wording` is empty for what proved negative."""

    reference: str
    substance: str
    state: str
    public_wording: str
    drug_class: str


def exhibits(
    viewer: Viewer, *, operation_reference: str | None = None, kind: str = "", search: str = "", holder: str = ""
) -> Sequence[Exhibit]:
    """The exhibits that this person may see, in the order in which they were found.

    `search` looks in mark, description, reference and every seal that was ever on them; `holder` is a username or
    `NOBODY`.
    """
    rows = list(_rows(viewer, operation_reference, kind, search, holder))
    viewer.saw_list("exhibits", [row.reference for row in rows], **_asked(operation_reference, kind, search, holder))
    return rows


def register(
    viewer: Viewer,
    *,
    operation_reference: str | None = None,
    kind: str = "",
    search: str = "",
    holder: str = "",
    page: str = "1",
) -> tuple[Page[Exhibit], int]:
    """One page of the same list, and the cash counted of the whole of it, in pence."""
    rows = _rows(viewer, operation_reference, kind, search, holder)
    shown = Paginator(rows, PAGE).get_page(page)
    asked = _asked(operation_reference, kind, search, holder)
    viewer.saw_list("exhibits", [row.reference for row in shown], **asked, page=shown.number)
    counted = _counted(_matching(viewer, operation_reference, kind, search, holder))
    return shown, sum(pence for _, pence in counted)


def exhibit(viewer: Viewer, reference: str) -> Exhibit:
    """One exhibit with all its ledgers. Raises `NotFound`."""
    row = find(viewer, Exhibit, reference, "operation", "found_by", "seen_by")
    prefetch_related_objects(
        [row],
        _movements(),
        Prefetch("counts", CashCount.objects.select_related("first_counter", "second_counter")),
        Prefetch("identifications", Identification.objects.select_related("by")),
        Prefetch("orders", CashOrder.objects.select_related("by")),
        Prefetch("photographs", Photograph.objects.select_related("file__stored_by")),
    )
    return row


def photograph(viewer: Viewer, reference: str, number: int) -> bytes:
    """A photograph as people are shown it: a JPEG without what the camera wrote in it. Raises `NotFound`."""
    row = find(viewer, Exhibit, reference)
    taken = row.photographs.filter(number=number).select_related("file").first()
    if taken is None:
        raise NotFound(reference)
    return photographs.shown(files.read(taken.file))


def history(viewer: Viewer, exhibit: Exhibit) -> Sequence[dict[str, Any]]:
    """What was done with the exhibit, in words, newest first."""
    return journal.history(viewer, exhibit.reference, VERBS)


def may_seize(viewer: Viewer, operation: Any) -> bool:
    """Whether this person may seize for the operation now."""
    return operation.state == "open" and any(viewer.holds(role, operation.compartment_id) for role in SEIZERS)


def handles(viewer: Viewer, exhibit: Exhibit) -> bool:
    """Whether this person records for others what happens to the exhibit."""
    return any(viewer.holds(role, exhibit.compartment_id) for role in HANDLERS)


def holders(viewer: Viewer) -> Sequence[User]:
    """Who holds an exhibit that this person may see."""
    held = Exhibit.objects.visible_to(viewer).annotate(held_by=_held_by()).values("held_by")
    return list(User.objects.filter(pk__in=held))


def cash(viewer: Viewer, operation_reference: str) -> Sequence[Counted]:
    """The operation's cash as it was counted: what was not counted by two people is not in it.

    All of it or nothing, so that a total is the operation's: raises `NotFound` to those who read but some of its
    exhibits (who found or received them), or none.
    """
    rows = _whole(viewer, operation_reference).filter(kind=Kind.CASH)
    counted = [Counted(reference, pence) for reference, pence in _counted(rows)]
    viewer.saw_list("cash", [row.reference for row in counted], operation=operation_reference)
    return counted


def substances(viewer: Viewer, operation_reference: str) -> Sequence[Substance]:
    """The operation's substances and what may be said of them. Raises `NotFound` like `cash`."""
    rows = _whole(viewer, operation_reference).filter(kind=Kind.SUSPECTED_DRUGS).prefetch_related("identifications")
    found = [
        Substance(row.reference, known.substance, known.state, known.public_wording, known.drug_class)
        for row in rows
        if (known := row.identification)
    ]
    viewer.saw_list("substances", [row.reference for row in found], operation=operation_reference)
    return found


def waiting_for_a_count(viewer: Viewer, operation_reference: str) -> Sequence[Exhibit]:
    """Cash of the operation, of what this person may see, that was not counted by two people yet."""
    rows = list(_visible(viewer, operation_reference).filter(kind=Kind.CASH, counts__isnull=True))
    viewer.saw_list("cash to count", [row.reference for row in rows], operation=operation_reference)
    return rows


def cash_clocks(viewer: Viewer, operation_reference: str) -> Sequence[tuple[Exhibit, datetime]]:
    """Cash detained under POCA 2002 s.294 without a court's order, with the end of its first 48 hours in UTC.

    Those are working hours from the seizure (s.295(1)). Cash seized under another power is kept as evidence, and has
    no such clock.
    """
    rows = _visible(viewer, operation_reference).filter(power=Power.POCA_S294, orders__isnull=True)
    clocks = [(row, rules.initial_end(row.found_at)) for row in rows]
    viewer.saw_list("cash clocks", [row.reference for row, _ in clocks], operation=operation_reference)
    return clocks


def _visible(viewer: Viewer, operation_reference: str | None) -> Any:
    rows = Exhibit.objects.visible_to(viewer)
    return rows.filter(operation__reference=operation_reference) if operation_reference else rows


def _matching(viewer: Viewer, operation_reference: str | None, kind: str, search: str, holder: str) -> Any:
    rows = _visible(viewer, operation_reference)
    if kind:
        rows = rows.filter(kind=kind)
    if words := search.strip():
        sealed = Q(pk__in=Movement.objects.filter(seal__number__iexact="".join(words.split())).values("exhibit"))
        named = Q(mark__iexact=words) | Q(reference__iexact=words) | Q(description__icontains=words)
        rows = rows.filter(named | sealed)
    if holder:
        rows = rows.annotate(held_by=_held_by())
        rows = (
            rows.filter(held_by__isnull=True)
            if holder == NOBODY
            else rows.filter(held_by=User.objects.filter(username=holder).values("pk")[:1])
        )
    return rows


def _rows(viewer: Viewer, operation_reference: str | None, kind: str, search: str, holder: str) -> Any:
    return (
        _matching(viewer, operation_reference, kind, search, holder)
        .select_related("operation", "found_by")
        .prefetch_related(_movements(), "counts", "identifications")
    )


# In quotes: Django has no such class at run time, only its stubs do.
def _movements() -> "Prefetch[Any, Any, Any]":
    return Prefetch("movements", Movement.objects.select_related("holder", "seal", "by"))


def _held_by() -> Subquery:
    return Subquery(Movement.objects.filter(exhibit=OuterRef("pk")).order_by("-number").values("holder")[:1])


def _counted(rows: Any) -> Sequence[tuple[str, int]]:
    """References and latest counts, in pence, of what was counted."""
    latest = CashCount.objects.filter(exhibit=OuterRef("pk")).order_by("-number").values("pence")[:1]
    return list(rows.annotate(pence=Subquery(latest)).filter(pence__isnull=False).values_list("reference", "pence"))


def _whole(viewer: Viewer, operation_reference: str) -> Any:
    """The operation's exhibits, to those who read all of them."""
    operation = operations.operation(viewer, operation_reference)
    if operation.compartment_id not in viewer.compartments(Exhibit.READ_ROLES):
        raise NotFound(operation_reference)
    return Exhibit.objects.visible_to(viewer).filter(operation_id=operation.pk)


def _asked(operation_reference: str | None, kind: str, search: str, holder: str) -> dict[str, str | None]:
    return {"operation": operation_reference, "kind": kind, "search": search, "holder": holder}

"""The rule of need-to-know, once as a query and once as a predicate.

A person may read a record when they are cleared for its marking and either hold one of the record's reading roles
in its compartment, or the record has been opened to them, or to a compartment in which they hold such a role.
"""

from typing import Any, TypeVar

from django.db.models import Q
from django.utils import timezone

from handel.platform.access.models import Grant, Protected
from handel.platform.access.viewer import NotFound, Viewer

Record = TypeVar("Record", bound=Protected)


def live_grants(viewer: Viewer, compartments: set[int]) -> Any:
    """Grants that count now for this person, directly or through one of `compartments`."""
    now = timezone.now()
    return Grant.objects.filter(
        Q(user=viewer.user) | Q(compartment_id__in=compartments),
        Q(ends__isnull=True) | Q(ends__gt=now),
        starts__lte=now,
    )


def visible(model: type[Protected], viewer: Viewer) -> Q:
    """The rule as a query: what of `model` this viewer may read."""
    compartments = viewer.compartments(model.READ_ROLES)
    opened = live_grants(viewer, compartments).values("reference")
    return Q(marking__lte=viewer.user.clearance) & (Q(compartment_id__in=compartments) | Q(reference__in=opened))


def may_read(record: Protected, viewer: Viewer) -> bool:
    """The rule as a predicate: whether this viewer may read this record."""
    compartments = viewer.compartments(type(record).READ_ROLES)
    if record.marking > viewer.user.clearance:
        return False
    if record.compartment_id in compartments:
        return True
    return bool(live_grants(viewer, compartments).filter(reference=record.reference).exists())


def find(viewer: Viewer, model: type[Record], reference: str, *related: str, lock: bool = False) -> Record:
    """The record with this reference (with `related` foreign rows), noted as looked at.

    Raises `NotFound` alike for invisible and for unknown, after the same one statement. With `lock`, the row is
    held until the transaction ends (SQLite's transaction holds the one writer's lock anyway).
    """
    rows = model.objects.visible_to(viewer).filter(reference=reference)
    if related:
        rows = rows.select_related(*related)
    if lock:
        rows = rows.select_for_update(of=("self",))
    record: Record | None = rows.first()
    if record is None:
        raise NotFound(reference)
    viewer.saw(reference)
    return record

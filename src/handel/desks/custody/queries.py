"""What others may read of custody; every function takes the viewer and returns only what they may see."""

from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.db.models import Q, prefetch_related_objects

from handel.desks.custody.clocks import Held, held
from handel.desks.custody.models import IN_CUSTODY, Arrest, Detention
from handel.desks.operations import queries as operations
from handel.platform.access.models import Compartment
from handel.platform.access.roles import Role
from handel.platform.access.rule import find
from handel.platform.access.standing import CUSTODY
from handel.platform.access.viewer import Viewer

PAGE = 50


def arrests(viewer: Viewer, operation_reference: str) -> Sequence[Arrest]:
    """The operation's arrests in the order of their time. Raises `NotFound` for the operation."""
    operation = operations.operation(viewer, operation_reference)
    rows = list(Arrest.objects.visible_to(viewer).filter(operation_id=operation.pk).select_related("officer"))
    viewer.saw_list("arrests", [row.reference for row in rows], operation=operation_reference)
    return rows


def arrest(viewer: Viewer, reference: str) -> Arrest:
    """One arrest. Raises `NotFound`."""
    return find(viewer, Arrest, reference, "officer", "operation")


def detention(viewer: Viewer, reference: str) -> Detention:
    """One detention, with its arrest and its ledger. Raises `NotFound`."""
    row = find(viewer, Detention, reference, "arrest__officer", "arrest__operation")
    prefetch_related_objects([row], "events__by")
    return row


def detention_of(viewer: Viewer, made: Arrest) -> Detention | None:
    """The detention that followed an arrest, where there is one that this person may see."""
    row = Detention.objects.visible_to(viewer).filter(arrest=made).first()
    if row is not None:
        viewer.saw(row.reference)
    return row


def is_on_the_way(viewer: Viewer, made: Arrest) -> bool:
    """Whether the person was neither let go nor brought to a station yet."""
    waiting = Arrest.objects.visible_to(viewer).filter(detention__isnull=True, released_at__isnull=True)
    return bool(waiting.filter(pk=made.pk).exists())


def in_custody(viewer: Viewer, operation_reference: str) -> Sequence[Detention]:
    """The people of the operation's arrests who are in custody now. Raises `NotFound` for the operation."""
    operation = operations.operation(viewer, operation_reference)
    rows = list(
        Detention.objects.visible_to(viewer)
        .filter(arrest__operation_id=operation.pk, state__in=IN_CUSTODY)
        .select_related("arrest")
    )
    viewer.saw_list("in custody", [row.reference for row in rows], operation=operation_reference)
    return rows


def register(viewer: Viewer, *, search: str = "", state: str = "", page: str | int = 1) -> Page[Detention]:
    """A page of all detentions that this person may see, the latest first.

    `search` finds a reference, or names that contain each of its words in any case. The journal is not told the words:
    they name a person.
    """
    rows = Detention.objects.visible_to(viewer).select_related("arrest__operation").order_by("-arrest__arrested_at")
    if state:
        rows = rows.filter(state=state)
    for word in search.split():
        rows = rows.filter(
            Q(arrest__person_name__icontains=word) | Q(reference__iexact=word) | Q(arrest__reference__iexact=word)
        )
    shown = Paginator(rows, PAGE).get_page(page)
    viewer.saw_list(
        "detentions", [row.reference for row in shown], state=state, searched=bool(search), page=shown.number
    )
    return shown


def board(viewer: Viewer) -> Sequence[Held]:
    """Everybody in custody whom this person may see, each with their clock; what runs out next stands first."""
    rows = (
        Detention.objects.visible_to(viewer)
        .filter(state__in=IN_CUSTODY)
        .select_related("arrest__operation")
        .prefetch_related("events")
    )
    people = sorted((held(row, viewer.at) for row in rows), key=lambda person: person.order)
    viewer.saw_list("detention board", [person.detention.reference for person in people])
    return people


def on_the_way(viewer: Viewer) -> Sequence[Arrest]:
    """Arrests with no arrival at a station recorded, for those who will receive the person; none for others."""
    if not receives(viewer):
        return []
    rows = list(
        Arrest.objects.visible_to(viewer)
        .filter(detention__isnull=True, released_at__isnull=True)
        .select_related("officer", "operation")
    )
    viewer.saw_list("on the way to a station", [row.reference for row in rows])
    return rows


def live_compartment(viewer: Viewer) -> int | None:
    """The compartment whose acts change this person's board: the custody desk's or, for others, their one operation's.

    None for a person of several operations: no single stream would tell them of every change.
    """
    read_in = viewer.compartments(Detention.READ_ROLES)
    desk: int | None = Compartment.objects.filter(name=CUSTODY, pk__in=read_in).values_list("pk", flat=True).first()
    return desk or (next(iter(read_in)) if len(read_in) == 1 else None)


def receives(viewer: Viewer) -> bool:
    """Whether this person works at the custody desk: receives people there, reviews or extends their detention."""
    worked_in = viewer.compartments((Role.CUSTODY, Role.COMMANDER))
    return Compartment.objects.filter(name=CUSTODY, pk__in=worked_in).exists()

"""What others may read of operations; every function takes the viewer and returns only what they may see."""

from collections.abc import Sequence

from handel.desks.operations.models import Decision, Operation
from handel.platform.access.models import Membership
from handel.platform.access.roles import LEADERS, Role
from handel.platform.access.rule import find
from handel.platform.access.viewer import NotFound, Viewer


def operations(viewer: Viewer) -> Sequence[Operation]:
    """The operations that this person may see, by name."""
    rows = list(Operation.objects.visible_to(viewer).select_related("opened_by"))
    viewer.saw_list("operations", [row.reference for row in rows])
    return rows


def operation(viewer: Viewer, reference: str) -> Operation:
    """One operation. Raises `NotFound`."""
    return find(viewer, Operation, reference, "opened_by")


def operation_named(viewer: Viewer, name: str) -> Operation:
    """One operation by its name or its reference, in any case. Raises `NotFound`."""
    rows = Operation.objects.visible_to(viewer)
    row = rows.filter(name__iexact=name).first() or rows.filter(reference__iexact=name).first()
    if row is None:
        raise NotFound(name)
    viewer.saw(row.reference)
    return row


def leads(viewer: Viewer, operation: Operation) -> bool:
    """Whether this person runs the operation: decides who belongs to it and keeps its policy log."""
    return any(viewer.holds(role, operation.compartment_id) for role in LEADERS)


def reads_policy_log(viewer: Viewer, operation: Operation) -> bool:
    """Whether the policy log is for this person: those who run the operation, and those who authorise for it."""
    return leads(viewer, operation) or viewer.holds(Role.AUTHORISER, operation.compartment_id)


def team(viewer: Viewer, operation: Operation) -> Sequence[Membership]:
    """Who belongs to the operation, in which roles, now."""
    return list(
        Membership.objects.filter(compartment=operation.compartment_id, ends__isnull=True)
        .select_related("user__unit")
        .order_by("role", "user__full_name")
    )


def policy_log(viewer: Viewer, operation: Operation) -> Sequence[Decision]:
    """The operation's decisions, in the order in which they were taken.

    Raises `NotFound` for those who do not read it.
    """
    if not reads_policy_log(viewer, operation):
        raise NotFound(operation.reference)
    return list(operation.decisions.select_related("by", "corrects"))


def objectives(viewer: Viewer, operation: Operation) -> Sequence[str]:
    """What the operation is to achieve, in its order."""
    return list(operation.objectives.values_list("text", flat=True))


def adopted(viewer: Viewer, operation: Operation) -> Sequence[str]:
    """References of the intelligence reports that the operation works on."""
    return list(operation.adopted.order_by("id").values_list("intelligence", flat=True))

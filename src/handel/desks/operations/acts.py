"""Every change of an operation's state."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from handel.desks.intelligence import acts as intelligence
from handel.desks.intelligence import queries as intelligence_queries
from handel.desks.operations.models import AdoptedIntelligence, Decision, Objective, Operation, State
from handel.platform.access.models import Compartment, Membership
from handel.platform.access.roles import LEADERS, Role
from handel.platform.accounts.models import User
from handel.platform.acts import Act, acting
from handel.platform.journal.models import Operation as Processing
from handel.platform.references import new_reference
from handel.rules import Refused
from handel.rules.england_wales.ranks import Rank, require_rank

POLICY = "Force policy on operations"


def open_operation(
    name: str, *, aim: str, objectives: Sequence[str], wards: Sequence[str], by: User, at: datetime
) -> Operation:
    """Open an operation; who opens it becomes its investigator and commander.

    Raises `Refused` below the rank of inspector, without an objective or a ward, or when an operation of this name
    is already open among those that this person may see.
    """
    with acting("operation.open", by=by, at=at, operation=Processing.COLLECTION) as act:
        require_rank(Rank(by.rank), Rank.INSPECTOR, POLICY, "open an operation")
        objectives = [text.strip() for text in objectives if text.strip()]
        if not objectives:
            raise Refused("An operation needs an objective.", POLICY, "Write at least one.", field="objectives")
        if not wards:
            raise Refused("An operation needs an area.", POLICY, "Choose at least one ward.", field="wards")
        if Operation.objects.visible_to(act.viewer).filter(name__iexact=name, state=State.OPEN).exists():
            raise Refused(f"Operation {name} is already open.", POLICY, "Choose another name.", field="name")
        reference = new_reference(Operation.PREFIX)
        compartment = Compartment.objects.create(name=f"Operation {reference}")
        operation = act.create(
            Operation,
            reference=reference,
            compartment=compartment,
            name=name,
            aim=aim,
            wards=list(wards),
            opened_on=at.date(),
            opened_by=by,
        )
        for number, text in enumerate(objectives, start=1):
            Objective.objects.create(operation=operation, number=number, text=text)
        for role in LEADERS:
            _add_member(operation, by, role)
        return operation


def add_member(reference: str, *, username: str, role: Role, by: User, at: datetime) -> Operation:
    """Give a person a role on the operation. Raises `Refused` when they hold it already or are not of the force."""
    with acting("operation.add_member", by=by, at=at) as act:
        operation = _led(act, reference, "decide who belongs to it")
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise Refused("There is no such person.", POLICY, "Choose a person from the list.", field="username")
        if Membership.objects.filter(
            compartment=operation.compartment, user=user, role=role, ends__isnull=True
        ).exists():
            raise Refused(f"{user} is {role.label} already.", POLICY, "Choose another role.", field="role")
        _add_member(operation, user, role)
        act.tell(member=user.number, role=str(role))
        return operation


def end_membership(reference: str, *, username: str, role: Role, by: User, at: datetime) -> Operation:
    """End a person's role: from their next request they see nothing through it.

    Raises `Refused` when they do not hold it, or when no commander would be left.
    """
    with acting("operation.end_membership", by=by, at=at) as act:
        operation = _led(act, reference, "decide who belongs to it")
        held = Membership.objects.filter(compartment=operation.compartment, role=role, ends__isnull=True)
        membership = held.filter(user__username=username).first()
        if membership is None:
            raise Refused("They do not hold this role.", POLICY, "Look at the team again.", field="role")
        if role == Role.COMMANDER and held.count() == 1:
            raise Refused(
                "An operation is never without a commander.",
                POLICY,
                "Name the next commander first.",
                field="role",
            )
        membership.ends = timezone.now()
        membership.save(update_fields=["ends"])
        act.tell(member=membership.user.number, role=str(role))
        return operation


def decide(
    reference: str,
    *,
    known: str,
    options: str,
    decision: str,
    reasons: str,
    corrects: int | None = None,
    by: User,
    at: datetime,
) -> Decision:
    """Enter a decision in the policy log. Raises `Refused` for a closed operation or an unknown number to correct."""
    with acting("operation.decide", by=by, at=at, operation=Processing.COLLECTION) as act:
        operation = _led(act, reference, "enter decisions")
        corrected = None
        if corrects is not None:
            corrected = operation.decisions.filter(number=corrects).first()
            if corrected is None:
                raise Refused(f"There is no decision {corrects}.", POLICY, "Look at the log.", field="corrects")
        entry = Decision.objects.create(
            operation=operation,
            number=operation.decisions.count() + 1,
            at=at,
            by=by,
            known=known,
            options=options,
            decision=decision,
            reasons=reasons,
            corrects=corrected,
        )
        act.tell(decision=entry.number)
        return entry


def adopt_intelligence(
    reference: str, *, intelligence_reference: str, reason: str, by: User, at: datetime
) -> Operation:
    """Bring an intelligence report into the operation, for its team to read in their roles.

    Done by someone who may read both. Raises `Refused` when it is adopted already or may not be shared.
    """
    with acting("operation.adopt_intelligence", by=by, at=at, operation=Processing.COMBINATION) as act:
        operation = act.find(Operation, reference)
        _open(operation)
        act.require_role(operation.compartment_id, Role.INTELLIGENCE, *LEADERS, act="adopt intelligence")
        intelligence_queries.report(act.viewer, intelligence_reference)  # before any answer tells that it is there
        if operation.adopted.filter(intelligence=intelligence_reference).exists():
            raise Refused("The operation works on it already.", POLICY, "Nothing is left to do.")
        intelligence.disseminate(intelligence_reference, to=operation.compartment, reason=reason, by=by, at=at)
        AdoptedIntelligence.objects.create(operation=operation, intelligence=intelligence_reference, reason=reason)
        act.references.append(intelligence_reference)
        return operation


def close(reference: str, *, by: User, at: datetime) -> Operation:
    """Close the operation. Raises `Refused` when it is closed already."""
    with acting("operation.close", by=by, at=at) as act:
        operation = _led(act, reference, "close it")
        operation.state, operation.closed_at = State.CLOSED, at
        operation.save(update_fields=["state", "closed_at"])
        return operation


def _led(act: Act, reference: str, what: str) -> Operation:
    """The open operation, for one of its leaders."""
    operation = act.find(Operation, reference)
    act.require_role(operation.compartment_id, *LEADERS, act=what)
    _open(operation)
    return operation


def _open(operation: Operation) -> None:
    if operation.state != State.OPEN:
        raise Refused(f"{operation} is closed.", POLICY, "Open a new operation for new work.")


def _add_member(operation: Operation, user: User, role: Role) -> None:
    Membership.objects.create(compartment=operation.compartment, user=user, role=role, starts=timezone.now())

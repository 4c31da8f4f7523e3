"""The two ways of touching a record: a look (`viewing`) and an act (`acting`), each one transaction with its event."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from handel.platform.access.models import Compartment, Protected
from handel.platform.access.roles import Role
from handel.platform.access.rule import find
from handel.platform.access.viewer import NotFound, Viewer
from handel.platform.accounts.models import User
from handel.platform.journal.models import Event, Operation, Outcome
from handel.platform.journal.write import write
from handel.platform.references import new_reference
from handel.platform.turns import turn
from handel.rules import Refused

Record = TypeVar("Record", bound=Protected)


@contextmanager
def viewing(user: User, *, at: datetime, name: str, operation: Operation = Operation.CONSULTATION) -> Iterator[Viewer]:
    """A look: what queries show inside is journalled as one event, in the same transaction.

    When the event cannot be written the look fails. Asking for what is not there, or not for this person, is
    journalled too and raises `NotFound`.

    >>> with viewing(user, at=now, name="warrant") as viewer:
    ...     warrant = queries.warrant(viewer, "W-7K3M9Q")
    """
    missing: NotFound | None = None
    with turn(), transaction.atomic():
        viewer = Viewer.of(user, at=at)
        try:
            yield viewer
        except NotFound as error:
            missing = error
            write(
                name,
                actor_id=user.pk,
                at=at,
                operation=operation,
                outcome=Outcome.NOT_FOUND,
                detail={"asked": error.reference[:40]},
            )
        else:
            look = viewer.look
            if look.records or look.lists:
                write(
                    name,
                    actor_id=user.pk,
                    at=at,
                    operation=operation,
                    references=look.records,
                    detail={"lists": look.lists} if look.lists else {},
                )
    if missing:
        raise missing


_form: ContextVar[str] = ContextVar("form", default="")


class SentBefore(Exception):
    """The form that asks for this act asked for it before, and it was done."""


def sent_before(form: str) -> bool:
    """Whether an act that this form asked for stands in the journal."""
    return bool(form) and Event.objects.filter(form=form).exists()


@contextmanager
def asked_by(form: str) -> Iterator[None]:
    """The acts inside are asked for by this form (its random name): the first of them is done once for it.

    A double press, a reload or a second tab sends the same form again; `acting` then raises `SentBefore`.
    """
    token = _form.set(form)
    try:
        yield
    finally:
        _form.reset(token)


@dataclass
class Act:
    """An act under way: finds and makes records for the person who acts, and gathers what the journal will say."""

    verb: str
    by: User
    at: datetime
    viewer: Viewer
    references: list[str] = field(default_factory=list)
    compartment_id: int | None = None
    detail: dict[str, Any] = field(default_factory=dict)

    def find(self, model: type[Record], reference: str, *related: str) -> Record:
        """The record to act on, locked until the act is done. Raises `NotFound` like `access.rule.find`."""
        record = find(self.viewer, model, reference, *related, lock=True)
        self.about(record)
        return record

    def about(self, *records: Protected) -> None:
        """Name records that this act is about."""
        for record in records:
            self.references.append(record.reference)
            if self.compartment_id is None:
                self.compartment_id = record.compartment_id

    def create(self, model: type[Record], **values: Any) -> Record:
        """Make a record, with a new reference unless one is given, stamped with the act's time."""
        values.setdefault("reference", new_reference(model.PREFIX))
        record = model.unguarded.create(created_at=self.at, **values)
        self.about(record)
        return record

    def require_role(self, compartment_id: int, *roles: Role, act: str, remedy: str = "") -> None:
        """Refuse unless the person holds one of `roles` in the compartment. `act` completes "Only … may …"."""
        if not any(self.viewer.holds(role, compartment_id) for role in roles):
            who = " or ".join(role.label for role in roles)
            raise Refused(
                f"Only a person who holds the role {who} here may {act}.",
                "Need-to-know policy",
                remedy or f"Ask a colleague who holds the role {who}, or have the role given to you.",
            )

    def tell(self, **detail: Any) -> None:
        """Add facts to the journal's event: states, dates, references. Never content, never names."""
        self.detail.update(detail)


@contextmanager
def acting(verb: str, *, by: User, at: datetime, operation: Operation = Operation.ALTERATION) -> Iterator[Act]:
    """An act: done and journalled together, or undone and journalled as refused.

    The act runs in a savepoint, so that a refusal (`Refused`, `NotFound`) undoes it while its event stays. Any other
    error undoes everything. Raises `SentBefore` when the form that asks (`asked_by`) has been answered.

    >>> with acting("warrant.issue", by=officer, at=now) as act:
    ...     warrant = act.find(Warrant, "W-7K3M9Q")
    """
    refusal: Refused | NotFound | None = None
    form = _form.get()
    _form.set("")  # an act inside this one is a part of it
    with turn(), transaction.atomic():
        if sent_before(form):
            raise SentBefore
        act = Act(verb=verb, by=by, at=at, viewer=Viewer.of(by, at=at))
        outcome, detail = Outcome.DONE, act.detail
        try:
            with transaction.atomic():
                yield act
        except Refused as error:
            refusal, outcome = error, Outcome.REFUSED
            detail = {"citation": error.citation}
        except NotFound as error:
            refusal, outcome = error, Outcome.NOT_FOUND
            detail = {"asked": error.reference[:40]}
        references, compartment_id = act.references, act.compartment_id
        if outcome is not Outcome.DONE:
            # What the act had made is undone: its event names no record and no compartment of it.
            references = act.viewer.look.records
            if compartment_id and not Compartment.objects.filter(pk=compartment_id).exists():
                compartment_id = None
        write(
            verb,
            actor_id=by.pk,
            at=at,
            operation=operation,
            outcome=outcome,
            references=references,
            compartment_id=compartment_id,
            detail=detail,
            form=form or None,
        )
    if refusal:
        raise refusal

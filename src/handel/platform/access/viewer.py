"""The person, and what they may read just now, that a query is for."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from handel.platform.access.models import Membership
from handel.platform.access.roles import Role
from handel.platform.accounts.models import Marking, User


class NotFound(Exception):
    """No such record for this person: unknown and invisible are the same in every answer."""

    def __init__(self, reference: str) -> None:
        super().__init__("Not found")
        self.reference = reference


@dataclass
class Look:
    """What a request has been shown, gathered by the queries and journalled once at its end."""

    records: list[str] = field(default_factory=list)
    lists: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Viewer:
    """A person's rights, read once at the start of a request. Rights are counted in real time.

    `at` is business time, for rules that a query applies (what is due, what is out of time).
    """

    user: User
    at: datetime
    memberships: frozenset[tuple[int, str]]
    look: Look = field(default_factory=Look, compare=False)

    @classmethod
    def of(cls, user: User, *, at: datetime) -> "Viewer":
        now = timezone.now()
        held = Membership.objects.filter(Q(ends__isnull=True) | Q(ends__gt=now), user=user, starts__lte=now)
        return cls(user=user, at=at, memberships=frozenset(held.values_list("compartment_id", "role")))

    @classmethod
    def counting(cls, viewer: "Viewer", compartment_id: int) -> "Viewer":
        """A viewer who reads everything of one compartment, to count it for `viewer`.

        A figure that is published is the operation's, not that of whoever asked for it: roles and clearance decide
        what a person reads, and must not change how many arrests there were. The publicity desk alone uses this, for
        those who may draw up an operation's releases, and shows figures and references, never content. The look is
        shared, so that the journal names each reference that was counted.
        """
        user = copy(viewer.user)
        user.clearance = max(Marking)
        roles = frozenset((compartment_id, str(role)) for role in Role)
        return cls(user=user, at=viewer.at, memberships=roles, look=viewer.look)

    @property
    def this_minute(self) -> datetime:
        """Business time without its seconds: what a form about something just done begins with."""
        return self.at.replace(second=0, microsecond=0)

    def compartments(self, roles: Iterable[Role] | None = None) -> set[int]:
        """The compartments in which this person holds one of `roles` (any role when None)."""
        wanted = None if roles is None else {str(role) for role in roles}
        return {compartment for compartment, role in self.memberships if wanted is None or role in wanted}

    def holds(self, role: Role, compartment_id: int | None = None) -> bool:
        """Whether this person holds `role`, in the given compartment or anywhere."""
        return any(
            held == role and (compartment_id is None or compartment == compartment_id)
            for compartment, held in self.memberships
        )

    def saw(self, reference: str) -> None:
        """A query is about to show this record."""
        if reference not in self.look.records:
            self.look.records.append(reference)

    def saw_list(self, name: str, references: Iterable[str], **query: Any) -> None:
        """A query is about to show this list: its name, what was asked, and the references on the page."""
        shown = list(references)
        asked = {key: value for key, value in query.items() if value not in (None, "", [], ())}
        self.look.lists.append({"list": name, "query": asked, "count": len(shown), "shown": shown})

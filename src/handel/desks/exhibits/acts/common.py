"""What the acts share."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from handel.desks.exhibits.models import Exhibit, Seal
from handel.platform.access.models import Membership
from handel.platform.access.roles import LEADERS, Role
from handel.platform.accounts.models import User
from handel.platform.acts import Act
from handel.rules import Refused
from handel.rules.england_wales.calendar import require_aware, show

SEIZERS = (Role.TEAM, Role.EXHIBITS, *LEADERS)
"""Who may seize."""
HANDLERS = (Role.EXHIBITS, *LEADERS)
"""Who may record what happens to an exhibit that they do not hold."""
CONTINUITY = "Continuity of exhibits: force policy"


def in_hand(act: Act, reference: str, what: str) -> Exhibit:
    """The exhibit, for who holds it or may record for others. `what` completes "Only … may …"."""
    exhibit = act.find(Exhibit, reference, "operation")
    if exhibit.last_movement.holder_id != act.by.pk:
        act.require_role(
            exhibit.compartment_id,
            *HANDLERS,
            act=f"{what} an exhibit that they do not hold",
            remedy="Ask who holds it, or the exhibits officer.",
        )
    return exhibit


def happened(when: datetime, at: datetime, field: str) -> datetime:
    """The time of what is recorded at `at`, in UTC. Raises `Refused` for one to come."""
    if require_aware(when) > at:
        raise Refused(f"{show(when)} is still to come.", CONTINUITY, "Correct the time.", field=field)
    return require_aware(when)


def team(exhibit: Exhibit) -> QuerySet[User]:
    """Who belongs to the exhibit's operation now, in whatever role."""
    now = timezone.now()
    members = Membership.objects.filter(
        Q(ends__isnull=True) | Q(ends__gt=now), compartment=exhibit.compartment_id, starts__lte=now
    )
    return User.objects.filter(pk__in=members.values("user"), is_active=True).select_related("unit")


def person(username: str, field: str) -> User:
    """A person of the force. Raises `Refused` for an unknown one."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise Refused("There is no such person.", CONTINUITY, "Choose a person from the list.", field=field)
    return user


def seal_number(typed: str) -> str:
    """A seal's number as it is kept.

    >>> seal_number(" a 1234567 ")
    'A1234567'
    """
    return "".join(typed.split()).upper()


def new_seal(exhibit: Exhibit, number: str, field: str) -> Seal:
    """Use a seal. Raises `Refused` for none, or for one that was used before: a seal is used once."""
    if not number:
        raise Refused("An exhibit is kept under a seal.", CONTINUITY, "Write the seal's number.", field=field)
    if Seal.objects.filter(number=number).exists():
        raise Refused(
            f"Seal {number} was used before.", CONTINUITY, "Read the number again, or use a new seal.", field=field
        )
    return Seal.objects.create(exhibit=exhibit, number=number)


def add(ledger: Any, **values: Any) -> Any:
    """Add the next row to one of the exhibit's ledgers. The exhibit is locked: no other takes the number."""
    return ledger.create(number=ledger.count() + 1, **values)

"""Making people of the force, from the command line of the machine that Handel runs on."""

import secrets

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils import timezone

from handel.platform.access.models import Compartment, Membership
from handel.platform.access.roles import Role
from handel.platform.access.standing import STANDING, compartment
from handel.platform.accounts.models import Unit, User
from handel.platform.journal.models import Operation
from handel.platform.journal.write import write
from handel.rules import Refused
from handel.rules.england_wales.ranks import Rank

POLICY = "Force policy on accounts"


def add_person(
    username: str, *, name: str, number: str | None, unit: str | None, title: str = "", rank: str = "staff"
) -> str:
    """Make a person and return their first password, shown once.

    Raises `Refused` without a number or unit, for an unknown rank, and for a name or number in use.
    """
    if not number or not unit:
        raise Refused("A new person has a number and a unit.", POLICY, "Give --number and --unit.")
    try:
        held = Rank[rank.strip().upper().replace(" ", "_")]
    except KeyError:
        raise Refused(f"{rank!r} is no rank.", POLICY, f"Choose one of: {', '.join(r.label for r in Rank)}.") from None
    password = secrets.token_urlsafe(12)
    try:
        with transaction.atomic():
            user = User(
                username=username,
                full_name=name,
                number=number,
                title=title,
                rank=held,
                unit=Unit.objects.get_or_create(name=unit)[0],
            )
            user.set_password(password)
            user.save()
            _journal("person.add", user)
    except IntegrityError:
        raise Refused("That user name or number is in use.", POLICY, "Choose another.") from None
    return password


def give_desk_role(username: str, *, desk: str | None, role: str | None) -> None:
    """Give a person a role at a standing desk. Raises `Refused` for an unknown person, desk or role."""
    user = _person(username)
    if desk not in STANDING:
        raise Refused(f"{desk!r} is no standing desk.", POLICY, f"Choose one of: {', '.join(STANDING)}.")
    if role not in Role.values:
        raise Refused(f"{role!r} is no role.", POLICY, f"Choose one of: {', '.join(Role.values)}.")
    with transaction.atomic():
        place = compartment(desk)
        Membership.objects.get_or_create(
            compartment=place, user=user, role=role, ends=None, defaults={"starts": timezone.now()}
        )
        _journal("person.give_desk_role", user, place, role=role)


def new_password(username: str) -> str:
    """Set and return a new password, shown once: for who has forgotten theirs. Raises `Refused` for no such person."""
    user = _person(username)
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        _journal("person.new_password", user)
    return password


def remove_second_factor(username: str) -> None:
    """Take off every second factor, for who has lost theirs; the next sign-in leads to setting one up.

    Raises `Refused` for no such person, and when there is none to take off.
    """
    user = _person(username)
    with transaction.atomic():
        removed, _ = Authenticator.objects.filter(user=user).delete()
        if not removed:
            raise Refused("They have no second factor.", POLICY, "Nothing is left to do.")
        _journal("person.second_factor_removed", user)


def leave(username: str) -> None:
    """End all roles and close the account: who has left sees nothing from their next request on.

    What they did stays. Raises `Refused` for no such person, and for the last commander of an operation.
    """
    user = _person(username)
    now = timezone.now()
    with transaction.atomic():
        held = Membership.objects.filter(user=user, ends__isnull=True)
        for membership in held.filter(role=Role.COMMANDER):
            others = Membership.objects.filter(
                compartment=membership.compartment, role=Role.COMMANDER, ends__isnull=True
            ).exclude(user=user)
            if not others.exists():
                raise Refused(
                    f"They are the only commander of {membership.compartment}.", POLICY, "Name the next one first."
                )
        held.update(ends=now)
        user.is_active = False
        user.save(update_fields=["is_active"])
        _journal("person.leave", user)


def _person(username: str) -> User:
    user = User.objects.filter(username=username).first()
    if user is None:
        raise Refused(f"There is no person {username!r}.", POLICY, "Add them first.")
    return user


def _journal(verb: str, user: User, place: Compartment | None = None, **detail: str) -> None:
    """Written without an actor: whoever has the machine's command line is not known to Handel."""
    write(
        verb,
        actor_id=None,
        at=timezone.now(),
        operation=Operation.ALTERATION,
        compartment_id=place.pk if place else None,
        detail={"person": user.number, **detail},
    )

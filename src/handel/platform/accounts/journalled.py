"""Signing in and out, and every change of how a person signs in, in the journal. Connected by `apps`.

A sign-in that cannot be journalled does not happen; a second factor changes in the transaction of its event.
"""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from handel.platform.accounts.models import User
from handel.platform.clock import service as clock
from handel.platform.journal.models import Operation, Outcome
from handel.platform.journal.write import write

RECOVERY_CODES = Authenticator.Type.RECOVERY_CODES


def _journal(
    verb: str,
    actor: User | None,
    operation: Operation,
    detail: dict[str, Any] | None = None,
    outcome: Outcome = Outcome.DONE,
) -> None:
    with transaction.atomic():
        write(
            verb,
            actor_id=actor.pk if actor else None,
            at=clock.now(),
            operation=operation,
            outcome=outcome,
            detail=detail,
        )


@receiver(user_logged_in)
def signed_in(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    steps = [record.get("type") or record["method"] for record in get_authentication_records(request, user)]
    _journal("person.sign_in", user, Operation.CONSULTATION, {"with": steps} if steps else {})


@receiver(user_logged_out)
def signed_out(sender: Any, user: User | None, **_: Any) -> None:
    if user is not None:
        _journal("person.sign_out", user, Operation.CONSULTATION)


@receiver(user_login_failed)
def password_failed(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Nobody has proved who they are: there is no actor. What was typed is told only when it is a person's name."""
    known = User.objects.filter(username=credentials.get("username") or "").first()
    step = "locked" if getattr(request, "axes_locked_out", False) else "password"
    _failed(step, known)


@receiver(authentication_failed)
def code_failed(sender: Any, user: User, authenticator: Authenticator, **_: Any) -> None:
    _failed(authenticator.type, user)


def _failed(step: str, known: User | None) -> None:
    person = {"person": known.number} if known else {}
    _journal("person.sign_in_failed", None, Operation.CONSULTATION, {"step": step, **person}, Outcome.REFUSED)


@receiver(password_changed)
def changed_password(sender: Any, user: User, **_: Any) -> None:
    _journal("person.password_changed", user, Operation.ALTERATION)


@receiver(post_save, sender=Authenticator)
def second_factor_added(sender: Any, instance: Authenticator, created: bool, **_: Any) -> None:
    if created:
        verb = "recovery_codes_made" if instance.type == RECOVERY_CODES else "second_factor_added"
        _journal(f"person.{verb}", instance.user, Operation.ALTERATION, {"type": instance.type})


@receiver(post_delete, sender=Authenticator)
def second_factor_removed(sender: Any, instance: Authenticator, **_: Any) -> None:
    if instance.type != RECOVERY_CODES:  # these go with the last factor, or give way to new ones
        _journal("person.second_factor_removed", instance.user, Operation.ERASURE, {"type": instance.type})

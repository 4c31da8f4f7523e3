"""Handing an exhibit on."""

from datetime import datetime

from django.utils import timezone

from handel.desks.exhibits.acts.common import CONTINUITY, add, happened, in_hand, new_seal, person, seal_number, team
from handel.desks.exhibits.models import Exhibit, Movement, Seal
from handel.platform.access.models import Grant
from handel.platform.accounts.models import User
from handel.platform.acts import acting
from handel.rules import Refused
from handel.rules.england_wales.calendar import show


def hand_over(
    reference: str,
    *,
    to: str = "",
    place: str,
    purpose: str,
    seal_before: str,
    seal_after: str,
    condition: str,
    happened_at: datetime,
    explanation: str = "",
    by: User,
    at: datetime,
) -> Exhibit:
    """Record that whoever holds the exhibit handed it on: to the person `to` (a username), or left it at the place.

    `place` is where that was done; with `to` empty it lies there and nobody holds it. `seal_before` is the seal as
    read then, `seal_after` the one under which it was handed on. Who receives it may read it from then on.

    Raises `Refused` for a time before the last movement or to come, for a seal other than the one last recorded or
    for a resealing without an `explanation`, for a new seal that was used before, for a person who does not belong to
    the operation, and when nothing would change. Source: continuity practice (law and doctrine, exhibits).
    """
    with acting("exhibit.hand_over", by=by, at=at) as act:
        exhibit = in_hand(act, reference, "hand over")
        last = exhibit.last_movement
        happened_at = happened(happened_at, at, "happened_at")
        if happened_at < last.happened_at:
            raise Refused(
                f"The movement before this one was on {show(last.happened_at)}.",
                CONTINUITY,
                "Correct the time; movements are recorded in their order.",
                field="happened_at",
            )
        if not place.strip():
            raise Refused("A movement has a place.", CONTINUITY, "Write where it was.", field="place")
        receiver = _receiver(exhibit, to) if to else None
        seal = _seal(exhibit, last, seal_number(seal_before), seal_number(seal_after), explanation.strip())
        if (receiver, place.strip(), seal) == (last.holder, last.place, last.seal):
            raise Refused("Nothing would change.", CONTINUITY, "Write who has it now, or where it is.", field="to")
        movement = add(
            exhibit.movements,
            holder=receiver,
            place=place.strip(),
            happened_at=happened_at,
            purpose=purpose.strip(),
            seal_before=seal_number(seal_before),
            seal=seal,
            condition=condition.strip(),
            explanation=explanation.strip(),
            by=by,
            at=at,
        )
        if receiver and not Grant.objects.filter(reference=reference, user=receiver, ends__isnull=True).exists():
            Grant.objects.create(
                reference=reference, user=receiver, granted_by=by, reason="received it", starts=timezone.now()
            )
        act.tell(movement=movement.number, resealed=seal != last.seal, receiver=receiver.number if receiver else "")
        return exhibit


def _receiver(exhibit: Exhibit, username: str) -> User:
    receiver = person(username, "to")
    if receiver not in team(exhibit):
        raise Refused(
            "They do not belong to the operation.",
            CONTINUITY,
            "Have them added to the team. For another organisation, choose nobody and write the place.",
            field="to",
        )
    return receiver


def _seal(exhibit: Exhibit, last: Movement, before: str, after: str, explanation: str) -> Seal:
    """The seal under which it goes on: the same as before, or a new one, and every change explained."""
    if not before:
        raise Refused("The seal is read at every movement.", CONTINUITY, "Read its number.", field="seal_before")
    if before != last.seal.number and not explanation:
        raise Refused(
            f"The seal last recorded is {last.seal}, not {before}.",
            CONTINUITY,
            "Read it again. If it is another seal, say what you know of it; do not hand it on unexplained.",
            field="seal_before",
        )
    if after == last.seal.number:
        return last.seal
    if not explanation:
        raise Refused(
            f"The seal changes from {before} to {after} without a reason.",
            CONTINUITY,
            "Say why it was opened and who resealed it; the old bag and seal are kept.",
            field="explanation",
        )
    return new_seal(exhibit, after, "seal_after")

"""Putting what was published on the public site. The desk's database is the outbox; the public site's only receives."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from handel.desks.publicity.models import Release, State
from handel.desks.publicity.newsroom.models import PublishedRelease
from handel.platform.journal.models import Operation as Processing
from handel.platform.journal.write import write

BATCH = 50


def deliver(at: datetime) -> int:
    """Give the public site what it does not show yet and no embargo holds back. Returns how many releases changed.

    Run every few seconds and after each publication; safe to stop anywhere between the two databases and to run again,
    also twice at once: an older edition never overwrites a newer.
    """
    waiting = Release.unguarded.filter(
        Q(embargo_until__isnull=True) | Q(embargo_until__lte=at), delivered_edition__lt=F("public_edition")
    )
    changed = 0
    for release in waiting.select_related("supersedes", "successor").order_by("published_at", "id")[:BATCH]:
        _show(release, at)
        with transaction.atomic():
            marked = Release.unguarded.filter(pk=release.pk, delivered_edition__lt=release.public_edition).update(
                delivered_edition=release.public_edition
            )
            if marked:
                changed += 1
                # Not `acting`: nobody acts here; who published is in the event of that act.
                write(
                    "release.deliver",
                    actor_id=None,
                    at=at,
                    operation=Processing.DISCLOSURE,
                    references=[release.reference],
                    compartment_id=release.compartment_id,
                    detail={"version": release.version, "state": release.state},
                )
    return changed


def is_public(release: Release, at: datetime) -> bool:
    """Whether the public may have read this release at a time."""
    return release.is_published and (release.embargo_until is None or release.embargo_until <= at)


def _show(release: Release, at: datetime) -> None:
    row = _row(release, at)
    shown, made = PublishedRelease.objects.get_or_create(slug=release.slug, defaults=row)
    if not made:
        PublishedRelease.objects.filter(pk=shown.pk, edition__lt=release.public_edition).update(**row)
    if release.supersedes and release.state != State.RETRACTED:
        PublishedRelease.objects.filter(slug=release.supersedes.slug).update(superseded_by=release.slug)


def _row(release: Release, at: datetime) -> dict[str, Any]:
    retracted = release.state == State.RETRACTED
    successor = getattr(release, "successor", None)
    return {
        "headline": "" if retracted else release.headline,
        "paragraphs": [] if retracted else release.paragraphs,
        "published_at": release.embargo_until or release.published_at,
        "version": release.version,
        "superseded_by": successor.slug if successor and is_public(successor, at) else "",
        "retracted": retracted,
        "retraction_reason": release.retraction_reason,
        "edition": release.public_edition,
    }

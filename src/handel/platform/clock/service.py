"""What time it is, for everything that the law or the work counts.

Sessions, tokens, rights and the journal's own stamps use real time instead (`django.utils.timezone.now`).
"""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from handel.platform.clock.models import StoryClock


def now() -> datetime:
    """Business time, aware, in UTC: real time, but the story's while the sample operation is shown."""
    return story() or timezone.now()


def story() -> datetime | None:
    """The sample operation's time, or None where the clock is the real one."""
    if not settings.DEMO:
        return None
    anchor = StoryClock.objects.first()
    return anchor.story_at + (timezone.now() - anchor.real_at) if anchor else None


def set_story(at: datetime) -> None:
    """Set the sample operation's clock, which runs on from there.

    Raises `RuntimeError` outside the sample operation: no real unit's clock can be set.
    """
    if not settings.DEMO:
        raise RuntimeError("Only the sample operation may set the clock.")
    StoryClock.objects.update_or_create(id=1, defaults={"story_at": at, "real_at": timezone.now()})

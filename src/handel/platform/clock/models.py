from typing import ClassVar

from django.db import models
from django.db.models import Q


class StoryClock(models.Model):
    """The sample operation's clock: `story_at` was business time when real time was `real_at`. One row at most."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    story_at = models.DateTimeField()
    real_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(id=1), name="one_story_clock")
        ]

    def __str__(self) -> str:
        return f"story clock {self.story_at.isoformat()}"

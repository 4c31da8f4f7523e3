"""What the public site keeps of a report: an envelope that it cannot open, and what the receipt answers."""

import uuid
from typing import ClassVar

from django.db import models

from handel.engines.sealing import Context

APPEAL_LENGTH = 80


class Status(models.TextChoices):
    """What became of a report, as its receipt tells it."""

    NEW = "new", "received"
    COLLECTED = "collected", "received"
    READ = "read", "read"
    CLOSED = "closed", "closed"


class SealedReport(models.Model):
    """One report, sealed to the desk. No time stands here, only days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sealed = models.BinaryField(help_text="the envelope of all answers")
    key_id = models.CharField(max_length=16, help_text="fingerprint of the desk's key that it is sealed to")
    lookup = models.CharField(max_length=64, unique=True, help_text="what the receipt finds it by; opens nothing")
    received_on = models.DateField()
    appeal = models.SlugField(max_length=APPEAL_LENGTH, blank=True, help_text="the published appeal it answers")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.NEW)
    status_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="sealed_report_status_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["id"], condition=models.Q(status="new"), name="sealed_report_to_collect"),
        ]

    def __str__(self) -> str:
        return str(self.id)


def place(report_id: uuid.UUID, field: str = "answers", version: int = 1) -> Context:
    """Where a sealed text of this report is kept, on both sites: it opens nowhere else."""
    return Context(record=str(report_id), field=field, version=version)

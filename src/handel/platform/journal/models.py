"""Events: who did or saw what, under which reference, when. Never content, never a name of a person of a record."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Operation(models.TextChoices):
    """The six processing operations that must be logged (Data Protection Act 2018 s.62(1))."""

    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"


class Outcome(models.TextChoices):
    DONE = "done"
    REFUSED = "refused"
    """A rule said no; the act was undone."""
    NOT_FOUND = "not found", "Not found"
    """Asked for what does not exist, or not for this person; the answer was the same."""


class Event(models.Model):
    """One act or one look. `at` is business time; `recorded_at` is the journal's own stamp in real time."""

    recorded_at = models.DateTimeField()
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=60, db_index=True)
    operation = models.CharField(max_length=12, choices=Operation.choices)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    compartment = models.ForeignKey("access.Compartment", on_delete=models.PROTECT, null=True, related_name="+")
    detail = models.JSONField(default=dict)
    form = models.CharField(max_length=32, null=True, unique=True, help_text="the form that asked for it, once")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.at.isoformat()} {self.verb} {self.outcome}"


class Subject(models.Model):
    """A record that an event is about, so that a record's history is one indexed look-up."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="subjects")
    reference = models.CharField(max_length=40)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["reference", "event"], name="subject_reference")]

    def __str__(self) -> str:
        return self.reference

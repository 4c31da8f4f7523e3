"""What the report desk keeps: reports that stay sealed, its own sealed notes, and items that lead back to nobody."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from handel.desks.reports.intake.models import APPEAL_LENGTH, Status
from handel.platform.access.models import Protected
from handel.platform.access.roles import Role


class State(models.TextChoices):
    NEW = "new", "new"
    ASSESSED = "assessed", "assessed"
    SANITISED = "sanitised", "sanitised"
    RELEASED = "released", "released"
    CLOSED = "closed", "closed without action"


class Priority(models.TextChoices):
    ROUTINE = "routine", "routine"
    URGENT = "urgent", "urgent"
    THREAT_TO_LIFE = "threat_to_life", "threat to life"


class Category(models.TextChoices):
    DRUGS = "drugs", "drug dealing"
    VIOLENCE = "violence", "violence and weapons"
    EXPLOITATION = "exploitation", "exploitation of a person"
    THEFT = "theft", "theft and burglary"
    ANTISOCIAL = "antisocial", "antisocial behaviour"
    OTHER = "other", "something else"


class Report(Protected):
    """A report as it was sealed on the public site. Its key is the envelope's own, so that it is collected once."""

    PREFIX = "R"
    READ_ROLES = frozenset({Role.REPORT_DESK})

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sealed = models.BinaryField()
    key_id = models.CharField(max_length=16)
    received_on = models.DateField()
    appeal = models.SlugField(max_length=APPEAL_LENGTH, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    priority = models.CharField(max_length=20, choices=Priority.choices, blank=True)
    category = models.CharField(max_length=20, choices=Category.choices, blank=True)
    journalled = models.BooleanField(default=False, help_text="the journal's daily batch has named it")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.COLLECTED)
    status_on = models.DateField()
    status_sent = models.BooleanField(default=True, help_text="the receipt answers with this status already")

    class Meta(Protected.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="report_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=["new", "closed"]) | ~(Q(priority="") | Q(category="")),
                name="report_worked_on_is_assessed",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "received_on"], name="report_by_state"),
            models.Index(fields=["id"], condition=Q(journalled=False), name="report_to_journal"),
            models.Index(fields=["id"], condition=Q(status_sent=False), name="report_to_answer"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("reports:show", kwargs={"reference": self.reference})


class Note(models.Model):
    """What the desk wrote on a report, sealed like the report itself: a note may say what only the report says."""

    class Kind(models.TextChoices):
        ASSESSED = "assessed", "Assessed"
        SANITISED = "sanitised", "Sanitised"
        CLOSED = "closed", "Closed without action"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="notes")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    sealed = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "number"], name="note_number_once")
        ]

    def __str__(self) -> str:
        return f"Note {self.number}"


class Provenance(models.Model):
    """Which report a provenance code stands for. The one place that knows, and read at the report desk alone."""

    code = models.CharField(max_length=20, primary_key=True)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="provenances")
    released_on = models.DateField(null=True, blank=True, help_text="the day the intelligence desk took it")
    journalled = models.BooleanField(default=False, help_text="the journal's daily batch has named its report as taken")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["code"], condition=Q(journalled=False, released_on__isnull=False), name="provenance_to_journal"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class SanitisedItem(Protected):
    """One item of information, rewritten and graded, waiting for the intelligence desk. It names no report."""

    PREFIX = "SI"
    READ_ROLES = frozenset({Role.INTELLIGENCE})

    text = models.TextField()
    source = models.CharField(max_length=1)
    assessment = models.CharField(max_length=1)
    handling = models.CharField(max_length=1)
    conditions = models.TextField(blank=True)
    source_identified = models.BooleanField()
    provenance = models.CharField(max_length=20, unique=True)
    received_on = models.DateField()
    appeal = models.SlugField(max_length=APPEAL_LENGTH, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    journalled = models.BooleanField(default=False, help_text="the journal's daily batch has named it as offered")

    class Meta(Protected.Meta):
        ordering = ("received_on", "reference")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["id"], condition=Q(journalled=False), name="item_to_journal"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(released_by__isnull=True, released_at__isnull=True)
                | Q(released_by__isnull=False, released_at__isnull=False),
                name="sanitised_item_released_by_someone_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | ~Q(released_by=models.F("author")),
                name="sanitised_item_author_is_not_releaser",
            ),
        ]

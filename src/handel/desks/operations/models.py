"""What the operations desk keeps."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from handel.platform.access.models import Protected
from handel.platform.access.roles import Role


class State(models.TextChoices):
    OPEN = "open", "open"
    CLOSED = "closed", "closed"


class Operation(Protected):
    """An operation. Its compartment is its own: who belongs to it is its team."""

    PREFIX = "OP"
    READ_ROLES = frozenset(Role) - {Role.AUDITOR, Role.REPORT_DESK}

    name = models.CharField(max_length=40)
    aim = models.TextField()
    wards = models.JSONField(help_text="names of the wards that it covers")
    opened_on = models.DateField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(Protected.Meta):
        ordering = ("name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(state="open", closed_at__isnull=True)
                | models.Q(state="closed", closed_at__isnull=False),
                name="operation_closed_has_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"Operation {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("operation:show", kwargs={"reference": self.reference})


class Objective(models.Model):
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="objectives")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["operation", "number"], name="objective_number_once")
        ]

    def __str__(self) -> str:
        return self.text


class Decision(models.Model):
    """An entry of the policy log. Entries are only added; a correction is a new entry that names the old one."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    known = models.TextField(help_text="what was known when the decision was taken")
    options = models.TextField(help_text="what else could have been done")
    decision = models.TextField()
    reasons = models.TextField(help_text="why: necessary, proportionate, and why not the alternatives")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["operation", "number"], name="decision_number_once")
        ]

    def __str__(self) -> str:
        return f"Decision {self.number}"


class AdoptedIntelligence(models.Model):
    """An intelligence report that the operation works on, by its reference."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="adopted")
    intelligence = models.CharField(max_length=40)
    reason = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["operation", "intelligence"], name="intelligence_adopted_once")
        ]

    def __str__(self) -> str:
        return self.intelligence

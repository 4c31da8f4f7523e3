"""Units and the people in them."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from handel.rules.england_wales.ranks import Rank


class Marking(models.IntegerChoices):
    """Government security classification; `-SENSITIVE` is a marking within OFFICIAL, not a tier of its own."""

    OFFICIAL = 1, "OFFICIAL"
    OFFICIAL_SENSITIVE = 2, "OFFICIAL-SENSITIVE"
    SECRET = 3, "SECRET"
    TOP_SECRET = 4, "TOP SECRET"


class Unit(models.Model):
    """A unit of the force, or a partner: "Territorial Support Group", "Dog Support Unit", "City council"."""

    name = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person of the force (or a partner) who may sign in, be told off for a team, or both.

    What they may see follows from memberships (`platform.access`), never from rank; what they may authorise
    follows from rank as well. `skills` are codes of the search-day plan (PO, LSO, MOE, MED, DRV, EXH, INV, FEM).
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(max_length=120)
    title = models.CharField(max_length=60, blank=True, help_text='as written, for example "Detective Inspector"')
    number = models.CharField(max_length=12, unique=True, help_text="warrant or staff number")
    rank = models.PositiveSmallIntegerField(choices=[(rank.value, rank.label) for rank in Rank], default=Rank.STAFF)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="people")
    clearance = models.PositiveSmallIntegerField(choices=Marking.choices, default=Marking.OFFICIAL_SENSITIVE)
    skills = models.JSONField(default=list, blank=True)

    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name", "number", "unit"]

    class Meta:
        ordering = ("full_name",)

    def __str__(self) -> str:
        return f"{self.title} {self.full_name}".strip()

    @property
    def initials(self) -> str:
        """Initials for exhibit marks: "Jo Anne Baker" -> "JAB"."""
        return "".join(part[0] for part in self.full_name.replace("-", " ").split()).upper()

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name

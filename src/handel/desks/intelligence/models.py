"""What the intelligence desk keeps."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from handel.platform.access.models import Protected
from handel.platform.access.roles import Role
from handel.rules.england_wales import grading


class Origin(models.TextChoices):
    """How the information reached the desk. Crimestoppers is anonymous; nothing here is called confidential."""

    COMMUNITY = "community", "the community"
    OFFICER = "officer", "an officer"
    PARTNER = "partner", "a partner agency"
    CRIMESTOPPERS = "crimestoppers", "Crimestoppers"


class State(models.TextChoices):
    DRAFT = "draft", "draft"
    RELEASED = "released", "released"


class IntelligenceReport(Protected):
    """One item of information: sanitised text and its grade. Who said it is not here, and no path leads there.

    It stands in the intelligence desk's compartment. Investigators, commanders and authorisers read it once it has
    been disseminated to a compartment of theirs, which a draft never is.
    """

    PREFIX = "IR"
    READ_ROLES = frozenset({Role.INTELLIGENCE, Role.INVESTIGATOR, Role.COMMANDER, Role.AUTHORISER})

    origin = models.CharField(max_length=20, choices=Origin.choices)
    received_on = models.DateField(help_text="the day on which the information was received")
    text = models.TextField(help_text="sanitised: does not show who the source is, in words or by inference")
    source = models.CharField(max_length=1)
    assessment = models.CharField(max_length=1)
    handling = models.CharField(max_length=1)
    source_identified = models.BooleanField(help_text="whether somebody knows who the source is; not who that is")
    conditions = models.TextField(blank=True, help_text="on what conditions it may be shared (handling code C)")
    provenance = models.CharField(
        max_length=40, blank=True, help_text="a random reference, by which the report desk alone finds the source"
    )
    appeal = models.CharField(max_length=40, blank=True, help_text="the appeal for information that it answers")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    edition = models.PositiveSmallIntegerField(default=1, help_text="grows each time the draft is changed")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta(Protected.Meta):
        ordering = ("-received_on", "-id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(source__in=["1", "2", "3"])
                & Q(assessment__in=["A", "B", "C", "D", "E"])
                & Q(handling__in=["P", "C"]),
                name="intelligence_graded_3x5x2",
            ),
            models.CheckConstraint(
                condition=Q(handling="P", conditions="") | Q(handling="C") & ~Q(conditions=""),
                name="intelligence_code_c_has_conditions",
            ),
            models.CheckConstraint(
                condition=Q(source_identified=True) | Q(source="2"), name="intelligence_unidentified_is_untested"
            ),
            models.CheckConstraint(
                condition=~Q(origin="crimestoppers") | Q(source_identified=False),
                name="intelligence_crimestoppers_is_anonymous",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", released_by__isnull=True, released_at__isnull=True)
                | Q(state="released", released_by__isnull=False, released_at__isnull=False),
                name="intelligence_released_has_releaser_and_time",
            ),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("author")),
                name="intelligence_releaser_is_not_author",
            ),
            models.CheckConstraint(
                condition=Q(origin__in=["community", "officer", "partner", "crimestoppers"]) & ~Q(text=""),
                name="intelligence_has_origin_and_text",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("intelligence:show", kwargs={"reference": self.reference})

    @property
    def grade(self) -> str:
        """The grade as it is written: "2BP"."""
        return f"{self.source}{self.assessment}{self.handling}"

    @property
    def needs_corroboration(self) -> bool:
        """Whether nothing may be done on it before corroboration has been sought."""
        return grading.needs_corroboration(
            grading.grade(
                self.source,
                self.assessment,
                self.handling,
                self.conditions,
                source_identified=self.source_identified,
            )
        )

    @property
    def is_released(self) -> bool:
        return self.state == State.RELEASED

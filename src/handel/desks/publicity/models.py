"""What the publicity desk keeps."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from handel.desks.publicity.newsroom.models import SLUG_LENGTH
from handel.platform.access.models import Protected
from handel.platform.access.roles import LEADERS, Role


class State(models.TextChoices):
    DRAFT = "draft", "draft"
    APPROVED = "approved", "approved"
    PUBLISHED = "published", "published"
    SUPERSEDED = "superseded", "superseded"
    RETRACTED = "retracted", "retracted"


BEFORE_PUBLICATION = (State.DRAFT, State.APPROVED)


class Release(Protected):
    """A public account of an operation, in the operation's compartment. What it says is in its editions."""

    PREFIX = "PR"
    READ_ROLES = frozenset({Role.PRESS, *LEADERS})

    operation = models.ForeignKey("operations.Operation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    edition = models.PositiveSmallIntegerField(default=1, help_text="number of the edition that stands")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="successor")

    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_version = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the text as it was approved")

    slug = models.SlugField(max_length=SLUG_LENGTH, unique=True, null=True)
    headline = models.CharField(max_length=300, blank=True, help_text="as published")
    paragraphs = models.JSONField(default=list, help_text="as published: [{part, text}]")
    version = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the published text")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    embargo_until = models.DateTimeField(null=True)
    retracted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    retracted_at = models.DateTimeField(null=True)
    retraction_reason = models.CharField(max_length=300, blank=True)

    # The outbox: what the public site is to show grows in number; what it has been given follows.
    public_edition = models.PositiveIntegerField(default=0)
    delivered_edition = models.PositiveIntegerField(default=0)

    class Meta(Protected.Meta):
        ordering = ("-created_at", "-id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="release_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, approved_by__isnull=True, approved_at__isnull=True)
                | ~Q(state=State.DRAFT) & Q(approved_by__isnull=False, approved_at__isnull=False),
                name="release_approved_by_and_when",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("author")), name="release_approved_by_another"
            ),
            models.CheckConstraint(
                condition=Q(state__in=BEFORE_PUBLICATION, published_at__isnull=True, slug__isnull=True, version="")
                | ~Q(state__in=BEFORE_PUBLICATION)
                & Q(published_at__isnull=False, published_by__isnull=False, slug__isnull=False)
                & ~Q(version=""),
                name="release_published_has_words_and_address",
            ),
            models.CheckConstraint(
                condition=Q(state=State.RETRACTED, retracted_at__isnull=False) & ~Q(retraction_reason="")
                | ~Q(state=State.RETRACTED) & Q(retracted_at__isnull=True, retraction_reason=""),
                name="release_retracted_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(delivered_edition__lte=F("public_edition")), name="release_delivers_what_there_is"
            ),
        ]

    def __str__(self) -> str:
        return f"Release {self.reference}"

    def get_absolute_url(self) -> str:
        return reverse("publicity:show", kwargs={"reference": self.reference})

    @property
    def is_published(self) -> bool:
        """Whether it has been published, whatever became of it since."""
        return self.state not in BEFORE_PUBLICATION

    @property
    def text(self) -> "Edition":
        """The edition that stands."""
        return next(edition for edition in self.editions.all() if edition.number == self.edition)

    @property
    def quotation(self) -> "Quotation | None":
        """The words proposed last, approved or not."""
        rows = list(self.quotations.all())
        return rows[-1] if rows else None

    @property
    def writers(self) -> set[int]:
        """Keys of those who wrote any of it: an edition of the text, or the words that it quotes."""
        quoted = self.quotation
        return {edition.by_id for edition in self.editions.all()} | ({quoted.proposed_by_id} if quoted else set())


class Edition(models.Model):
    """What a release said after each edit, with placeholders for facts. Rows are only added."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    parts = models.JSONField(help_text="{part: text}; parts are keys of writing.PARTS")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["release", "number"], name="release_edition_once")
        ]

    def __str__(self) -> str:
        return f"Edition {self.number}"


class Quotation(models.Model):
    """Words of a person, which only that person approves. Other words are another row."""

    reference = models.CharField(max_length=40, unique=True)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="quotations")
    text = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by=F("person"), approved_at__isnull=False),
                name="quotation_approved_by_the_person_quoted",
            ),
        ]

    def __str__(self) -> str:
        return f"Quotation {self.reference}"


class FrozenFact(models.Model):
    """A fact as it stood when the release was published. Rows are only added."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="frozen_facts")
    key = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    value = models.JSONField(null=True)
    wording = models.TextField()
    references = models.JSONField(help_text="of the records that it counts or rests on")
    position = models.PositiveBigIntegerField(help_text="number of the journal's last event when it was counted")

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["release", "key"], name="fact_frozen_once")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.wording}"

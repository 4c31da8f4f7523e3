"""What the public site keeps of the news: the published words, and nothing that they were counted from."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

SLUG_LENGTH = 80


class PublishedRelease(models.Model):
    """A release as the public reads it. A retracted one keeps its address and the reason, not its words."""

    slug = models.SlugField(max_length=SLUG_LENGTH, unique=True)
    headline = models.CharField(max_length=300, blank=True)
    paragraphs = models.JSONField(default=list, help_text="[{part, text}] in their order")
    published_at = models.DateTimeField()
    version = models.CharField(max_length=64, help_text="SHA-256 of the published text, in hexadecimal")
    superseded_by = models.SlugField(max_length=SLUG_LENGTH, blank=True)
    retraction_reason = models.CharField(max_length=300, blank=True)
    retracted = models.BooleanField(default=False)
    edition = models.PositiveIntegerField(help_text="grows with each delivery, so that an old one never overwrites")

    class Meta:
        ordering = ("-published_at", "-id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(retracted=False) & ~Q(headline="") | Q(retracted=True, headline="", paragraphs=[]),
                name="published_release_has_words_unless_retracted",
            ),
        ]

    def __str__(self) -> str:
        return self.headline or "Retracted release"

    def get_absolute_url(self) -> str:
        return reverse("news:release", kwargs={"slug": self.slug})

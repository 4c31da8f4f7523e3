"""What is known of a stored file; its content lies sealed on disk under its reference."""

from django.conf import settings
from django.db import models


class StoredFile(models.Model):
    """A file as it came, reached only through the record that it belongs to, whose readers may read it."""

    PREFIX = "F"

    reference = models.CharField(max_length=40, unique=True)
    belongs_to = models.CharField(max_length=40, db_index=True, help_text="reference of the record")
    name = models.CharField(max_length=120, help_text="as it was called by who sent it; shown, never trusted")
    media_type = models.CharField(max_length=80, help_text="from the content, not from the name")
    size = models.PositiveBigIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64, help_text="of the content before sealing, in hexadecimal")
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stored_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.reference

"""Compartments, who belongs to them, what has been opened to others, and the base of every protected record."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from handel.platform.access.roles import Role
from handel.platform.accounts.models import Marking

if TYPE_CHECKING:
    from handel.platform.access.viewer import Viewer


class Compartment(models.Model):
    """A circle of need-to-know: an operation, or a standing desk of the force ("Report desk")."""

    name = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One role of one person in one compartment, for a time. Times are real time, never the story's."""

    compartment = models.ForeignKey(Compartment, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["compartment", "user", "role"],
                condition=Q(ends__isnull=True),
                name="one_open_membership_a_role",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="membership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} is {self.get_role_display()} of {self.compartment}"


class Grant(models.Model):
    """One record opened to one person, or to a second compartment (whose members read it in their usual roles)."""

    reference = models.CharField(max_length=40, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="grants"
    )
    compartment = models.ForeignKey(Compartment, on_delete=models.PROTECT, null=True, blank=True, related_name="grants")
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(user__isnull=True) ^ Q(compartment__isnull=True),
                name="grant_to_a_person_or_a_compartment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} opened to {self.user or self.compartment}"


class ProtectedQuerySet(models.QuerySet[Any]):
    def visible_to(self, viewer: "Viewer") -> Self:
        """The rows that `viewer` may read. The only way to rows of a protected model outside acts."""
        from handel.platform.access.rule import visible

        return self.filter(visible(self.model, viewer))

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        """SQL of one's own would go past the rule. Raises `TypeError`."""
        raise TypeError("Rows of a protected model are read through visible_to.")


class ProtectedManager(models.Manager[Any]):
    """No viewer, no rows: every way but `visible_to` is empty."""

    def get_queryset(self) -> ProtectedQuerySet:
        return ProtectedQuerySet(self.model, using=self._db).none()

    def visible_to(self, viewer: "Viewer") -> ProtectedQuerySet:
        return ProtectedQuerySet(self.model, using=self._db).visible_to(viewer)


class Protected(models.Model):
    """A record under need-to-know: it stands in a compartment, carries a marking, and says which roles read it.

    `unguarded` is for acts (which check access themselves) and for database internals; nothing else may use it.
    """

    READ_ROLES: ClassVar[frozenset[Role]]
    PREFIX: ClassVar[str]

    reference = models.CharField(max_length=40, unique=True)
    compartment = models.ForeignKey(Compartment, on_delete=models.PROTECT, related_name="+")
    marking = models.PositiveSmallIntegerField(choices=Marking.choices, default=Marking.OFFICIAL_SENSITIVE)
    created_at = models.DateTimeField(help_text="business time of the act that made the record")

    objects = ProtectedManager()
    unguarded = models.Manager()

    class Meta:
        abstract = True
        default_manager_name = "objects"
        base_manager_name = "unguarded"

    def __str__(self) -> str:
        return self.reference


def highest_marking(records: Iterable[Protected]) -> str:
    """The marking of a page that lists these records: the highest among them, none where there are none.

    >>> highest_marking([])
    ''
    """
    highest = max((record.marking for record in records), default=None)
    return "" if highest is None else str(Marking(highest).label)

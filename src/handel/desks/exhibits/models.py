"""What the exhibits desk keeps. Every table is only added to: what is so now is what the last row says."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from handel.platform.access.models import Protected
from handel.platform.access.roles import LEADERS, Role
from handel.rules.england_wales import drugs
from handel.rules.england_wales.calendar import london


def _last(ledger: Any) -> Any:
    """The last row of an exhibit's ledger, or None; without a statement where the ledger was read already."""
    rows = list(ledger.all())
    return rows[-1] if rows else None


class Kind(models.TextChoices):
    CASH = "cash", "cash"
    SUSPECTED_DRUGS = "suspected_drugs", "suspected drugs"
    TELEPHONE = "telephone", "telephone"
    DOCUMENT = "document", "document"
    OTHER = "other", "other"


class Power(models.TextChoices):
    """The powers of seizure that officers of a search day use."""

    MDA_S23_3 = "mda_s23_3", "Misuse of Drugs Act 1971, section 23(3): under a warrant"
    PACE_S8 = "pace_s8", "Police and Criminal Evidence Act 1984, section 8(2): under a warrant"
    MDA_S23_2 = "mda_s23_2", "Misuse of Drugs Act 1971, section 23(2): search of a person or vehicle"
    PACE_S1 = "pace_s1", "Police and Criminal Evidence Act 1984, section 1(6): stop and search"
    PACE_S18 = "pace_s18", "Police and Criminal Evidence Act 1984, section 18(2): premises after an arrest"
    PACE_S19 = "pace_s19", "Police and Criminal Evidence Act 1984, section 19: evidence found on premises"
    PACE_S32 = "pace_s32", "Police and Criminal Evidence Act 1984, section 32: search on arrest"
    POCA_S294 = "poca_s294", "Proceeds of Crime Act 2002, section 294: cash"


class Exhibit(Protected):
    """A thing seized, in the operation's compartment. Who holds it, under which seal, is in its movements."""

    PREFIX = "EX"
    READ_ROLES = frozenset({*LEADERS, Role.EXHIBITS})

    operation = models.ForeignKey("operations.Operation", on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=20, help_text="the finder's initials and a serial number, JAB/1")
    serial = models.PositiveIntegerField(help_text="the number of the mark")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    description = models.TextField()
    found_at = models.DateTimeField()
    found_where = models.CharField(max_length=200, help_text="the exact place")
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", help_text="another witness"
    )
    power = models.CharField(max_length=10, choices=Power.choices)
    warrant = models.CharField(max_length=40, blank=True, help_text="reference of the search warrant")
    arrest = models.CharField(max_length=40, blank=True, help_text="reference of the arrest")

    class Meta(Protected.Meta):
        ordering = ("found_at", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["operation", "mark"], name="exhibit_mark_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="exhibit_kind_is_known"),
            models.CheckConstraint(condition=Q(power__in=Power.values), name="exhibit_power_is_known"),
            models.CheckConstraint(
                condition=~Q(power=Power.POCA_S294) | Q(kind=Kind.CASH), name="exhibit_poca_is_cash"
            ),
            models.CheckConstraint(
                condition=Q(seen_by__isnull=True) | ~Q(seen_by=F("found_by")), name="exhibit_seen_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"Exhibit {self.mark}"

    def get_absolute_url(self) -> str:
        return reverse("exhibits:show", kwargs={"reference": self.reference})

    @property
    def is_cash(self) -> bool:
        return self.kind == Kind.CASH

    @property
    def is_detained_cash(self) -> bool:
        """Whether it is detained as cash, so that its 48 hours run; under other powers it is kept as evidence."""
        return self.power == Power.POCA_S294

    @property
    def last_movement(self) -> "Movement":
        """The movement after which it is where it is now."""
        movement: Movement = _last(self.movements)
        return movement

    @property
    def count(self) -> "CashCount | None":
        """The count that stands: the latest."""
        return _last(self.counts)

    @property
    def identification(self) -> "Identification | None":
        """What the substance is held to be now."""
        return _last(self.identifications)


class Seal(models.Model):
    """A numbered seal. It is used once: a bag that was opened gets another."""

    number = models.CharField(max_length=40, unique=True)
    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="seals")

    def __str__(self) -> str:
        return self.number


class Movement(models.Model):
    """One step of the chain of continuity. It is taken over from the holder of the step before: there is no other.

    The first is the seizure, by the finder.
    """

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="movements")
    number = models.PositiveSmallIntegerField()
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="who holds it from then on; nobody when it is left at the place",
    )
    place = models.CharField(max_length=200)
    happened_at = models.DateTimeField()
    purpose = models.CharField(max_length=200)
    seal_before = models.CharField(max_length=40, blank=True, help_text="as read on the bag; empty at the seizure")
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="+", help_text="when it was handed over")
    condition = models.CharField(max_length=200)
    explanation = models.TextField(blank=True, help_text="of another seal than before")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(help_text="when it was recorded")

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["exhibit", "number"], name="movement_number_once"),
            models.CheckConstraint(condition=~Q(place=""), name="movement_has_a_place"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(seal_before=""), name="movement_reads_the_seal"),
        ]

    def __str__(self) -> str:
        return f"Movement {self.number}"

    @property
    def whereabouts(self) -> str:
        """Who holds it from then on or, when nobody does, where it lies."""
        return str(self.holder or self.place)


class CashCount(models.Model):
    """What two people counted. A correction is another count: the latest stands."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="counts")
    number = models.PositiveSmallIntegerField()
    pence = models.PositiveBigIntegerField()
    first_counter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    second_counter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True, help_text="of a correction")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["exhibit", "number"], name="cash_count_number_once"),
            models.CheckConstraint(condition=~Q(first_counter=F("second_counter")), name="cash_counted_by_two"),
        ]

    def __str__(self) -> str:
        return f"Count {self.number}"


class CashOrder(models.Model):
    """A court's order that detained cash be kept longer (Proceeds of Crime Act 2002 s.295(2))."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="orders")
    number = models.PositiveSmallIntegerField()
    court = models.CharField(max_length=120)
    ordered_on = models.DateField()
    last_day = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(help_text="when it was recorded")

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["exhibit", "number"], name="cash_order_number_once"),
            models.CheckConstraint(condition=Q(last_day__gte=F("ordered_on")), name="cash_order_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"Order {self.number}"


class Identification(models.Model):
    """What a substance was held to be, and how that is known. The first is what its finder suspected."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="identifications")
    number = models.PositiveSmallIntegerField()
    substance = models.CharField(max_length=80)
    state = models.CharField(max_length=15, choices=list(drugs.STATES.items()))
    method = models.CharField(max_length=20, choices=list(drugs.METHODS.items()), blank=True)
    provider = models.CharField(max_length=120, blank=True, help_text="who tested it")
    accreditation = models.CharField(max_length=120, blank=True, help_text="of the provider, for this method")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["exhibit", "number"], name="identification_number_once"),
            models.CheckConstraint(
                condition=~Q(method="laboratory") | ~(Q(provider="") | Q(accreditation="")),
                name="identification_by_a_named_laboratory",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substance}: {self.get_state_display().lower()}"

    @property
    def is_final(self) -> bool:
        """Whether a laboratory has settled it: what it finds later is of another exhibit."""
        return self.method == "laboratory"

    @property
    def public_wording(self) -> str:
        """What the public may be told that it is; nothing for what proved negative."""
        return "" if self.state == "negative" else drugs.public_wording(self.substance, self.state)

    @property
    def drug_class(self) -> str:
        """The class of the substance on the day in London when it was found: "A", "B" or "C"."""
        return drugs.class_of(self.substance, london(self.exhibit.found_at).date())


class Photograph(models.Model):
    """A photograph of the exhibit, kept as it came; people are shown a copy without what the camera wrote in it."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="photographs")
    number = models.PositiveSmallIntegerField()
    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200)

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["exhibit", "number"], name="photograph_number_once")
        ]

    def __str__(self) -> str:
        return f"Photograph {self.number}"

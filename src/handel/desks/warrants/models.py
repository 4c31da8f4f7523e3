"""What the warrants desk keeps."""

from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from handel.platform.access.models import Protected
from handel.platform.access.roles import LEADERS, Role
from handel.rules.england_wales import calendar
from handel.rules.england_wales import warrants as rules


class Enactment(models.TextChoices):
    """The powers under which a warrant may be applied for here: keys of `rules.england_wales.warrants.ENACTMENTS`."""

    MDA_S23 = "mda_s23", "Misuse of Drugs Act 1971, section 23(3)"
    PACE_S8 = "pace_s8", "Police and Criminal Evidence Act 1984, section 8"


class PremisesKind(models.TextChoices):
    HOUSE = "house", "house"
    FLAT = "flat", "flat"
    ROOM = "room", "room in a shared house or hostel"
    BUSINESS = "business", "shop or other business"
    OTHER = "other", "other premises"


class State(models.TextChoices):
    """How far a warrant is. Out of time is no state: it is a warrant issued and looked at too late."""

    DRAFTED = "drafted", "application drafted"
    AUTHORISED = "authorised", "application authorised"
    REFUSED = "refused", "refused by the court"
    ISSUED = "issued", "issued"
    EXECUTED = "executed", "executed"
    ENDORSED = "endorsed", "endorsed"
    RETURNED = "returned", "returned to the court"


LIVE = (State.ISSUED, State.EXECUTED, State.ENDORSED)
"""From the court's hands until it is back in them."""
FROM_THE_COURT = (*LIVE, State.RETURNED)


class Warrant(Protected):
    """An application for a search warrant and, once the court has issued it, the warrant: one of one address.

    It stands in the operation's compartment. `last_day` is the last day on which it may be executed, included.
    """

    PREFIX = "W"
    READ_ROLES = frozenset({*LEADERS, Role.AUTHORISER, Role.EXHIBITS})

    operation = models.ForeignKey("operations.Operation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFTED)

    # The application
    enactment = models.CharField(max_length=10, choices=Enactment.choices)
    address = models.CharField(max_length=200)
    address_key = models.CharField(max_length=200, help_text="the address without case and punctuation, to find it by")
    ward = models.CharField(max_length=80)
    latitude = models.FloatField(help_text="degrees, WGS 84")
    longitude = models.FloatField(help_text="degrees, WGS 84")
    premises_kind = models.CharField(max_length=10, choices=PremisesKind.choices)
    occupier_enquiries = models.TextField(help_text="what is known of occupier, premises and earlier searches")
    articles = models.TextField(help_text="what is sought, as specifically as possible")
    persons_sought = models.BooleanField(help_text="whether the search of persons found there is asked for")
    grounds = models.TextField()
    access_condition = models.CharField(
        max_length=1, choices=list(rules.S8_ACCESS_CONDITIONS.items()), blank=True, help_text="PACE 1984 s.8(3)"
    )
    anonymous_only = models.BooleanField(help_text="whether the grounds rest on anonymous information alone")
    corroboration_sought = models.TextField(blank=True)
    disclosure = models.TextField(help_text="what might weigh against the application: full and frank")
    community_impact = models.TextField()
    entries_sought = models.PositiveSmallIntegerField()
    additional_grounds = models.TextField(blank=True, help_text="since a court refused these premises before")
    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    # The authority for it
    authorised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    authorised_at = models.DateTimeField(null=True)
    authority_note = models.TextField(blank=True)

    # What the court did
    court = models.CharField(max_length=120, blank=True)
    issued_on = models.DateField(null=True)
    printed_expiry = models.DateField(null=True)
    last_day = models.DateField(null=True)
    entries_allowed = models.PositiveSmallIntegerField(null=True)
    persons_covered = models.BooleanField(default=False)
    refused_at = models.DateTimeField(null=True)
    refusal_reason = models.TextField(blank=True)
    returned_on = models.DateField(null=True)

    class Meta(Protected.Meta):
        ordering = ("-created_at", "reference")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["operation", "state"], name="warrant_state")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="warrant_state_is_known"),
            models.CheckConstraint(condition=Q(entries_sought__gte=1), name="warrant_seeks_an_entry"),
            models.CheckConstraint(
                condition=Q(latitude__range=(-90, 90), longitude__range=(-180, 180)), name="warrant_is_on_the_map"
            ),
            models.CheckConstraint(
                condition=~Q(enactment=Enactment.PACE_S8) | ~Q(access_condition=""),
                name="warrant_pace_8_has_a_condition",
            ),
            models.CheckConstraint(
                condition=Q(anonymous_only=False) | ~Q(corroboration_sought=""), name="warrant_corroboration_was_sought"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFTED, authorised_by__isnull=True, authorised_at__isnull=True)
                | (~Q(state=State.DRAFTED) & Q(authorised_by__isnull=False, authorised_at__isnull=False)),
                name="warrant_authorised_by_and_when",
            ),
            models.CheckConstraint(
                condition=Q(authorised_by__isnull=True) | ~Q(authorised_by=F("applicant")),
                name="warrant_authorised_by_another",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=FROM_THE_COURT, issued_on__isnull=False, last_day__isnull=False)
                    & Q(last_day__gte=F("issued_on"), entries_allowed__isnull=False, entries_allowed__gte=1)
                    & ~Q(court="")
                )
                | (~Q(state__in=FROM_THE_COURT) & Q(issued_on__isnull=True, last_day__isnull=True)),
                name="warrant_issued_by_a_court_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(printed_expiry__isnull=True) | Q(last_day__lte=F("printed_expiry")),
                name="warrant_ends_by_the_printed_day",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.REFUSED, refused_at__isnull=False) & ~Q(refusal_reason=""))
                | (~Q(state=State.REFUSED) & Q(refused_at__isnull=True)),
                name="warrant_refused_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(state=State.RETURNED, returned_on__isnull=False, returned_on__gte=F("issued_on"))
                | (~Q(state=State.RETURNED) & Q(returned_on__isnull=True)),
                name="warrant_returned_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{'Warrant' if self.state in FROM_THE_COURT else 'Application'} {self.reference}"

    def get_absolute_url(self) -> str:
        return reverse("warrants:show", kwargs={"reference": self.reference})

    def is_out_of_time(self, at: datetime) -> bool:
        """Whether its last day, in London, has passed while the court has not got it back."""
        return self.state in LIVE and self.last_day is not None and calendar.london(at).date() > self.last_day

    def is_used_up(self) -> bool:
        """Whether every entry that it allows has been made."""
        return self.state in LIVE and len(self.entries.all()) == self.entries_allowed

    def is_valid_on(self, day: date) -> bool:
        """Whether premises may be entered under it on `day`, as far as days and the number of entries go."""
        if self.state not in LIVE or self.issued_on is None or self.last_day is None:
            return False
        return self.issued_on <= day <= self.last_day and not self.is_used_up()

    def return_due(self) -> date | None:
        """The day from which the court is to have it back: that of the last entry it allows, or its last day."""
        if self.state not in LIVE or self.issued_on is None:
            return None
        last = list(self.entries.all())[-1].entered_at if self.is_used_up() else None
        return rules.return_due(self.enactment, self.issued_on, self.printed_expiry, last).day

    def is_return_due(self, at: datetime) -> bool:
        due = self.return_due()
        return due is not None and calendar.london(at).date() >= due


class Whereabouts(Warrant):
    """A warrant to those who have to go there: read for where and until when, never for its grounds."""

    READ_ROLES = Warrant.READ_ROLES | {Role.PLANNER, Role.TEAM, Role.CUSTODY}

    class Meta:
        proxy = True


class Outline(Warrant):
    """A warrant to those who have to tell of it: read for how far it is, neither where nor why."""

    READ_ROLES = Whereabouts.READ_ROLES | {Role.PRESS}

    class Meta:
        proxy = True


class LinkedIntelligence(models.Model):
    """An intelligence report, by its reference, that the grounds rest on."""

    warrant = models.ForeignKey(Warrant, on_delete=models.PROTECT, related_name="intelligence")
    intelligence = models.CharField(max_length=40)

    class Meta:
        ordering = ("id",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["warrant", "intelligence"], name="warrant_intelligence_once")
        ]

    def __str__(self) -> str:
        return self.intelligence


class EntryAuthority(models.Model):
    """The written authority for the second or a later entry. Rows are only added."""

    warrant = models.ForeignKey(Warrant, on_delete=models.PROTECT, related_name="entry_authorities")
    number = models.PositiveSmallIntegerField(help_text="of the entry that it authorises")
    reasons = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["warrant", "number"], name="entry_authorised_once"),
            models.CheckConstraint(condition=Q(number__gte=2), name="entry_authority_from_the_second"),
        ]

    def __str__(self) -> str:
        return f"Authority for entry {self.number}"


class Entry(models.Model):
    """One entry and search under the warrant. Rows are only added."""

    warrant = models.ForeignKey(Warrant, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveSmallIntegerField()
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField()
    reasons_for_hour = models.TextField(blank=True, help_text="why then, when the hour was unreasonable")
    occupier_present = models.BooleanField()
    person_in_charge = models.CharField(max_length=200, blank=True, help_text="who was met there; empty for nobody")
    officers = models.JSONField(help_text="who searched: names, or numbers where a name would be a danger")
    copy_left_with = models.CharField(max_length=200, help_text="whom, or where, the copy of the warrant was left")
    force_used = models.TextField(blank=True, help_text="what force and why; empty for none")
    damage = models.TextField(blank=True, help_text="empty for none")
    notice_given = models.BooleanField(help_text="whether the notice of powers and rights was given before the search")
    authority = models.OneToOneField(EntryAuthority, on_delete=models.PROTECT, null=True, related_name="entry")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(help_text="when it was recorded")

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["warrant", "number"], name="entry_number_once"),
            models.CheckConstraint(condition=Q(left_at__gte=F("entered_at")), name="entry_left_after_entering"),
            models.CheckConstraint(
                condition=Q(number=1, authority__isnull=True) | Q(number__gt=1, authority__isnull=False),
                name="entry_after_the_first_has_authority",
            ),
        ]

    def __str__(self) -> str:
        return f"Entry {self.number}"

    @property
    def in_charge(self) -> str:
        """Whom the officers met there, in words."""
        return self.person_in_charge or ("the occupier" if self.occupier_present else "nobody was there")


class Endorsement(models.Model):
    """What is written on the warrant after an entry. Rows are only added."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="endorsement")
    sought_found = models.BooleanField(help_text="whether what was sought was found")
    found = models.TextField(blank=True, help_text="what of it, and where; empty for nothing")
    other_seized = models.TextField(blank=True, help_text="what else was seized; empty for nothing")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Endorsement of entry {self.entry_id}"

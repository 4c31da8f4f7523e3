"""What the custody desk keeps."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from handel.platform.access.models import Protected
from handel.platform.access.roles import LEADERS, Role
from handel.rules.england_wales.arrest import NECESSITY, NecessityReason, Offence, offence_on
from handel.rules.england_wales.calendar import london
from handel.rules.england_wales.detention import EventType, Where
from handel.rules.england_wales.provision import Provision

ADULT = 18
"""A person under 18 is a child in custody (PACE 1984 s.37(15))."""


class Gender(models.TextChoices):
    FEMALE = "female", "female"
    MALE = "male", "male"
    OTHER = "other", "another, or not stated"


class Place(models.TextChoices):
    """Where an arrest was made, as far as it decides the relevant time (PACE 1984 s.41(2))."""

    ELSEWHERE = Where.ELSEWHERE.value, "anywhere but at a police station"
    STATION = Where.STATION.value, "at a police station, where the person was a volunteer"


class Arrest(Protected):
    """An arrest: of whom, for what, why it was necessary, and how it was done (PACE 1984 ss.24, 28).

    It stands in the operation's compartment, and is opened to the arresting officer and to the custody desk.
    """

    PREFIX = "A"
    READ_ROLES = frozenset({*LEADERS, Role.CUSTODY, Role.EXHIBITS})

    operation = models.ForeignKey("operations.Operation", on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    born_on = models.DateField(null=True, blank=True)
    appears_under_18 = models.BooleanField(default=False)
    gender = models.CharField(max_length=10, choices=Gender.choices)
    arrested_at = models.DateTimeField()
    arrested_where = models.CharField(max_length=10, choices=Place.choices, default=Place.ELSEWHERE)
    place = models.CharField(max_length=200)
    ward = models.CharField(max_length=80, blank=True)
    offence = models.CharField(max_length=20, help_text="a key of rules.england_wales.arrest.OFFENCES")
    grounds = models.TextField(help_text="why the person was suspected")
    necessity = models.JSONField(help_text="keys of rules.england_wales.arrest.NECESSITY")
    facts = models.TextField(help_text="why those reasons held")
    told = models.BooleanField(help_text="told of the arrest and its grounds (s.28)")
    cautioned = models.BooleanField()
    exceptional_reason = models.TextField(blank=True, help_text="why telling or cautioning was impracticable")
    reply = models.TextField(blank=True, help_text="what the person said")
    force_used = models.TextField(blank=True, help_text="what force was used and why; empty: none")
    warrant = models.CharField(
        max_length=40, blank=True, help_text="reference of the search warrant, where one led there"
    )

    released_at = models.DateTimeField(null=True, blank=True, help_text="let go before a station was reached (s.30(7))")
    release_reason = models.TextField(blank=True, help_text="why no ground was left to keep the person under arrest")

    class Meta(Protected.Meta):
        ordering = ("arrested_at", "reference")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(told=True, cautioned=True) | ~Q(exceptional_reason=""),
                name="arrest_untold_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, release_reason="")
                | (Q(released_at__gte=F("arrested_at")) & ~Q(release_reason="")),
                name="arrest_released_after_it_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Arrest {self.reference}"

    def get_absolute_url(self) -> str:
        return reverse("custody:arrest", kwargs={"reference": self.reference})

    @property
    def arrested_on(self) -> date:
        """The day of the arrest in London."""
        return london(self.arrested_at).date()

    @property
    def age(self) -> int | None:
        """Whole years at the arrest; None where the date of birth is not known."""
        if self.born_on is None:
            return None
        day = self.arrested_on
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))

    @property
    def is_child(self) -> bool:
        """To be treated as under 18: is so by date of birth or, where that is not known, appears so."""
        return self.appears_under_18 if self.age is None else self.age < ADULT

    @property
    def offence_provision(self) -> Provision[Offence]:
        """The offence, with its citation, as it stood on the day."""
        return offence_on(self.offence, self.arrested_on)

    @property
    def necessity_reasons(self) -> list[NecessityReason]:
        return [reason for key, reason in NECESSITY.items() if key in self.necessity]


class State(models.TextChoices):
    ARRIVED = "arrived", "waiting for authorisation"
    DETAINED = "detained", "detained"
    CHARGED = "charged", "charged, in custody"
    BAILED = "bailed", "on bail before charge"
    RELEASED = "released", "released"


IN_CUSTODY = (State.ARRIVED, State.DETAINED, State.CHARGED)


class Outcome(models.TextChoices):
    """How a person leaves custody: the first three before charge, the others after it."""

    NO_FURTHER_ACTION = "no_further_action", "no further action"
    UNDER_INVESTIGATION = "under_investigation", "released under investigation"
    BAIL = "bail", "bail before charge"
    BAIL_TO_COURT = "bail_to_court", "bail to court"
    TAKEN_TO_COURT = "taken_to_court", "taken to court"


AFTER_CHARGE = (Outcome.BAIL_TO_COURT, Outcome.TAKEN_TO_COURT)


class Detention(Protected):
    """A person held at a station after an arrest. It stands in the custody desk's compartment.

    What is lawful now is nowhere stored: `clocks` reads it from the ledger of events. `state` follows the ledger, so
    that lists can ask for it.
    """

    PREFIX = "D"
    READ_ROLES = frozenset({*LEADERS, Role.CUSTODY})

    arrest = models.OneToOneField(Arrest, on_delete=models.PROTECT, related_name="detention")
    station = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ARRIVED)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    bail_until = models.DateField(null=True, blank=True, help_text="last day of bail before charge")

    class Meta(Protected.Meta):
        ordering = ("created_at", "reference")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state=State.BAILED, bail_until__isnull=False)
                | (~Q(state=State.BAILED) & Q(bail_until__isnull=True)),
                name="detention_bail_has_a_last_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(State.BAILED, State.RELEASED)) ^ Q(outcome=""),
                name="detention_outcome_when_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"Detention {self.reference}"

    def get_absolute_url(self) -> str:
        return reverse("custody:show", kwargs={"reference": self.reference})

    @property
    def is_in_custody(self) -> bool:
        return self.state in IN_CUSTODY


# What the ledger can hold: the events of the rules' clock that this desk records, and the two of the delay of rights.
EVENTS = {
    EventType.ARRESTED.value: "Arrested",
    EventType.ARRIVED.value: "Arrived at the station",
    EventType.DETENTION_AUTHORISED.value: "Detention authorised",
    EventType.REVIEW.value: "Review of detention",
    EventType.LEFT_FOR_HOSPITAL.value: "Left for hospital",
    EventType.QUESTIONED.value: "Questioned",
    EventType.RETURNED.value: "Returned from hospital",
    EventType.FURTHER_ARREST.value: "Arrested for a further offence",
    EventType.EXTENSION.value: "Detention extended by a superintendent",
    EventType.FURTHER_WARRANT.value: "Warrant of further detention",
    EventType.CHARGED.value: "Charged",
    EventType.RELEASED_ON_BAIL.value: "Released on bail",
    EventType.ANSWERED_BAIL.value: "Answered bail",
    EventType.RELEASED.value: "Released",
    "rights_delayed": "Right delayed",
    "rights_given": "Right given",
}


class DetentionEvent(models.Model):
    """An entry of the custody ledger. Entries are only added; what was done too late says so in `breach`."""

    detention = models.ForeignKey(Detention, on_delete=models.PROTECT, related_name="events")
    type = models.CharField(max_length=30, choices=EVENTS.items())
    at = models.DateTimeField(help_text="when it happened")
    recorded_at = models.DateTimeField(help_text="business time of the act that recorded it")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField(default=dict)
    breach = models.CharField(max_length=300, blank=True, help_text="what the law had not allowed, with its citation")

    class Meta:
        ordering = ("at", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(at__lte=F("recorded_at")), name="detention_event_has_happened"),
            models.CheckConstraint(condition=Q(type__in=list(EVENTS)), name="detention_event_type_is_known"),
        ]

    def __str__(self) -> str:
        return self.get_type_display()

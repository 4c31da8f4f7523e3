"""What the search-day desk keeps."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from handel.platform.access.models import Protected
from handel.platform.access.roles import Role


class State(models.TextChoices):
    DRAFT = "draft", "draft"
    APPROVED = "approved", "approved"
    DONE = "done", "done"


class Seat(models.TextChoices):
    """A place on the day: a seat in the team of one premises, or a function for the whole plan."""

    TEAM_LEADER = "TL", "Team leader"
    EXHIBITS = "EXH", "Exhibits officer"
    IN_THE_CASE = "OIC", "Officer in the case"
    SEARCHER = "SEARCH", "Searcher"
    COMMAND = "COMMAND", "Command"
    DOGS = "DOG", "Dog support"
    ADVISERS = "POLSA", "Search advisers"
    RESERVE = "RESERVE", "Reserve"
    TRANSPORT = "TRANSPORT", "Prisoner transport"


AT_PREMISES = (Seat.TEAM_LEADER, Seat.EXHIBITS, Seat.IN_THE_CASE, Seat.SEARCHER)
FUNCTIONS = tuple(seat for seat in Seat if seat not in AT_PREMISES)

PLANNERS = (Role.COMMANDER, Role.PLANNER, Role.INVESTIGATOR)
"""Who draws a plan up and changes it."""


SKILLS = {
    "PO": "public order",
    "LSO": "licensed search",
    "MOE": "method of entry",
    "MED": "medic",
    "DRV": "driver",
    "EXH": "exhibits",
    "INV": "investigator",
    "FEM": "female",
}
"""The codes of `accounts.User.skills`, in words."""


class Risk(models.IntegerChoices):
    LOW = 1, "low"
    MEDIUM = 2, "medium"
    HIGH = 3, "high"


class Plan(Protected):
    """The plan of one search day: when all doors are struck, and who is where.

    It stands in the operation's compartment. `day` is the day in London on which `strike_at` falls. `changed_by` are
    those whose changes nobody had approved before: withdrawing an approval empties it.
    """

    PREFIX = "P"
    READ_ROLES = frozenset({*PLANNERS, Role.AUTHORISER})

    operation = models.ForeignKey("operations.Operation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    day = models.DateField()
    strike_at = models.DateTimeField()
    reasons_for_hour = models.TextField(blank=True, help_text="why then, when the hour is not a reasonable one")
    briefing_place = models.CharField(max_length=120, blank=True, help_text="empty: the middle of the premises")
    briefing_latitude = models.FloatField(help_text="degrees, WGS 84")
    briefing_longitude = models.FloatField(help_text="degrees, WGS 84")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    edition = models.PositiveSmallIntegerField(default=1, help_text="grows each time the plan is changed")
    drawn_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_by = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta(Protected.Meta):
        ordering = ("-strike_at", "reference")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="plan_state_is_known"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drawn_up_by")),
                name="plan_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, approved_by__isnull=True, approved_at__isnull=True)
                | (~Q(state=State.DRAFT) & Q(approved_by__isnull=False, approved_at__isnull=False)),
                name="plan_approved_by_and_when",
            ),
            models.CheckConstraint(
                condition=Q(briefing_latitude__range=(-90, 90), briefing_longitude__range=(-180, 180)),
                name="plan_briefing_is_on_the_map",
            ),
        ]

    def __str__(self) -> str:
        return f"Plan {self.reference}: {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("search_day:show", kwargs={"reference": self.reference})

    @property
    def writers(self) -> set[int]:
        """Keys of those who drew it up or have changed it since it was last approved."""
        return {self.drawn_up_by_id, *(person.pk for person in self.changed_by.all())}


class TeamSheet(Plan):
    """A plan to those who are in it: opened for their own team's sheet, nothing else."""

    READ_ROLES = Plan.READ_ROLES | {Role.TEAM}

    class Meta:
        proxy = True


class Turnout(Plan):
    """A plan to those who have to tell of it: how many of which units were deployed, neither who nor where."""

    READ_ROLES = Plan.READ_ROLES | {Role.PRESS}

    class Meta:
        proxy = True


class PlannedPremises(models.Model):
    """One address to be searched on the day, by one team, and what it needs.

    `licensed_searchers`, `entry_officers` and `medics` are wanted among the searchers; `public_order` (trained) and
    `female` officers in the whole team. `minutes` is how long the search is expected to take.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="premises")
    number = models.PositiveSmallIntegerField(help_text="of the team")
    warrant = models.CharField(max_length=40)
    address = models.CharField(max_length=200)
    ward = models.CharField(max_length=80)
    latitude = models.FloatField(help_text="degrees, WGS 84")
    longitude = models.FloatField(help_text="degrees, WGS 84")

    risk = models.PositiveSmallIntegerField(choices=Risk.choices, default=Risk.MEDIUM)
    minutes = models.PositiveSmallIntegerField(default=180)
    arrests_expected = models.PositiveSmallIntegerField(default=1)
    team_leaders = models.PositiveSmallIntegerField(default=1)
    exhibits_officers = models.PositiveSmallIntegerField(default=1)
    officers_in_case = models.PositiveSmallIntegerField(default=1)
    searchers = models.PositiveSmallIntegerField(default=4)
    licensed_searchers = models.PositiveSmallIntegerField(default=2)
    entry_officers = models.PositiveSmallIntegerField(default=1)
    medics = models.PositiveSmallIntegerField(default=0)
    public_order = models.PositiveSmallIntegerField(default=0)
    female = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "number"], name="team_number_once"),
            models.UniqueConstraint(fields=["plan", "warrant"], name="warrant_planned_once"),
            models.CheckConstraint(condition=Q(risk__in=Risk.values), name="premises_risk_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.team}, {self.address}"

    @property
    def team(self) -> str:
        return f"Team {self.number}"

    @property
    def seats(self) -> dict[Seat, int]:
        """How many of each seat the team has."""
        return {
            Seat.TEAM_LEADER: self.team_leaders,
            Seat.EXHIBITS: self.exhibits_officers,
            Seat.IN_THE_CASE: self.officers_in_case,
            Seat.SEARCHER: self.searchers,
        }


class Conflict(models.Model):
    """A conflict of interest: premises barred to one person, who lives near or knows somebody there."""

    premises = models.ForeignKey(PlannedPremises, on_delete=models.CASCADE, related_name="conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    declared_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["premises", "user"], name="conflict_declared_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} is barred from {self.premises}"


class CalledOut(models.Model):
    """A person called out for the day, available unless stood down since."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="called_out")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    available = models.BooleanField(default=True)

    class Meta:
        ordering = ("user__unit__name", "user__full_name", "user__number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "user"], name="called_out_once")
        ]

    def __str__(self) -> str:
        return str(self.user)


class Assignment(models.Model):
    """Where one person is on the day: a seat at premises, or a function for the whole plan."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="assignments")
    premises = models.ForeignKey(PlannedPremises, on_delete=models.CASCADE, null=True, related_name="assignments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    seat = models.CharField(max_length=10, choices=Seat.choices)

    class Meta:
        ordering = ("user__full_name", "user__number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "user"], name="one_place_a_person"),
            models.CheckConstraint(
                condition=Q(premises__isnull=False, seat__in=AT_PREMISES)
                | Q(premises__isnull=True, seat__in=FUNCTIONS),
                name="seat_at_premises_or_function",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_seat_display()}"


class ApprovalWithdrawn(models.Model):
    """An approval taken back so that the plan can be changed. Rows are only added."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="withdrawals")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"Approval of {self.plan.reference} withdrawn"


class Deployment(models.Model):
    """The muster: one person who turned up, in the unit and the place they had then. Rows are only added."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="deployments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=120)
    seat = models.CharField(max_length=10, choices=Seat.choices)
    warrant = models.CharField(max_length=40, blank=True, help_text="of the premises; empty for a function")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "user"], name="deployed_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.unit}"

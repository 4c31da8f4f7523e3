"""Drawing a plan up: the day, its premises and what they need."""

from collections.abc import Sequence
from datetime import date, datetime
from statistics import fmean

from handel.desks.operations import queries as operations
from handel.desks.search_day.acts.common import POLICY, begin_change, of_warrant, require_rules_kept
from handel.desks.search_day.models import PLANNERS, Plan, PlannedPremises
from handel.desks.search_day.premises import plannable, require_plannable
from handel.desks.search_day.seating import Day
from handel.desks.warrants import queries as warrant_queries
from handel.platform import gazetteer
from handel.platform.accounts.models import User
from handel.platform.acts import acting
from handel.platform.journal.models import Operation as Processing
from handel.rules import Refused
from handel.rules.england_wales import calendar
from handel.rules.england_wales.reasons import require_reasons
from handel.rules.england_wales.warrants import REASONABLE_HOURS

NEEDS = (
    "risk",
    "minutes",
    "arrests_expected",
    "team_leaders",
    "exhibits_officers",
    "officers_in_case",
    "searchers",
    "licensed_searchers",
    "entry_officers",
    "medics",
    "public_order",
    "female",
)
"""What is said of each premises; the meanings stand at `models.PlannedPremises`."""


def draft(
    operation_reference: str,
    *,
    name: str,
    day: date,
    strike_at: datetime,
    reasons_for_hour: str = "",
    briefing_place: str = "",
    briefing_latitude: float | None = None,
    briefing_longitude: float | None = None,
    warrants: Sequence[str] | None = None,
    by: User,
    at: datetime,
) -> Plan:
    """Draft the plan of a search day over the premises of `warrants`, or of all that are valid on `day`.

    `day` is that of `strike_at` in London. Each premises begins with a standard team, changed by `set_needs`. A
    briefing place is a street of the area or comes with its coordinates (degrees, WGS 84); without one, travel counts
    from the middle of the premises. Raises `Refused` for a warrant out of time on the day, a strike that has passed,
    an unreasonable hour without reasons, and a briefing place that is not found.

    >>> draft("OP-7K3M9Q", name="Day of action", day=day, strike_at=strike, reasons_for_hour="…", by=ann, at=now).state
    'draft'
    """
    with acting("plan.draft", by=by, at=at, operation=Processing.COLLECTION) as act:
        operation = operations.operation(act.viewer, operation_reference)
        act.require_role(operation.compartment_id, *PLANNERS, act="plan a search day")
        if operation.state != "open":
            raise Refused(f"{operation} is closed.", "Force policy on operations", "Plan in an open operation.")
        reasons_for_hour = _check_strike(day, strike_at, reasons_for_hour, at)
        if warrants is None:
            rows = plannable(act.viewer, operation_reference, day)
        else:
            rows = require_plannable(act.viewer, operation_reference, day, list(warrants))
        if not rows:
            raise Refused(
                f"No premises can be entered under a warrant on {calendar.show_date(day)}.",
                "PACE 1984 s.16(3)",
                "Have a warrant issued first, or choose a day on which one is valid.",
                field="warrants",
            )
        if briefing_latitude is None or briefing_longitude is None:
            briefing_place, briefing_latitude, briefing_longitude = _briefing(briefing_place, rows)
        plan = act.create(
            Plan,
            compartment_id=operation.compartment_id,
            marking=operation.marking,
            operation=operation,
            name=name.strip(),
            day=day,
            strike_at=strike_at,
            reasons_for_hour=reasons_for_hour,
            briefing_place=briefing_place,
            briefing_latitude=briefing_latitude,
            briefing_longitude=briefing_longitude,
            drawn_up_by=by,
        )
        for number, row in enumerate(rows, start=1):
            _add(plan, number, row)
        act.tell(day=day.isoformat(), strike_at=strike_at.isoformat(), premises=len(rows))
        return plan


def add_premises(reference: str, *, warrant: str, by: User, at: datetime) -> Plan:
    """Put the premises of one more warrant into the plan. Raises `Refused` when it is there or not valid that day."""
    with acting("plan.add_premises", by=by, at=at) as act:
        plan = begin_change(act, reference, "change the premises")
        if plan.premises.filter(warrant=warrant).exists():
            raise Refused("These premises are in the plan.", POLICY, "Choose another warrant.", field="warrant")
        [row] = require_plannable(act.viewer, plan.operation.reference, plan.day, [warrant])
        last = plan.premises.order_by("-number").values_list("number", flat=True).first() or 0
        _add(plan, last + 1, row)
        act.tell(warrant=warrant)
        return plan


def drop_premises(reference: str, *, warrant: str, by: User, at: datetime) -> Plan:
    """Take premises out of the plan; the people of the team have no place then."""
    with acting("plan.drop_premises", by=by, at=at) as act:
        plan = begin_change(act, reference, "change the premises")
        of_warrant(plan, warrant).delete()
        act.tell(warrant=warrant)
        return plan


def set_needs(reference: str, *, warrant: str, by: User, at: datetime, **needs: int) -> Plan:
    """Say what premises need: any of `NEEDS`; what is left out stays.

    Raises `Refused` when the team would want more skills than it has searchers, or hold more people than seats.

    >>> set_needs("P-7K3M9Q", warrant="W-4S8DY1", risk=3, searchers=6, by=ann, at=now)
    """
    if unknown := set(needs) - set(NEEDS):
        raise TypeError(f"premises have no {sorted(unknown)}")
    with acting("plan.set_needs", by=by, at=at) as act:
        plan = begin_change(act, reference, "say what premises need")
        premises = of_warrant(plan, warrant)
        for field, value in needs.items():
            setattr(premises, field, value)
        for field in ("licensed_searchers", "entry_officers", "medics"):
            if getattr(premises, field) > premises.searchers:
                raise Refused(
                    "More searchers with this skill are wanted than there are searchers.",
                    POLICY,
                    "Ask for more searchers, or for fewer with the skill.",
                    field=field,
                )
        premises.save()
        require_rules_kept(Day.of(plan), remedy="Move people out of the team first.", field="searchers")
        act.tell(warrant=warrant, **{field: getattr(premises, field) for field in needs})
        return plan


def _briefing(place: str, rows: Sequence[warrant_queries.Premises]) -> tuple[str, float, float]:
    """The briefing place with its latitude and longitude: a street by its name, or the middle of the premises."""
    if not place.strip():
        middle = fmean(row.latitude for row in rows), fmean(row.longitude for row in rows)
        return "", *middle
    try:
        found = gazetteer.street(place)
    except KeyError:
        raise Refused(
            f"No street of the area is called {place.strip()}.",
            POLICY,
            "Give the latitude and longitude of the briefing place as well.",
            field="briefing_latitude",
        ) from None
    return place.strip(), found.lat, found.lon


def _add(plan: Plan, number: int, row: warrant_queries.Premises) -> None:
    fields = ("warrant", "address", "ward", "latitude", "longitude")
    PlannedPremises.objects.create(plan=plan, number=number, **{field: getattr(row, field) for field in fields})


def _check_strike(day: date, strike_at: datetime, reasons: str, at: datetime) -> str:
    """The reasons for the hour, as they are kept."""
    strike = calendar.london(strike_at)
    if strike.date() != day:
        raise Refused(
            f"The strike, {calendar.show(strike_at)}, is not on the search day.",
            POLICY,
            "Give the strike as a time of that day in London.",
            field="strike_at",
        )
    if strike_at <= at:
        raise Refused("The strike is in the past.", POLICY, "Give a time that is to come.", field="strike_at")
    if REASONABLE_HOURS[0] <= strike.time() < REASONABLE_HOURS[1]:
        return reasons.strip()
    return require_reasons(
        reasons,
        of=f"why entry at a reasonable hour (not {calendar.show(strike_at)}) may frustrate the purpose of the search",
        citation="PACE 1984 s.16(4)",
        field="reasons_for_hour",
    )

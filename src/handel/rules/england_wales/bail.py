"""Bail before charge: how long it may last, and who may make it longer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handel.rules import Refused, Step
from handel.rules.england_wales.calendar import last_day_of_months_beginning_with, london, show_date
from handel.rules.england_wales.provision import Answer, Provision, in_force
from handel.rules.england_wales.ranks import Rank, require_rank

CONDITIONS = {
    "A": "There are reasonable grounds to suspect the person of the offence",
    "B": "More time is needed to decide on charge, or to investigate",
    "C": "The decision or the investigation is being made diligently and expeditiously",
    "D": "Release on bail is necessary and proportionate in all the circumstances",
}


@dataclass(frozen=True)
class Rung:
    """One rung of the ladder: bail to the end of `months`, by an officer of `rank` or, where it is None, by a court."""

    months: int
    rank: Rank | None
    citation: str
    complex_cases_only: bool = False

    @property
    def authoriser(self) -> str:
        if self.rank is None:
            return "a magistrates' court"
        return "a custody officer" if self.months == 3 else f"{self.rank.with_article} or above"


_LADDER = (
    Rung(3, Rank.SERGEANT, "PACE 1984 s.47ZB"),
    Rung(6, Rank.INSPECTOR, "PACE 1984 s.47ZD"),
    Rung(9, Rank.SUPERINTENDENT, "PACE 1984 s.47ZDA"),
    Rung(12, Rank.COMMANDER, "PACE 1984 s.47ZE", complex_cases_only=True),
    Rung(12, None, "PACE 1984 s.47ZF"),
    Rung(18, None, "PACE 1984 s.47ZG", complex_cases_only=True),
)

# By date of arrest. Bail had no statutory length before 3 April 2017: the later ladder is the stricter reading.
# Arrests from then to 27 October 2022 fall under the 28-day rule, which is not held here, so it is refused.
LADDER: tuple[Provision[tuple[Rung, ...]], ...] = (
    Provision(_LADDER, "PACE 1984 s.47(3)", date(1986, 1, 1), date(2017, 4, 2), confirmed=False),
    Provision(_LADDER, "PACE 1984 ss.47ZA-47ZM", date(2022, 10, 28), None, confirmed=False),
)


def ladder(arrest: date) -> tuple[Rung, ...]:
    """The rungs for an arrest on a day in London. Raises Refused for a day whose rule is not held.

    >>> [rung.months for rung in ladder(date(2026, 11, 24))]
    [3, 6, 9, 12, 12, 18]
    """
    return in_force(LADDER, arrest, "bail before charge").value


def start_date(arrest: date) -> date:
    """The bail start date: the day after the arrest, whenever the release was (s.47ZB(4))."""
    return arrest + timedelta(days=1)


def end_of(arrest: date, months: int) -> Answer:
    """The last day of bail to the end of `months`. Source: PACE 1984 ss.47ZA-47ZG.

    >>> end_of(date(2026, 11, 29), 3).day.isoformat()
    '2027-02-28'
    """
    start = start_date(arrest)
    day = last_day_of_months_beginning_with(start, months)
    return Answer(
        day,
        (
            Step(f"Bail start date {show_date(start)}: the day after arrest", "PACE 1984 s.47ZB(4)"),
            Step(f"{months} months beginning with it end on {show_date(day)}", "PACE 1984 s.47ZB(1)"),
        ),
    )


def check_bail(
    arrest: date,
    months: int,
    rank: Rank | None,
    at: datetime,
    *,
    conditions_met: Collection[str],
    representations_invited: bool,
    current_months: int | None = None,
    exceptionally_complex: bool = False,
) -> Answer:
    """Before bail is given or made longer, at an instant, to the end of `months`. `rank` is None for a court.

    `current_months` is the rung the person's bail is on, None when it is first given: no rung may be left out.
    `exceptionally_complex` is True when the Director of Public Prosecutions has designated the case. Answers the last
    day. Raises Refused: no such rung, not by that rank, conditions A to D not all met (B to D for a court),
    representations not invited, or the period before it already over.
    """
    rungs = [rung for rung in ladder(arrest) if rung.months == months and (rung.rank is None) == (rank is None)]
    if not rungs:
        raise Refused(
            f"{'A court' if rank is None else 'The police'} cannot give bail before charge to {months} months.",
            "PACE 1984 ss.47ZA-47ZG",
            "See the ladder: 3, 6 and 9 months by the police; 12 by a court, or a commander in a designated case.",
            field="months",
        )
    rung = rungs[0]
    if rung.complex_cases_only and not exceptionally_complex:
        raise Refused(
            f"Bail to {months} months by {rung.authoriser} is only for a case designated as exceptionally complex.",
            rung.citation,
            "Apply to a magistrates' court, or ask for the designation.",
        )
    if rung.rank is not None and rank is not None:
        require_rank(rank, rung.rank, rung.citation, f"give bail before charge to {months} months")
    missing = sorted(set(CONDITIONS) - ({"A"} if rank is None else set()) - set(conditions_met))
    if missing:
        raise Refused(
            f"Condition {missing[0]} is not met: {CONDITIONS[missing[0]].lower()}.",
            "PACE 1984 s.47ZC",
            "If it does not hold, release the person without bail.",
            field="conditions_met",
        )
    if months > 3 and not representations_invited:
        raise Refused(
            "The person or their solicitor has not been invited to make representations.",
            rung.citation,
            "Invite them, and record what they say.",
            field="representations_invited",
        )
    _check_rung_before(arrest, rung, current_months, at)
    answer = end_of(arrest, months)
    return Answer(answer.day, (*answer.steps, Step(f"Given by {rung.authoriser}", rung.citation)))


def _check_rung_before(arrest: date, rung: Rung, current_months: int | None, at: datetime) -> None:
    before = max((lower.months for lower in ladder(arrest) if lower.months < rung.months), default=None)
    if current_months != before:
        raise Refused(
            f"Bail to {rung.months} months follows bail to {before} months."
            if before
            else f"Bail to {rung.months} months is the first; this person is already on bail.",
            rung.citation,
            "Check on which step of the ladder the person's bail is.",
            field="current_months",
        )
    if before is not None and london(at).date() > (ends := end_of(arrest, before).day):
        raise Refused(
            f"The period before it ended on {show_date(ends)}: it had to be made longer before then.",
            rung.citation,
            "The person is no longer on bail. Release without bail, or charge.",
        )

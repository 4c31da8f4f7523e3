"""What a custody record says at an instant: the relevant time, the limits, the reviews."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from handel.rules import Step
from handel.rules.england_wales import custody_limits as limits
from handel.rules.england_wales.calendar import show
from handel.rules.england_wales.custody_events import Event, Where
from handel.rules.england_wales.elapsed import Interval, advance, elapsed, without


@dataclass(frozen=True)
class Review:
    """The nth review since detention was authorised: when it was due, and when it was done (None: not yet)."""

    n: int
    due: datetime
    done: datetime | None


class CustodyRecord:
    """State after the events so far. `custody_replay.apply` is what changes it, and `settle` as time passes."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.begin()

    def begin(self) -> None:
        """No arrest yet: the state at the start, and again on re-arrest on new evidence."""
        self.arrest: Event | None = None
        self.entered_at: datetime | None = None
        self.other_station_at: datetime | None = None
        self.on_the_way = (
            False  # arrested in another area or outside England and Wales, not yet in the investigating area
        )
        self.questioned_in_other_area = False
        self.relevant_time: datetime | None = None
        self.allowed = limits.BASIC_LIMIT
        self.warrants = 0
        self.extended = False
        self.authorised_at: datetime | None = None
        self.may_authorise_again = False
        self.reviews: list[Review] = []
        self.hospital_since: datetime | None = None
        self.hospital_excluded = False
        self.hospital: list[Interval] = []
        self.questioning: list[Interval] = []
        self.open_question: datetime | None = None
        self.transfer_left_at: datetime | None = None
        self.questioned_about_transfer = False
        self.bailed_at: datetime | None = None
        self.breach_arrest_at: datetime | None = None
        self.uncounted: list[Interval] = []
        self.charged_at: datetime | None = None
        self.released_at: datetime | None = None

    # What the record says at an instant

    @property
    def is_detained(self) -> bool:
        """At a station or taken from one, before charge: the only time in which the limits are used up."""
        return (
            self.relevant_time is not None
            and self.bailed_at is None
            and self.charged_at is None
            and self.released_at is None
        )

    def time_in_hospital(self, at: datetime) -> list[Interval]:
        """Time away for treatment less time questioned (s.41(6)), known at `at`."""
        stays = list(self.hospital)
        if self.hospital_since is not None and self.hospital_excluded and self.hospital_since < at:
            stays.append(Interval(self.hospital_since, at))
        questioning = list(self.questioning)
        if self.open_question is not None and self.open_question < at:
            questioning.append(Interval(self.open_question, at))
        return [part for stay in stays for part in without(stay, questioning)]

    def excluded(self, at: datetime) -> list[Interval]:
        """All time that does not count towards the limits, known at `at`."""
        bail = [Interval(self.bailed_at, at)] if self.bailed_at is not None and self.bailed_at < at else []
        return self.time_in_hospital(at) + self.uncounted + bail

    def counted(self, at: datetime) -> timedelta:
        """Time in police detention from the relevant time to `at` that counts towards the limits."""
        if self.relevant_time is None:
            return timedelta()
        return elapsed(self.relevant_time, at, self.excluded(at))

    def limit(self, period: timedelta, at: datetime) -> datetime | None:
        """When `period` will have counted, as known at `at`; None before there is a relevant time."""
        if self.relevant_time is None:
            return None
        return advance(self.relevant_time, period, self.excluded(at))

    def next_review_due(self, at: datetime) -> datetime | None:
        """A late review does not move the next one; an early one brings it forward (s.40(3), (6))."""
        if self.authorised_at is None or self.released_at is not None:
            return None
        away = self.time_in_hospital(at)
        if not self.reviews:
            return advance(self.authorised_at, limits.FIRST_REVIEW, away)
        last = self.reviews[-1]
        return advance(min(last.due, last.done or last.due), limits.LATER_REVIEW, away)

    # As time passes

    def settle(self, at: datetime) -> None:
        """Start the clock where 24 hours have passed on the way to the investigating area."""
        if self.released_at is not None or self.bailed_at is not None:
            return
        if self.arrest is not None and self.relevant_time is None:
            start, citation = self.way_start(self.arrest)
            if start is not None and start + limits.AREA_TO_AREA <= at:
                self.start(start + limits.AREA_TO_AREA, "24 hours on the way", citation)
        left = self.transfer_left_at
        if left is not None and not self.questioned_about_transfer and left + limits.AREA_TO_AREA <= at:
            self.start_after_transfer(left + limits.AREA_TO_AREA)

    def way_start(self, arrest: Event) -> tuple[datetime | None, str]:
        """From when the 24 hours on the way run, if the arrest was elsewhere, and the rule of its relevant time."""
        if arrest.where is Where.OTHER_AREA:
            return arrest.at, "PACE 1984 s.41(2)(a)"
        if arrest.where is Where.OUTSIDE_ENGLAND_AND_WALES:
            return self.entered_at, "PACE 1984 s.41(2)(b)"
        return None, "PACE 1984 s.41(2)(d)"

    def start(self, at: datetime, why: str, citation: str) -> None:
        """Set the relevant time."""
        self.relevant_time = at
        self.steps.append(Step(f"Relevant time {show(at)}: {why}", citation))

    def start_after_transfer(self, at: datetime) -> None:
        """Set a fresh relevant time for the other area's offence, with fresh limits."""
        self.transfer_left_at = None
        self.allowed, self.warrants, self.extended = limits.BASIC_LIMIT, 0, False
        self.may_authorise_again = True
        self.start(at, "transfer to the area that wants the person for its own offence", "PACE 1984 s.41(5)")

    def close_hospital(self, at: datetime) -> None:
        """The person is back, or no longer detained."""
        if self.hospital_since is not None and self.hospital_excluded and self.hospital_since < at:
            self.hospital.append(Interval(self.hospital_since, at))
        if self.open_question is not None and self.open_question < at:
            self.questioning.append(Interval(self.open_question, at))
        self.hospital_since = self.open_question = None

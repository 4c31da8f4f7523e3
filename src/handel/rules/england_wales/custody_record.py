"""A custody record replayed event by event: what each event changes, and which are refused and why."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from handel.rules import Refused, Step
from handel.rules.england_wales import custody_limits as limits
from handel.rules.england_wales.calendar import london, show
from handel.rules.england_wales.custody_events import Event, EventType, HospitalPurpose, Where
from handel.rules.england_wales.elapsed import Interval, advance, elapsed, without
from handel.rules.england_wales.provision import in_force
from handel.rules.england_wales.ranks import Rank, require_rank

CHECK_RECORD = "Check the time and the kind of the event, and correct the custody record."


@dataclass(frozen=True)
class Review:
    """The nth review since detention was authorised: when it was due, and when it was done (None: not yet)."""

    n: int
    due: datetime
    done: datetime | None


class CustodyRecord:
    """State after the events applied so far. `apply` raises Refused and changes nothing for an event that is not valid."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._begin()

    def _begin(self) -> None:
        """No arrest yet: the state at the start, and again on re-arrest on new evidence."""
        self.arrest: Event | None = None
        self.entered_at: datetime | None = None
        self.other_station_at: datetime | None = None
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

    # Applying events

    def apply(self, event: Event) -> None:
        """Apply one event, no earlier than those before it. Raises Refused."""
        self.settle(event.at)
        handlers: dict[EventType, Callable[[Event], None]] = {
            EventType.ARRESTED: self._arrested,
            EventType.ENTERED_JURISDICTION: self._entered_jurisdiction,
            EventType.ARRIVED: self._arrived,
            EventType.DETENTION_AUTHORISED: self._detention_authorised,
            EventType.REVIEW: self._review,
            EventType.LEFT_FOR_HOSPITAL: self._left_for_hospital,
            EventType.RETURNED: self._returned,
            EventType.QUESTIONED: self._questioned,
            EventType.EXTENSION: self._extension,
            EventType.FURTHER_WARRANT: self._further_warrant,
            EventType.TRANSFER_LEFT: self._transfer_left,
            EventType.RELEASED_ON_BAIL: self._released_on_bail,
            EventType.ANSWERED_BAIL: self._answered_bail,
            EventType.ARRESTED_FOR_BREACH: self._arrested_for_breach,
            EventType.FURTHER_ARREST: self._further_arrest,
            EventType.REARRESTED_NEW_EVIDENCE: self._rearrested_new_evidence,
            EventType.CHARGED: self._charged,
            EventType.RELEASED: self._released,
        }
        handlers[event.type](event)

    def settle(self, at: datetime) -> None:
        """Start the clock where 24 hours have passed on the way to the investigating area."""
        if self.released_at is not None or self.bailed_at is not None:
            return
        if self.arrest is not None and self.relevant_time is None:
            start, citation = self._on_the_way(self.arrest)
            if start is not None and start + limits.AREA_TO_AREA <= at:
                self._start(start + limits.AREA_TO_AREA, "24 hours on the way", citation)
        left = self.transfer_left_at
        if left is not None and not self.questioned_about_transfer and left + limits.AREA_TO_AREA <= at:
            self._start_after_transfer(left + limits.AREA_TO_AREA)

    def _on_the_way(self, arrest: Event) -> tuple[datetime | None, str]:
        if arrest.where is Where.OTHER_AREA:
            return arrest.at, "PACE 1984 s.41(2)(a)"
        if arrest.where is Where.OUTSIDE_ENGLAND_AND_WALES:
            return self.entered_at, "PACE 1984 s.41(2)(b)"
        return None, "PACE 1984 s.41(2)(d)"

    def _start(self, at: datetime, why: str, citation: str) -> None:
        self.relevant_time = at
        self.steps.append(Step(f"Relevant time {show(at)}: {why}", citation))

    def _start_after_transfer(self, at: datetime) -> None:
        self.transfer_left_at = None
        self.allowed, self.warrants, self.extended = limits.BASIC_LIMIT, 0, False
        self.may_authorise_again = True
        self._start(at, "transfer to the area that wants the person for its own offence", "PACE 1984 s.41(5)")

    def _require(self, holds: bool, message: str, citation: str, remedy: str = CHECK_RECORD) -> None:
        if not holds:
            raise Refused(message, citation, remedy)

    def _require_detained(self, event: Event, citation: str) -> None:
        words = event.type.value.replace("_", " ")
        self._require(self.is_detained, f"“{words}” needs a person in detention before charge.", citation)

    def _arrested(self, event: Event) -> None:
        self._require(
            self.arrest is None and self.relevant_time is None,
            "An arrest is already on this record.",
            "PACE 1984 s.41(4)",
            "Record a further arrest (s.31) or a re-arrest on new evidence (s.47(2)).",
        )
        self.arrest = event
        if event.where is Where.STATION:
            self._start(event.at, "arrest of a volunteer at the station", "PACE 1984 s.41(2)(c)")

    def _entered_jurisdiction(self, event: Event) -> None:
        outside = self.arrest is not None and self.arrest.where is Where.OUTSIDE_ENGLAND_AND_WALES
        self._require(
            outside and self.entered_at is None and self.relevant_time is None,
            "Entry counts once, after an arrest outside England and Wales.",
            "PACE 1984 s.41(2)(b)",
        )
        self.entered_at = event.at

    def _arrived(self, event: Event) -> None:
        self._require(
            self.released_at is None and (self.arrest is not None or self.relevant_time is not None),
            "Nobody under arrest could arrive: no arrest is recorded, or the person was released.",
            "PACE 1984 s.41(2)",
        )
        self._require(
            self.bailed_at is None or self.breach_arrest_at is not None,
            "The person was on bail at that time.",
            "PACE 1984 s.47",
            "Record that the person answered bail, or was arrested for breach of it.",
        )
        self._close_hospital(event.at)
        if self.breach_arrest_at is not None and self.bailed_at is not None:
            self._back_from_breach(event.at, self.breach_arrest_at, self.bailed_at)
        elif self.transfer_left_at is not None:
            if event.in_investigating_area:
                if not self.questioned_about_transfer:
                    self._start_after_transfer(event.at)
                self.transfer_left_at = None
        elif self.relevant_time is not None:
            self.steps.append(Step("Arrival at a further station: the clock runs on", "PACE 1984 s.41(2)"))
        elif self.arrest is not None:
            self._first_station(event, self.arrest)

    def _first_station(self, event: Event, arrest: Event) -> None:
        if arrest.where is Where.OTHER_AREA and not event.in_investigating_area:
            self.other_station_at = self.other_station_at or event.at
            if self.questioned_in_other_area:
                self._start(self.other_station_at, "questioned in the area of arrest", "PACE 1984 s.41(2)(d)")
        elif arrest.where is Where.OUTSIDE_ENGLAND_AND_WALES and not event.in_investigating_area:
            return
        else:
            _, citation = self._on_the_way(arrest)
            self._start(event.at, "arrival at the first station", citation)

    def _back_from_breach(self, at: datetime, arrested_at: datetime, bailed_at: datetime) -> None:
        allowance = in_force(limits.BREACH_ALLOWANCE, london(arrested_at).date(), "arrest for breach of bail")
        counts_from = at + allowance.value
        self.uncounted.append(Interval(bailed_at, counts_from))
        self.bailed_at = self.breach_arrest_at = None
        self.steps.append(Step(f"Time counts again from {show(counts_from)}", allowance.citation))

    def _detention_authorised(self, event: Event) -> None:
        at_station = self.is_detained or (self.other_station_at is not None and self.released_at is None)
        self._require(
            at_station and self.bailed_at is None and self.charged_at is None,
            "Detention can be authorised only for a person under arrest at a station.",
            "PACE 1984 s.37",
        )
        self._require(
            self.authorised_at is None or self.may_authorise_again,
            "Detention is already authorised.",
            "PACE 1984 s.37",
        )
        self.authorised_at, self.reviews, self.may_authorise_again = event.at, [], False
        self.steps.append(Step(f"Detention authorised {show(event.at)}: reviews run from it", "PACE 1984 s.40(3)"))

    def _review(self, event: Event) -> None:
        due = self.next_review_due(event.at)
        if due is None or self.bailed_at is not None:
            raise Refused("There is no authorised detention to review.", "PACE 1984 s.40(1)", CHECK_RECORD)
        if event.rank is not None and self.charged_at is None:
            require_rank(event.rank, Rank.INSPECTOR, "PACE 1984 s.40(1)(b)", "review detention before charge")
        self.reviews.append(Review(len(self.reviews) + 1, due, event.at))
        when = "late: the next is still counted from when it was due" if event.at > due else "in time"
        self.steps.append(Step(f"Review {len(self.reviews)} done {show(event.at)}, {when}", "PACE 1984 s.40(3), (6)"))

    def _left_for_hospital(self, event: Event) -> None:
        self._require(
            self.hospital_since is None and self.released_at is None and self.bailed_at is None,
            "The person was already in hospital, or not in detention.",
            "PACE 1984 s.41(6)",
        )
        self.hospital_since = event.at
        self.hospital_excluded = event.purpose is HospitalPurpose.TREATMENT
        text = "does not count, except while questioned" if self.hospital_excluded else "counts"
        self.steps.append(Step(f"In hospital for {event.purpose.value} from {show(event.at)}: time {text}", "PACE 1984 s.41(6)"))

    def _returned(self, event: Event) -> None:
        self._require(self.hospital_since is not None, "The person was not in hospital.", "PACE 1984 s.41(6)")
        self._close_hospital(event.at)

    def _close_hospital(self, at: datetime) -> None:
        if self.hospital_since is not None and self.hospital_excluded and self.hospital_since < at:
            self.hospital.append(Interval(self.hospital_since, at))
        if self.open_question is not None and self.open_question < at:
            self.questioning.append(Interval(self.open_question, at))
        self.hospital_since = self.open_question = None

    def _questioned(self, event: Event) -> None:
        """Questioning without an end counts until the return from hospital: the stricter reading."""
        if self.hospital_since is not None:
            if event.until is None:
                self.open_question = self.open_question or event.at
            elif event.until > event.at:
                self.questioning.append(Interval(event.at, event.until))
        if event.about_transfer_offence:
            self.questioned_about_transfer = True
        wanted_elsewhere = self.arrest is not None and self.arrest.where is Where.OTHER_AREA
        if wanted_elsewhere and not self.questioned_in_other_area and self.authorised_in_investigating_area is False:
            self.questioned_in_other_area = True
            if self.other_station_at is not None:
                self._start(self.other_station_at, "questioned in the area of arrest", "PACE 1984 s.41(2)(d)")

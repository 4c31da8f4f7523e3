"""Replaying a custody record: what each event changes, or the rule that refuses it."""

from collections.abc import Callable, Mapping
from datetime import datetime

from handel.rules import Refused, Step
from handel.rules.england_wales import custody_limits as limits
from handel.rules.england_wales.calendar import london, show
from handel.rules.england_wales.custody_events import Event, EventType, HospitalPurpose, Where
from handel.rules.england_wales.custody_grants import extended_allowance, warrant_allowance
from handel.rules.england_wales.custody_record import CustodyRecord, Review
from handel.rules.england_wales.elapsed import Interval
from handel.rules.england_wales.provision import in_force
from handel.rules.england_wales.ranks import Rank, require_rank

CHECK_RECORD = "Check the time and the kind of the event, and correct the custody record."


def apply(record: CustodyRecord, event: Event) -> None:
    """Apply an event that is no earlier than those before it. Raises Refused, and then the event changes nothing."""
    record.settle(event.at)
    HANDLERS[event.type](record, event)


def _require(holds: bool, message: str, citation: str, remedy: str = CHECK_RECORD) -> None:
    if not holds:
        raise Refused(message, citation, remedy)


def _require_detained(record: CustodyRecord, event: Event, citation: str) -> None:
    words = event.type.value.replace("_", " ")
    _require(record.is_detained, f"“{words}” needs a person in detention before charge.", citation)


def _arrested(record: CustodyRecord, event: Event) -> None:
    _require(
        record.arrest is None and record.relevant_time is None,
        "An arrest is already on this record.",
        "PACE 1984 s.41(4)",
        "Record a further arrest (s.31) or a re-arrest on new evidence (s.47(2)).",
    )
    record.arrest = event
    record.on_the_way = event.where in (Where.OTHER_AREA, Where.OUTSIDE_ENGLAND_AND_WALES)
    if event.where is Where.STATION:
        record.start(event.at, "arrest of a volunteer at the station", "PACE 1984 s.41(2)(c)")


def _entered_jurisdiction(record: CustodyRecord, event: Event) -> None:
    outside = record.arrest is not None and record.arrest.where is Where.OUTSIDE_ENGLAND_AND_WALES
    _require(
        outside and record.entered_at is None and record.relevant_time is None,
        "Entry counts once, after an arrest outside England and Wales.",
        "PACE 1984 s.41(2)(b)",
    )
    record.entered_at = event.at


def _arrived(record: CustodyRecord, event: Event) -> None:
    _require(
        record.released_at is None and (record.arrest is not None or record.relevant_time is not None),
        "Nobody under arrest could arrive: no arrest is recorded, or the person was released.",
        "PACE 1984 s.41(2)",
    )
    _require(
        record.bailed_at is None or record.breach_arrest_at is not None,
        "The person was on bail at that time.",
        "PACE 1984 s.47",
        "Record that the person answered bail, or was arrested for breach of it.",
    )
    record.close_hospital(event.at)
    record.on_the_way = record.on_the_way and not event.in_investigating_area
    if record.breach_arrest_at is not None and record.bailed_at is not None:
        _back_from_breach(record, event.at, record.breach_arrest_at, record.bailed_at)
    elif record.transfer_left_at is not None:
        if event.in_investigating_area:
            if not record.questioned_about_transfer:
                record.start_after_transfer(event.at)
            record.transfer_left_at = None
    elif record.relevant_time is not None:
        record.steps.append(Step("Arrival at a further station: the clock runs on", "PACE 1984 s.41(2)"))
    elif record.arrest is not None:
        _first_station(record, event, record.arrest)


def _first_station(record: CustodyRecord, event: Event, arrest: Event) -> None:
    if record.on_the_way:
        record.other_station_at = record.other_station_at or event.at
        if record.questioned_in_other_area:
            record.start(record.other_station_at, "questioned in the area of arrest", "PACE 1984 s.41(2)(d)")
    else:
        _, citation = record.way_start(arrest)
        record.start(event.at, "arrival at the first station", citation)


def _back_from_breach(record: CustodyRecord, at: datetime, arrested_at: datetime, bailed_at: datetime) -> None:
    allowance = in_force(limits.BREACH_ALLOWANCE, london(arrested_at).date(), "arrest for breach of bail")
    counts_from = at + allowance.value
    record.uncounted.append(Interval(bailed_at, counts_from))
    record.bailed_at = record.breach_arrest_at = None
    record.steps.append(Step(f"Time counts again from {show(counts_from)}", allowance.citation))


def _detention_authorised(record: CustodyRecord, event: Event) -> None:
    at_station = record.is_detained or (record.other_station_at is not None and record.released_at is None)
    _require(
        at_station and record.bailed_at is None and record.charged_at is None,
        "Detention can be authorised only for a person under arrest at a station.",
        "PACE 1984 s.37",
    )
    _require(
        record.authorised_at is None or record.may_authorise_again,
        "Detention is already authorised.",
        "PACE 1984 s.37",
    )
    record.authorised_at, record.reviews, record.may_authorise_again = event.at, [], False
    record.steps.append(Step(f"Detention authorised {show(event.at)}: reviews run from it", "PACE 1984 s.40(3)"))


def _review(record: CustodyRecord, event: Event) -> None:
    due = record.next_review_due(event.at)
    if due is None or record.bailed_at is not None:
        raise Refused("There is no authorised detention to review.", "PACE 1984 s.40(1)", CHECK_RECORD)
    if event.rank is not None and record.charged_at is None:
        require_rank(event.rank, Rank.INSPECTOR, "PACE 1984 s.40(1)(b)", "review detention before charge")
    record.reviews.append(Review(len(record.reviews) + 1, due, event.at))
    when = "late: the next is still counted from when it was due" if event.at > due else "in time"
    record.steps.append(Step(f"Review {len(record.reviews)} done {show(event.at)}, {when}", "PACE 1984 s.40(3), (6)"))


def _left_for_hospital(record: CustodyRecord, event: Event) -> None:
    _require(
        record.hospital_since is None and record.released_at is None and record.bailed_at is None,
        "The person was already in hospital, or not in detention.",
        "PACE 1984 s.41(6)",
    )
    record.hospital_since = event.at
    record.hospital_excluded = event.purpose is HospitalPurpose.TREATMENT
    text = "does not count, except while questioned" if record.hospital_excluded else "counts"
    record.steps.append(
        Step(f"In hospital for {event.purpose.value} from {show(event.at)}: time {text}", "PACE 1984 s.41(6)")
    )


def _returned(record: CustodyRecord, event: Event) -> None:
    _require(record.hospital_since is not None, "The person was not in hospital.", "PACE 1984 s.41(6)")
    record.close_hospital(event.at)


def _questioned(record: CustodyRecord, event: Event) -> None:
    """Questioning without an end counts until the return from hospital: the stricter reading."""
    if record.hospital_since is not None:
        if event.until is None:
            record.open_question = record.open_question or event.at
        elif event.until > event.at:
            record.questioning.append(Interval(event.at, event.until))
    if event.about_transfer_offence:
        record.questioned_about_transfer = True
    if record.on_the_way and record.arrest is not None and record.arrest.where is Where.OTHER_AREA:
        record.questioned_in_other_area = True
        if record.other_station_at is not None:
            record.start(record.other_station_at, "questioned in the area of arrest", "PACE 1984 s.41(2)(d)")


def _extension(record: CustodyRecord, event: Event) -> None:
    _require_detained(record, event, "PACE 1984 s.42")
    if event.rank is not None:
        require_rank(event.rank, Rank.SUPERINTENDENT, "PACE 1984 s.42(1)", "extend detention to 36 hours")
    record.allowed = extended_allowance(record, event.at, event.until, event.indictable)
    record.extended = True
    record.steps.append(Step(f"Extended by a superintendent to {_limit_shown(record, event.at)}", "PACE 1984 s.42(1)"))


def _further_warrant(record: CustodyRecord, event: Event) -> None:
    _require_detained(record, event, "PACE 1984 s.43")
    record.allowed = warrant_allowance(record, event.at, event.hours, event.indictable)
    record.warrants += 1
    citation = "PACE 1984 s.43(11), (12)" if record.warrants == 1 else "PACE 1984 s.44(3)"
    record.steps.append(Step(f"Warrant of further detention to {_limit_shown(record, event.at)}", citation))


def _limit_shown(record: CustodyRecord, at: datetime) -> str:
    limit = record.limit(record.allowed, at)
    return show(limit) if limit is not None else "no limit"


def _transfer_left(record: CustodyRecord, event: Event) -> None:
    _require_detained(record, event, "PACE 1984 s.41(5)")
    _require(record.transfer_left_at is None, "The person has already left for the other area.", "PACE 1984 s.41(5)")
    record.transfer_left_at = event.at


def _released_on_bail(record: CustodyRecord, event: Event) -> None:
    _require(
        record.bailed_at is None
        and record.charged_at is None
        and record.released_at is None
        and (record.arrest is not None or record.relevant_time is not None),
        "Only a person under arrest and not charged can be released on pre-charge bail.",
        "PACE 1984 s.30A, s.37",
    )
    record.close_hospital(event.at)
    record.bailed_at, record.authorised_at, record.transfer_left_at = event.at, None, None
    record.reviews = []
    record.steps.append(Step(f"Released on bail {show(event.at)}: the clock stops", "PACE 1984 s.47(6)"))


def _answered_bail(record: CustodyRecord, event: Event) -> None:
    street_bail = record.relevant_time is None and record.released_at is None
    _require(
        record.breach_arrest_at is None and (record.bailed_at is not None or (street_bail and record.arrest is None)),
        "The person was not on bail at that time.",
        "PACE 1984 s.47",
    )
    bailed_at, record.bailed_at = record.bailed_at, None
    if street_bail:
        record.on_the_way = False
        record.start(event.at, "answered street bail at the station", "PACE 1984 s.41(2)(ca)")
    elif bailed_at is not None:
        record.uncounted.append(Interval(bailed_at, event.at))
        record.steps.append(
            Step(
                f"Answered bail {show(event.at)}: earlier detention counts, time on bail does not",
                "PACE 1984 s.47(6)",
            )
        )


def _arrested_for_breach(record: CustodyRecord, event: Event) -> None:
    _require(
        record.bailed_at is not None and record.breach_arrest_at is None,
        "The person was not on bail at that time.",
        "PACE 1984 s.46A",
    )
    if record.relevant_time is None:  # street bail: an ordinary arrest follows (s.30D)
        record.arrest, record.bailed_at, record.on_the_way = event, None, False
    else:
        record.breach_arrest_at = event.at


def _further_arrest(record: CustodyRecord, event: Event) -> None:
    _require_detained(record, event, "PACE 1984 s.31")
    record.steps.append(
        Step(f"Further arrest {show(event.at)}: the relevant time does not change", "PACE 1984 s.41(4)")
    )


def _rearrested_new_evidence(record: CustodyRecord, event: Event) -> None:
    _require(
        record.bailed_at is not None or (record.released_at is not None and record.charged_at is None),
        "Re-arrest on new evidence needs a release before charge.",
        "PACE 1984 s.41(9), s.47(2)",
    )
    record.begin()
    record.steps.append(
        Step(f"Re-arrested on new evidence {show(event.at)}: a fresh clock", "PACE 1984 s.41(9), s.47(2)")
    )
    _arrested(record, event)


def _charged(record: CustodyRecord, event: Event) -> None:
    _require_detained(record, event, "PACE 1984 s.37(7)")
    record.close_hospital(event.at)
    record.charged_at = event.at
    record.steps.append(
        Step(
            f"Charged {show(event.at)}: the limits end; court no later than its first sitting",
            "PACE 1984 s.46",
        )
    )


def _released(record: CustodyRecord, event: Event) -> None:
    _require(
        record.released_at is None and (record.arrest is not None or record.relevant_time is not None),
        "Nobody in detention could be released.",
        "PACE 1984 s.37",
    )
    record.close_hospital(event.at)
    if record.bailed_at is not None:  # bail ended without a return: the time on it never counts
        record.uncounted.append(Interval(record.bailed_at, event.at))
        record.bailed_at = record.breach_arrest_at = None
    record.released_at = event.at
    record.steps.append(Step(f"Released {show(event.at)}", "PACE 1984 s.37"))


HANDLERS: Mapping[EventType, Callable[[CustodyRecord, Event], None]] = {
    EventType.ARRESTED: _arrested,
    EventType.ENTERED_JURISDICTION: _entered_jurisdiction,
    EventType.ARRIVED: _arrived,
    EventType.DETENTION_AUTHORISED: _detention_authorised,
    EventType.REVIEW: _review,
    EventType.LEFT_FOR_HOSPITAL: _left_for_hospital,
    EventType.RETURNED: _returned,
    EventType.QUESTIONED: _questioned,
    EventType.EXTENSION: _extension,
    EventType.FURTHER_WARRANT: _further_warrant,
    EventType.TRANSFER_LEFT: _transfer_left,
    EventType.RELEASED_ON_BAIL: _released_on_bail,
    EventType.ANSWERED_BAIL: _answered_bail,
    EventType.ARRESTED_FOR_BREACH: _arrested_for_breach,
    EventType.FURTHER_ARREST: _further_arrest,
    EventType.REARRESTED_NEW_EVIDENCE: _rearrested_new_evidence,
    EventType.CHARGED: _charged,
    EventType.RELEASED: _released,
}

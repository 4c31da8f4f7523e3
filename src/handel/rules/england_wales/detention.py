"""The custody clock: three clocks that run side by side, and the guards a desk calls before an act.

Detention runs from the relevant time, reviews from the authorisation of detention, and the delay of rights from the
relevant time. All are reckoned in UTC on elapsed time; clock changes move nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from handel.rules import Refused, Step
from handel.rules.england_wales import custody_limits as limits
from handel.rules.england_wales.calendar import require_aware, show
from handel.rules.england_wales.custody_events import Event, EventType, HospitalPurpose, Where, event_from
from handel.rules.england_wales.custody_grants import application_deadline, extended_allowance
from handel.rules.england_wales.custody_record import CustodyRecord, Review
from handel.rules.england_wales.custody_replay import CHECK_RECORD, apply
from handel.rules.england_wales.ranks import Rank, require_rank
from handel.rules.england_wales.reasons import require_reasons

__all__ = [
    "Clock", "Event", "EventType", "HospitalPurpose", "RefusedEvent", "Review", "Where",
    "check_detention_authorised", "check_extension", "check_review", "check_warrant_application", "clock", "event_from",
]  # fmt: skip


@dataclass(frozen=True)
class RefusedEvent:
    """An event that the rules did not accept, so that it changed nothing."""

    event: Event
    reason: str
    citation: str


@dataclass(frozen=True)
class Clock:
    """What the record says at `now`. Times are aware and in UTC; None where there is no such time (yet, or any more).

    `reviews` are those done since detention was last authorised, then the one that is next due with `done` None.
    `expires_at` is when detention before charge must end as things stand: None on bail, after charge, after release.
    While a person is in hospital for treatment the limits are the earliest possible: those of a return now.
    `counted` is the detention used up, true even where it is past what the law allows. `clock_stopped` says why it
    is not running now.
    """

    now: datetime
    relevant_time: datetime | None
    authorised_at: datetime | None
    reviews: tuple[Review, ...]
    next_review_due: datetime | None
    limit_24h: datetime | None
    limit_36h: datetime | None
    limit_96h: datetime | None
    expires_at: datetime | None
    rights_delay_limit: datetime | None
    counted: timedelta
    clock_stopped: str | None
    refused: tuple[RefusedEvent, ...]
    steps: tuple[Step, ...]


def clock(events: Iterable[Event], now: datetime) -> Clock:
    """The custody clock at `now`, from the events up to then. They are taken in order of time.

    Events that no rule allows are listed in `refused` and left out. Raises ValueError for a `now` without a zone.
    Source: PACE 1984 ss.34-44, 46A, 47, 56, 58.

    >>> from datetime import UTC
    >>> at = datetime(2015, 9, 22, 5, 50, tzinfo=UTC)
    >>> clock([Event(EventType.ARRESTED, at), Event(EventType.ARRIVED, at)], at).limit_24h.isoformat()
    '2015-09-23T05:50:00+00:00'
    """
    now = require_aware(now)
    record, refused = _replay(events, now)
    end = record.charged_at or record.released_at or now
    relevant_time = record.relevant_time
    running = record.is_detained
    due = record.next_review_due(now)
    reviews = tuple(record.reviews)
    if due is not None:
        reviews += (Review(len(reviews) + 1, due, None),)
    on_bail = record.bailed_at is not None
    return Clock(
        now=now,
        relevant_time=relevant_time,
        authorised_at=record.authorised_at,
        reviews=reviews,
        next_review_due=due,
        limit_24h=None if on_bail else record.limit(limits.BASIC_LIMIT, end),
        limit_36h=None if on_bail else record.limit(limits.SUPERINTENDENT_LIMIT, end),
        limit_96h=None if on_bail else record.limit(limits.ABSOLUTE_LIMIT, end),
        expires_at=record.limit(record.allowed, now) if running else None,
        rights_delay_limit=None if relevant_time is None else relevant_time + limits.RIGHTS_DELAY,
        counted=record.counted(end),
        clock_stopped=_why_stopped(record),
        refused=tuple(refused),
        steps=tuple(record.steps),
    )


def _replay(events: Iterable[Event], at: datetime) -> tuple[CustodyRecord, list[RefusedEvent]]:
    record, refused = CustodyRecord(), list[RefusedEvent]()
    for event in sorted((event for event in events if event.at <= at), key=lambda event: event.at):
        try:
            apply(record, event)
        except Refused as refusal:
            refused.append(RefusedEvent(event, refusal.message, refusal.citation))
    record.settle(at)
    return record, refused


def _why_stopped(record: CustodyRecord) -> str | None:
    if record.released_at is not None:
        return "released"
    if record.charged_at is not None:
        return "charged"
    if record.bailed_at is not None:
        return "on bail"
    if record.relevant_time is None:
        return "no relevant time yet"
    if record.hospital_since is not None and record.hospital_excluded:
        return "in hospital for treatment"
    return None


def check_detention_authorised(
    events: Iterable[Event],
    at: datetime,
    *,
    rank: Rank,
    is_custody_officer: bool,
    involved_in_investigation: bool,
    grounds: str,
) -> tuple[Step, ...]:
    """Before detention is authorised. Raises Refused unless a custody officer, a sergeant or above who takes no part in
    the investigation, gives the grounds, and the person is under arrest at a station. Source: PACE 1984 ss.36, 37.
    """
    require_rank(rank, Rank.SERGEANT, "PACE 1984 s.36(3)", "act as custody officer")
    if not is_custody_officer or involved_in_investigation:
        raise Refused(
            "Detention is authorised by a custody officer who takes no part in the investigation.",
            "PACE 1984 s.36(5), s.37",
            "Ask the custody officer on duty.",
        )
    require_reasons(grounds, of="the grounds for detention", citation="PACE 1984 s.37(2), (4)", field="grounds")
    record, _ = _replay(events, at)
    apply(record, Event(EventType.DETENTION_AUTHORISED, at))
    return (
        Step(
            "Detention is necessary to secure or preserve evidence or obtain it by questioning",
            "PACE 1984 s.37(2)",
        ),
        record.steps[-1],
    )


def check_review(
    events: Iterable[Event],
    at: datetime,
    reviewer_rank: Rank,
    involved_in_investigation: bool,
    *,
    is_custody_officer: bool = False,
    reason_for_delay: str = "",
) -> tuple[Step, ...]:
    """Before a review. Before charge: an inspector or above not directly involved; after charge: the custody officer.

    Raises Refused for anyone else, with no authorised detention, or when it is late without a recorded reason.
    Source: PACE 1984 s.40(1), (4)-(7).
    """
    record, _ = _replay(events, at)
    if record.charged_at is not None and not is_custody_officer:
        raise Refused(
            "After charge the custody officer reviews detention.",
            "PACE 1984 s.40(1)(a)",
            "Ask the custody officer.",
        )
    if record.charged_at is None:
        require_rank(reviewer_rank, Rank.INSPECTOR, "PACE 1984 s.40(1)(b)", "review detention before charge")
        if involved_in_investigation:
            raise Refused(
                "The review officer may not have been directly involved in the investigation.",
                "PACE 1984 s.40(1)(b)",
                "Ask another inspector or above.",
            )
    due = record.next_review_due(at)
    if due is not None and at > due:
        require_reasons(
            reason_for_delay,
            of=f"why the review due {show(due)} was postponed",
            citation="PACE 1984 s.40(4), (7)",
            field="reason_for_delay",
        )
    apply(record, Event(EventType.REVIEW, at))
    return (record.steps[-1],)


def check_extension(
    events: Iterable[Event],
    at: datetime,
    rank: Rank,
    indictable: bool,
    *,
    until: datetime | None = None,
    necessary: str,
    diligent: bool,
    representations_heard: bool,
) -> tuple[Step, ...]:
    """Before a superintendent extends detention, to `until` or to 36 hours. The last step names the new limit.

    Raises Refused with the first condition of PACE 1984 s.42 that fails.
    """
    require_rank(rank, Rank.SUPERINTENDENT, "PACE 1984 s.42(1)", "extend detention to 36 hours")
    require_reasons(necessary, of="why detention is necessary", citation="PACE 1984 s.42(1)(a)", field="necessary")
    if not diligent:
        raise Refused(
            "The investigation must be conducted diligently and expeditiously.",
            "PACE 1984 s.42(1)(c)",
            "Record what has been done and when; if it does not hold, charge or release the person.",
        )
    if not representations_heard:
        raise Refused(
            "The person or their solicitor has not been given the chance to make representations.",
            "PACE 1984 s.42(6)",
            "Hear the representations and record them first.",
        )
    record, _ = _replay(events, at)
    event = Event(EventType.EXTENSION, at, until=until, rank=rank, indictable=indictable)
    if not record.is_detained:
        raise Refused("The person is not in detention before charge.", "PACE 1984 s.42", CHECK_RECORD)
    extended_allowance(record, event.at, event.until, indictable)
    apply(record, event)
    return tuple(record.steps[-1:])


def check_warrant_application(
    events: Iterable[Event], at: datetime, indictable: bool, court_sits_at: datetime | None = None
) -> tuple[Step, ...]:
    """Before the court is asked for a warrant of further detention or its extension. The step names the deadline.

    Raises Refused at or after the deadline, and for an offence that is not indictable. Source: PACE 1984 ss.43, 44.
    """
    record, _ = _replay(events, at)
    if not record.is_detained:
        raise Refused("The person is not in detention before charge.", "PACE 1984 s.43", CHECK_RECORD)
    if not indictable:
        raise Refused(
            "The court can extend detention only for an indictable offence.",
            "PACE 1984 s.43(4)(b)",
            "Charge the person, or release them with or without bail.",
        )
    deadline = application_deadline(record, at, court_sits_at)
    if at >= deadline:
        raise Refused(
            f"The application had to be made before {show(deadline)}.",
            "PACE 1984 s.43(5), (7), s.44",
            "Charge the person, or release them with or without bail.",
        )
    return (Step(f"The application must be made before {show(deadline)}", "PACE 1984 s.43(5), s.44"),)

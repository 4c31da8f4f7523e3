"""When detention before charge may be extended by a superintendent (s.42) or by the court (s.43, s.44)."""

from datetime import datetime, timedelta

from handel.rules import Refused
from handel.rules.england_wales import custody_limits as limits
from handel.rules.england_wales.calendar import show
from handel.rules.england_wales.custody_record import CustodyRecord

RELEASE_OR_CHARGE = "Charge the person, or release them with or without bail."


def _current_limit(record: CustodyRecord, at: datetime) -> datetime:
    limit = record.limit(record.allowed, at)
    if limit is None:
        raise Refused(
            "No relevant time is known yet, so there is no detention to extend.",
            "PACE 1984 s.41(2)",
            "Record the arrest and the arrival at the station first.",
        )
    return limit


def _require_indictable(indictable: bool, citation: str) -> None:
    if not indictable:
        raise Refused(
            "Detention can be extended beyond 24 hours only for an indictable offence.",
            citation,
            RELEASE_OR_CHARGE,
        )


def extended_allowance(record: CustodyRecord, at: datetime, until: datetime | None, indictable: bool) -> timedelta:
    """Hours of detention allowed after an extension given at `at`, to `until` or to the latest s.42 allows.

    Raises Refused: offence not indictable, before the second review, after 24 hours (or, for a second extension,
    after the first has ended), or to a time past 36 hours.
    """
    _require_indictable(indictable, "PACE 1984 s.42(1)(b)")
    current = _current_limit(record, at)
    if at > current:
        raise Refused(
            f"Detention could be extended up to {show(current)}; it is now {show(at)}.",
            "PACE 1984 s.42(2)" if record.extended else "PACE 1984 s.42(4)(a)",
            RELEASE_OR_CHARGE,
        )
    if len(record.reviews) < 2:
        raise Refused(
            f"The second review of detention has not been carried out ({len(record.reviews)} done).",
            "PACE 1984 s.42(4)(b)",
            "Have the second review done, then extend.",
        )
    latest = record.limit(limits.SUPERINTENDENT_LIMIT, at) or current
    end = until or latest
    if end > latest:
        raise Refused(
            f"{show(end)} is past 36 hours: the latest is {show(latest)}.",
            "PACE 1984 s.42(1)",
            f"Extend to {show(latest)} or earlier; beyond it only a court can.",
            field="until",
        )
    if end <= current:
        raise Refused(
            f"Detention is already allowed until {show(current)}.",
            "PACE 1984 s.42",
            "Give a later time.",
            field="until",
        )
    return record.counted(end)


def application_deadline(record: CustodyRecord, at: datetime, court_sits_at: datetime | None = None) -> datetime:
    """Before when the court must be asked. A court that cannot sit at 36 hours but will within 6 more adds those 6."""
    current = _current_limit(record, at)
    mark = record.limit(limits.SUPERINTENDENT_LIMIT, at)
    if mark is None or record.warrants or current < mark:
        return current
    late = mark + limits.LATE_SITTING
    return late if court_sits_at is not None and mark < court_sits_at <= late else mark


def warrant_allowance(record: CustodyRecord, at: datetime, hours: int, indictable: bool) -> timedelta:
    """Hours of detention allowed after a warrant issued at `at` for `hours`, never past 96.

    The first warrant (s.43) runs from its issue; a later one (s.44) extends the one before it.
    Raises Refused: offence not indictable, more than 36 hours, or issued when detention had already ended.
    """
    _require_indictable(indictable, "PACE 1984 s.43(4)(b)")
    period = timedelta(hours=hours)
    if not timedelta() < period <= limits.COURT_WARRANT_LIMIT:
        raise Refused(
            f"A warrant of further detention is for 1 to 36 hours, not {hours}.",
            "PACE 1984 s.43(12), s.44(3)",
            "Read the period from the warrant.",
            field="hours",
        )
    # The application had to be in time (`application_deadline`); the court may sit up to 6 hours after the mark.
    mark = record.limit(limits.SUPERINTENDENT_LIMIT, at)
    current = _current_limit(record, at)
    latest = current if mark is None or record.warrants or current < mark else mark + limits.LATE_SITTING
    if at > latest:
        raise Refused(
            f"Detention ended at {show(latest)}, before this warrant was issued.",
            "PACE 1984 s.43(5), s.44",
            RELEASE_OR_CHARGE,
        )
    base = record.allowed if record.warrants else record.counted(at)
    return min(max(record.allowed, base + period), limits.ABSOLUTE_LIMIT)

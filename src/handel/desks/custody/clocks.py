"""What the ledger of a detention means now: the rules' clock, how long each limit leaves, what is due next."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from handel.desks.custody.models import Detention, DetentionEvent, State
from handel.rules.england_wales import custody_limits as limits
from handel.rules.england_wales.custody_events import event_from
from handel.rules.england_wales.detention import Clock, Event, EventType, clock

RULE_TYPES = frozenset(event.value for event in EventType)
RULE_FIELDS = frozenset(field.name for field in fields(Event)) - {"type", "at"}
SOON = timedelta(hours=1)
"""From when a page says that a limit is near."""


@dataclass(frozen=True)
class Countdown:
    """One limit of a person held: `at` is when it is reached (None: it does not run, and `why` says why not).

    `used` is how much of it has gone, in whole per cent, at most 100.
    """

    name: str
    at: datetime | None
    left: timedelta | None
    used: int
    why: str = ""

    @property
    def status(self) -> str:
        """over, soon, running or stopped."""
        if self.left is None:
            return "stopped"
        if self.left < timedelta():
            return "over"
        return "soon" if self.left <= SOON else "running"


@dataclass(frozen=True)
class Due:
    """The next thing that the law asks for, by when, and from whom."""

    what: str
    who: str
    at: datetime | None
    citation: str


@dataclass(frozen=True)
class Held:
    """A detention, with its clock and what follows from it."""

    detention: Detention
    clock: Clock
    detention_limit: Countdown
    review: Countdown
    rights_delay: Countdown
    due: Due
    in_hospital: bool

    @property
    def order(self) -> tuple[datetime, str]:
        """What runs out first stands first."""
        return (self.due.at or self.clock.now + timedelta(days=365), self.detention.reference)

    @property
    def alarms(self) -> list[str]:
        """What is unlawful now, each with its citation."""
        said = []
        if self.detention_limit.status == "over":
            said.append("Detention has run out: the person must be charged or released now (PACE 1984 s.41(7)).")
        if self.review.status == "over":
            said.append("The review is overdue: hold it now and record why it is late (PACE 1984 s.40).")
        if self.rights_delay.status == "over":
            said.append("The delay of rights has run out: give the rights now (PACE 1984 ss.56(3), 58(5)).")
        return said


def rule_events(entries: Iterable[DetentionEvent]) -> list[Event]:
    """The ledger as the rules read it."""
    return [
        event_from(
            {
                "type": entry.type,
                "at": entry.at.isoformat(),
                **{name: value for name, value in entry.fields.items() if name in RULE_FIELDS},
            }
        )
        for entry in entries
        if entry.type in RULE_TYPES
    ]


def delayed_rights(entries: Iterable[DetentionEvent]) -> list[str]:
    """Which rights are delayed now: "inform" (s.56), "solicitor" (s.58)."""
    delayed: dict[str, bool] = {}
    for entry in entries:
        if entry.type in ("rights_delayed", "rights_given"):
            delayed[entry.fields["right"]] = entry.type == "rights_delayed"
    return [right for right, is_delayed in delayed.items() if is_delayed]


def held(detention: Detention, now: datetime) -> Held:
    """What the ledger says at `now`. Reads `detention.events`: prefetch them for a list."""
    entries = [entry for entry in detention.events.all() if entry.at <= now]
    found = clock(rule_events(entries), now)
    moves = [entry.type for entry in entries if entry.type in ("left_for_hospital", "returned", "arrived", "released")]
    in_custody = detention.is_in_custody
    return Held(
        detention=detention,
        clock=found,
        detention_limit=_detention_limit(found),
        review=_review(found) if in_custody else Countdown("Next review", None, None, 0, "not in custody"),
        rights_delay=_rights_delay(found, delayed_rights(entries) if in_custody else []),
        due=_due(detention, found),
        in_hospital=in_custody and bool(moves) and moves[-1] == "left_for_hospital",
    )


def _detention_limit(found: Clock) -> Countdown:
    name = "Detention"
    if found.expires_at is None:
        return Countdown(name, None, None, 0, found.clock_stopped or "")
    left = found.expires_at - found.now
    return Countdown(
        name, found.expires_at, left, _share(found.counted, found.counted + left), found.clock_stopped or ""
    )


def _review(found: Clock) -> Countdown:
    name = "Next review"
    if found.next_review_due is None:
        return Countdown(name, None, None, 0, "detention is not authorised")
    left = found.next_review_due - found.now
    period = limits.FIRST_REVIEW if len(found.reviews) == 1 else limits.LATER_REVIEW
    return Countdown(name, found.next_review_due, left, _share(period - left, period))


def _rights_delay(found: Clock, delayed: list[str]) -> Countdown:
    name = "Rights delay"
    if not delayed or found.rights_delay_limit is None:
        return Countdown(name, None, None, 0, "rights are not delayed")
    left = found.rights_delay_limit - found.now
    return Countdown(name, found.rights_delay_limit, left, _share(limits.RIGHTS_DELAY - left, limits.RIGHTS_DELAY))


def _share(used: timedelta, whole: timedelta) -> int:
    return 100 if whole <= timedelta() else min(100, max(0, int(100 * used / whole)))


def _due(detention: Detention, found: Clock) -> Due:
    if detention.state == State.BAILED:
        return Due("Answer bail", "the person", None, "PACE 1984 s.47")
    if detention.state == State.RELEASED:
        return Due("Nothing", "", None, "")
    if detention.state == State.ARRIVED:
        return Due(
            "Decide whether to authorise detention", "a custody officer", found.relevant_time, "PACE 1984 s.37(1)-(3)"
        )
    review_due, ends = found.next_review_due, found.expires_at
    if detention.state == State.CHARGED:
        return Due("Review; court at its first sitting", "a custody officer", review_due, "PACE 1984 ss.40(1)(a), 46")
    if review_due is not None and (ends is None or found.now <= ends > review_due):
        return Due("Review", "an inspector or above", review_due, "PACE 1984 s.40(1)(b)")
    return _before_the_end(found, ends)


def _before_the_end(found: Clock, ends: datetime | None) -> Due:
    """What can be done before detention before charge ends: an extension, a court's warrant, or nothing more."""
    if ends is None or ends < found.now:
        return Due("Charge or release", "a custody officer", ends, "PACE 1984 s.41(7)")
    if found.limit_36h is not None and ends < found.limit_36h:
        return Due("Extend, charge or release", "a superintendent or above", ends, "PACE 1984 s.42(1)")
    if found.limit_96h is not None and ends < found.limit_96h:
        return Due("Court warrant, charge or release", "a magistrates' court", ends, "PACE 1984 ss.43, 44")
    return Due("Charge or release", "a custody officer", ends, "PACE 1984 s.44(3)")

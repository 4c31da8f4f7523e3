"""The thread of one operation: for each desk what stands there, what waits for whom, and which clocks run.

Everything is asked of the desks' own queries, so that each reader gets the thread that they may see.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse

from handel.desks.custody import queries as custody
from handel.desks.exhibits import queries as exhibits
from handel.desks.intelligence import queries as intelligence
from handel.desks.operations import queries as operations
from handel.desks.publicity import queries as publicity
from handel.desks.search_day import queries as search_day
from handel.desks.warrants import queries as warrants
from handel.platform.access.viewer import NotFound, Viewer
from handel.rules.england_wales.calendar import LONDON


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: what, for whom, and where it is done."""

    what: str
    who: str
    href: str


@dataclass(frozen=True)
class Running:
    """A clock of the law: what must happen by when."""

    what: str
    at: datetime
    href: str


@dataclass
class Stage:
    """One desk on the thread."""

    title: str
    count: int
    unit: str
    states: list[str]
    href: str | None
    waiting: list[Waiting] = field(default_factory=list)
    references: list[str] = field(default_factory=list)

    @property
    def reached(self) -> bool:
        return self.count > 0


@dataclass(frozen=True)
class Thread:
    """The whole thread, as this reader may see it."""

    stages: Sequence[Stage]
    clocks: Sequence[Running]
    premises: Sequence[Any]

    @property
    def waiting(self) -> list[tuple[Stage, Waiting]]:
        return [(stage, item) for stage in self.stages for item in stage.waiting]

    @property
    def references(self) -> list[str]:
        return [reference for stage in self.stages for reference in stage.references]


def thread(viewer: Viewer, operation: operations.Operation) -> Thread:
    """The thread of this operation for this reader, at the reader's time."""
    clocks: list[Running] = []
    premises = premises_of(viewer, operation)
    stages = [
        *_intelligence(viewer, operation),
        _operation(viewer, operation),
        _warrants(viewer, operation, premises, clocks),
        _search_day(viewer, operation, clocks),
        _custody(viewer, operation, clocks),
        _exhibits(viewer, operation, clocks),
        _publicity(viewer, operation),
    ]
    return Thread(stages, sorted(clocks, key=lambda clock: clock.at), premises)


def premises_of(viewer: Viewer, operation: operations.Operation) -> Sequence[Any]:
    """Where the operation's warrants are; nothing for those whose role is not told addresses."""
    try:
        return warrants.premises(viewer, operation.reference)
    except NotFound:
        return []


def _intelligence(viewer: Viewer, operation: operations.Operation) -> list[Stage]:
    rows = intelligence.by_references(viewer, operations.adopted(viewer, operation))
    community = [row for row in rows if row.origin == "community"]
    others = [row for row in rows if row.origin != "community"]
    href = reverse("intelligence:list")
    return [
        # The reports themselves are sealed at the report desk; what the thread knows of them is what was released.
        Stage(
            "What people said",
            len(community),
            _unit(len(community), "released report of the community", "released reports of the community"),
            [f"received {_days(row.received_on for row in community)}"] if community else [],
            href if community else None,
            references=[row.reference for row in community],
        ),
        Stage(
            "Intelligence",
            len(rows),
            _unit(len(rows), "intelligence report adopted", "intelligence reports adopted"),
            _counted(f"graded {row.grade}" for row in rows)[:3],
            href if rows else None,
            references=[row.reference for row in others],
        ),
    ]


def _operation(viewer: Viewer, operation: operations.Operation) -> Stage:
    members = len({membership.user_id for membership in operations.team(viewer, operation)})
    stage = Stage(
        "Operation",
        members,
        _unit(members, "person on the team", "people on the team"),
        [f"{operation.get_state_display()} since {_day(operation.opened_on)}"],
        reverse("operations:team", kwargs={"reference": operation.reference}),
        references=[operation.reference],
    )
    if operations.reads_policy_log(viewer, operation):
        decisions = len(operations.policy_log(viewer, operation))
        stage.states.append(f"{decisions} {_unit(decisions, 'decision', 'decisions')} in the policy log")
    return stage


WARRANT_WAITS = {
    "drafted": ("authority to apply", "an inspector"),
    "authorised": ("the court's answer", "the applicant"),
    "issued": ("execution", "the search team"),
    "executed": ("endorsement", "the officer who executed it"),
    "endorsed": ("return to the court", "the applicant"),
}


def _warrants(viewer: Viewer, operation: operations.Operation, premises: Sequence[Any], clocks: list[Running]) -> Stage:
    readable = {row.reference for row in warrants.warrants(viewer, operation_reference=operation.reference)}
    stage = Stage(
        "Warrants",
        len(premises),
        _unit(len(premises), "warrant, one an address", "warrants, one an address"),
        _counted(row.state for row in premises),
        f"{reverse('warrants:list')}?operation={operation.reference}" if readable else None,
        references=[row.warrant for row in premises],
    )
    for row in premises:
        if row.warrant not in readable:
            continue
        href = reverse("warrants:show", kwargs={"reference": row.warrant})
        if row.state in WARRANT_WAITS:
            what, who = WARRANT_WAITS[row.state]
            stage.waiting.append(Waiting(f"{row.warrant}: {what}", who, href))
        if row.state == "issued" and row.last_day:
            ends = datetime.combine(row.last_day + timedelta(days=1), time(), LONDON)
            clocks.append(Running(f"{row.warrant}: last moment to execute it", ends, href))
    return stage


def _search_day(viewer: Viewer, operation: operations.Operation, clocks: list[Running]) -> Stage:
    plans = search_day.plans(viewer, operation_reference=operation.reference)
    deployed = len(search_day.deployed(viewer, operation.reference))
    stage = Stage(
        "Search day",
        len(plans),
        _unit(len(plans), "plan", "plans"),
        [
            *_counted(plan.get_state_display() for plan in plans),
            f"{deployed} {_unit(deployed, 'person', 'people')} deployed",
        ]
        if plans
        else [],
        f"{reverse('search_day:list')}?operation={operation.reference}" if plans else None,
        references=[plan.reference for plan in plans],
    )
    for plan in plans:
        if plan.state == "draft":
            stage.waiting.append(Waiting(f"{plan.reference}: approval", "a commander", plan.get_absolute_url()))
        if plan.strike_at > viewer.at:
            clocks.append(Running(f"{plan.reference}: strike", plan.strike_at, plan.get_absolute_url()))
    return stage


def custody_clocks(held: Iterable[custody.Held]) -> list[Running]:
    """What is due next for each person held, and when their detention ends."""
    clocks = []
    for row in held:
        href = row.detention.get_absolute_url()
        if row.due.at is not None:
            clocks.append(
                Running(
                    f"{row.detention.reference}: {row.due.what[0].lower()}{row.due.what[1:]}, by {row.due.who}",
                    row.due.at,
                    href,
                )
            )
        if row.detention_limit.at is not None:
            clocks.append(Running(f"{row.detention.reference}: detention limit", row.detention_limit.at, href))
    return clocks


def _custody(viewer: Viewer, operation: operations.Operation, clocks: list[Running]) -> Stage:
    arrests = custody.arrests(viewer, operation.reference)
    held = [row for row in custody.board(viewer) if row.detention.arrest.operation_id == operation.pk]
    stage = Stage(
        "Custody",
        len(arrests),
        _unit(len(arrests), "arrest", "arrests"),
        [f"{len(held)} in custody now"] if arrests else [],
        reverse("custody:board") if held else None,
        references=[*(row.reference for row in arrests), *(row.detention.reference for row in held)],
    )
    clocks += custody_clocks(held)
    return stage


def _exhibits(viewer: Viewer, operation: operations.Operation, clocks: list[Running]) -> Stage:
    rows = exhibits.exhibits(viewer, operation_reference=operation.reference)
    stage = Stage(
        "Exhibits",
        len(rows),
        _unit(len(rows), "exhibit", "exhibits"),
        [f"{kind}: {count}" for kind, count in Counter(row.get_kind_display() for row in rows).most_common()],
        f"{reverse('exhibits:list')}?operation={operation.reference}" if rows else None,
        references=[row.reference for row in rows],
    )
    for row in exhibits.waiting_for_a_count(viewer, operation.reference):
        stage.waiting.append(
            Waiting(f"{row.mark}: counting by two people", "the exhibits officer", row.get_absolute_url())
        )
    for row, ends in exhibits.cash_clocks(viewer, operation.reference):
        clocks.append(Running(f"{row.mark}: end of the first 48 hours of detained cash", ends, row.get_absolute_url()))
    return stage


RELEASE_WAITS = {
    "draft": ("a second person's approval", "another press officer or a leader of the operation"),
    "approved": ("publication", "the press officer"),
}


def _publicity(viewer: Viewer, operation: operations.Operation) -> Stage:
    rows = publicity.releases(viewer, operation_reference=operation.reference)
    stage = Stage(
        "Public account",
        len(rows),
        _unit(len(rows), "release", "releases"),
        _counted(row.get_state_display() for row in rows),
        f"{reverse('publicity:list')}?operation={operation.reference}" if rows else None,
        references=[row.reference for row in rows],
    )
    for row in rows:
        if row.state in RELEASE_WAITS:
            what, who = RELEASE_WAITS[row.state]
            stage.waiting.append(Waiting(f"{row.reference}: {what}", who, row.get_absolute_url()))
    return stage


def _unit(count: int, one: str, many: str) -> str:
    return one if count == 1 else many


def _counted(words: Iterable[str]) -> list[str]:
    """Each word with how often it stands, the commonest first: "3 issued", "1 returned"."""
    return [f"{count} {word}" for word, count in Counter(words).most_common()]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _days(days: Iterable[date]) -> str:
    ordered = sorted(days)
    return _day(ordered[0]) if ordered[0] == ordered[-1] else f"{_day(ordered[0])} to {_day(ordered[-1])}"

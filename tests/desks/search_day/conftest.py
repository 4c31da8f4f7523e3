"""An operation with warrants in force, and people of several units to send."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

import pytest

from handel.desks.operations.models import Operation
from handel.desks.search_day import acts
from handel.desks.search_day.models import Assignment, Plan, Seat
from handel.desks.warrants import acts as warrants
from handel.desks.warrants.models import Enactment, PremisesKind, Warrant
from handel.platform.access.roles import Role
from handel.platform.accounts.models import Unit, User
from handel.rules.england_wales.ranks import Rank

DAY = date(2026, 11, 25)
STRIKE = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
MUSTER = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
REASONS = "Later in the day the drugs are sold or hidden before anybody can reach them."
ADDRESSES = ("14 Third Avenue, London W10", "3 Fermoy Road, London W9", "21 Bravington Road, London W9")

# One team of the standard size from each five constables, led by a sergeant.
SERGEANTS = [("PO", "DRV")]
DETECTIVES = [("INV",)]
CONSTABLES = [("LSO", "FEM"), ("LSO",), ("MOE", "PO"), (), ("EXH",)]


def places(plan: Plan) -> dict[str, tuple[str | None, str]]:
    """Who is where: the warrant of the premises (nothing for a function) and the seat, by username."""
    rows = Assignment.objects.filter(plan=plan).values_list("user__username", "premises__warrant", "seat")
    return {user: (warrant, seat) for user, warrant, seat in rows}


@pytest.fixture
def planner(colleague: Callable[..., User]) -> User:
    return colleague("planner", Role.PLANNER, Rank.SERGEANT)


@pytest.fixture
def member(colleague: Callable[..., User]) -> User:
    """A member of the search teams, who may read a sheet when they are in the team."""
    return colleague("member", Role.TEAM, Rank.CONSTABLE, skills=["LSO", "FEM"])


@pytest.fixture
def issue(operation: Operation, colleague: Callable[..., User]) -> Callable[..., Warrant]:
    """Have a warrant issued on 20 November 2026, to be executed by 20 December: issue("14 Third Avenue, …")."""
    applicant = colleague("applicant", Role.INVESTIGATOR, Rank.SERGEANT)
    authoriser = colleague("authoriser", Role.AUTHORISER, Rank.INSPECTOR)

    def make(address: str, *, issued: bool = True) -> Warrant:
        row = warrants.apply(
            operation.reference,
            enactment=Enactment.MDA_S23,
            address=address,
            premises_kind=PremisesKind.FLAT,
            occupier_enquiries="Council tax and voters' register: one tenant. Not searched before.",
            articles="Class A drugs, scales, wrappings and papers on their sale",
            grounds="On nine days in October buyers went in and came out within two minutes.",
            anonymous_only=False,
            disclosure="The tenant has no convictions; two visitors were let go without drugs.",
            community_impact="The ward panel was asked; it supports the search.",
            by=applicant,
            at=datetime(2026, 11, 19, 9, tzinfo=UTC),
        )
        if issued:
            at = datetime(2026, 11, 19, 15, tzinfo=UTC)
            warrants.authorise(row.reference, note="Nothing less finds the drugs.", by=authoriser, at=at)
            warrants.issue(
                row.reference,
                court="Westminster Magistrates' Court",
                issued_on=date(2026, 11, 20),
                by=applicant,
                at=datetime(2026, 11, 20, 12, tzinfo=UTC),
            )
        return row

    return make


@pytest.fixture
def issued(issue: Callable[..., Warrant]) -> list[Warrant]:
    return [issue(address) for address in ADDRESSES]


@pytest.fixture
def draft(operation: Operation, planner: User, now: datetime) -> Callable[..., Plan]:
    """Draft a plan: draft(warrants=[...])."""

    def make(**changed: object) -> Plan:
        values = {"name": "Day of action", "day": DAY, "strike_at": STRIKE, "reasons_for_hour": REASONS}
        values |= {"by": planner, "at": now}
        return acts.draft(operation.reference, **values | changed)

    return make


@pytest.fixture
def plan(draft: Callable[..., Plan], issued: list[Warrant]) -> Plan:
    return draft()


@pytest.fixture
def force(db: None) -> Callable[[int], list[str]]:
    """Make so many teams' worth of people, of several units; answers their usernames: force(3)."""

    def make(teams: int) -> list[str]:
        people = []
        for team in range(teams):
            unit = Unit.objects.get_or_create(name=f"Serial {team % 4 + 1}")[0]
            for rank, kinds in ((Rank.SERGEANT, SERGEANTS), (Rank.CONSTABLE, DETECTIVES + CONSTABLES)):
                for number, skills in enumerate(kinds):
                    code = f"{rank.name[0].lower()}{team}{number}"
                    title = "PS" if rank is Rank.SERGEANT else "PC"
                    people.append(_officer(code, rank, unit, skills, f"{title}"))
        User.objects.bulk_create(people)
        return [user.username for user in people]

    return make


def _officer(code: str, rank: Rank, unit: Unit, skills: Sequence[str], title: str) -> User:
    return User(
        username=code,
        full_name=f"Example {code.upper()}",
        number=f"P{code}",
        rank=rank,
        unit=unit,
        title=title,
        skills=list(skills),
    )


@pytest.fixture
def assigned(plan: Plan, force: Callable[[int], list[str]], planner: User, now: datetime) -> Plan:
    acts.call_out(plan.reference, usernames=force(3), by=planner, at=now)
    return acts.assign(plan.reference, by=planner, at=now)


@pytest.fixture
def approved(assigned: Plan, planner: User, inspector: User, member: User, now: datetime) -> Plan:
    """With the member in command's reserve, and approved by the commander."""
    acts.call_out(assigned.reference, usernames=["member"], function=Seat.RESERVE, by=planner, at=now)
    return acts.approve(assigned.reference, by=inspector, at=now)

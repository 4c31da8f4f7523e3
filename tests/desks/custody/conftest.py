"""An arrest of the operation, the people of the custody desk, and ledgers for the tests of the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from tests.desks.conftest import People

from handel.desks.custody import acts
from handel.desks.custody.models import Arrest, Detention
from handel.desks.operations.models import Operation
from handel.platform.access.roles import Role
from handel.platform.accounts.models import User
from handel.rules.england_wales.ranks import Rank


def utc(text: str) -> datetime:
    """utc("2026-11-24 06:10")"""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@dataclass
class Desk:
    """The people of the custody desk; none of them has a part in the operation."""

    sergeant: User
    inspector: User
    superintendent: User


@pytest.fixture
def desk(person: People) -> Desk:
    def of_the_desk(username: str, rank: Rank) -> User:
        return person(username, rank, {"Custody": [Role.CUSTODY]})

    return Desk(
        of_the_desk("sergeant", Rank.SERGEANT),
        of_the_desk("reviewer", Rank.INSPECTOR),
        of_the_desk("superintendent", Rank.SUPERINTENDENT),
    )


@pytest.fixture
def officer(colleague: Callable[..., User]) -> User:
    """A constable of the search team, who makes the arrest."""
    return colleague("officer", Role.TEAM)


@pytest.fixture
def arrest(operation: Operation, officer: User) -> Callable[..., Arrest]:
    """arrest("2026-11-24 06:10"), with anything else about it by name."""

    def make(when: str = "2026-11-24 06:10", **values: object) -> Arrest:
        at = utc(when)
        about: dict[str, object] = {
            "person_name": "Robin Sample",
            "born_on": date(1990, 2, 14),
            "ward": "Queen's Park",
            "place": "Hallway of flat 2",
            "arrested_at": at,
            "offence": "mda_s4_3a",
            "grounds": "Seen handing wraps to three people at the door",
            "necessity": ["investigation"],
            "facts": "Telephone to be examined before messages are deleted",
            "told": True,
            "cautioned": True,
            "by": officer,
            "at": at,
        }
        return acts.arrest(operation.reference, **{**about, **values})

    return make


@pytest.fixture
def detained(arrest: Callable[..., Arrest], desk: Desk) -> Callable[..., Detention]:
    """detained(arrested, gate, authorised): a detention as it stands after that; `authorised` may be None."""

    def make(arrested: str, gate: str, authorised: str | None, **values: object) -> Detention:
        made = arrest(arrested, **values)
        held = acts.arrive(
            made.reference, station="Central", arrived_at=utc(gate), by=desk.sergeant, at=utc(authorised or gate)
        )
        if authorised:
            held = acts.authorise_detention(
                held.reference,
                grounds="To secure evidence from the telephone and by interview",
                authorised_at=utc(authorised),
                by=desk.sergeant,
                at=utc(authorised),
            )
        return held

    return make


@pytest.fixture
def review(desk: Desk) -> Callable[..., Detention]:
    """review(detention, "2026-11-24 13:00"), held and recorded then."""

    def hold(detention: Detention, when: str, **values: object) -> Detention:
        about: dict[str, object] = {
            "representations": "The solicitor asked for release",
            "decision": "Detention is still necessary for the interview",
            "reviewed_at": utc(when),
            "by": desk.inspector,
            "at": utc(when),
        }
        return acts.review(detention.reference, **{**about, **values})

    return hold

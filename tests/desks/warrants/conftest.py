"""An application, and the same warrant at each later step."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from handel.desks.operations.models import Operation
from handel.desks.warrants import acts
from handel.desks.warrants.models import Enactment, PremisesKind, Warrant
from handel.platform.access.roles import Role
from handel.platform.accounts.models import User
from handel.rules.england_wales.ranks import Rank

Apply = Callable[..., Warrant]

STATEMENTS = {
    "enactment": Enactment.MDA_S23,
    "address": "14 Third Avenue, London W10",
    "ward": "",
    "latitude": None,
    "longitude": None,
    "premises_kind": PremisesKind.FLAT,
    "occupier_enquiries": "Council tax and voters' register: one tenant. Not searched before.",
    "articles": "Class A drugs, scales, wrappings and papers on their sale",
    "grounds": "On nine days in October buyers went in and came out within two minutes.",
    "anonymous_only": False,
    "disclosure": "The tenant has no convictions; two visitors were let go without drugs.",
    "community_impact": "The ward panel was asked; it supports the search.",
}


@pytest.fixture
def applicant(colleague: Callable[..., User]) -> User:
    return colleague("applicant", Role.INVESTIGATOR, Rank.SERGEANT)


@pytest.fixture
def authoriser(colleague: Callable[..., User]) -> User:
    return colleague("authoriser", Role.AUTHORISER, Rank.INSPECTOR)


@pytest.fixture
def apply(operation: Operation, applicant: User) -> Apply:
    """Apply on 19 November 2026: apply(entries_sought=2)."""

    def make(**changed: object) -> Warrant:
        changed.setdefault("by", applicant)
        changed.setdefault("at", datetime(2026, 11, 19, 9, tzinfo=UTC))
        return acts.apply(operation.reference, **STATEMENTS | changed)

    return make


@pytest.fixture
def drafted(apply: Apply) -> Warrant:
    return apply()


def authorise(warrant: Warrant, by: User) -> Warrant:
    at = datetime(2026, 11, 19, 15, tzinfo=UTC)
    return acts.authorise(warrant.reference, note="Necessary: nothing less finds the drugs.", by=by, at=at)


def issue(warrant: Warrant, by: User, **changed: object) -> Warrant:
    values = {"court": "Westminster Magistrates' Court", "issued_on": date(2026, 11, 20)} | changed
    return acts.issue(warrant.reference, **values, by=by, at=datetime(2026, 11, 20, 12, tzinfo=UTC))


def enter(warrant: Warrant, by: User, entered_at: datetime, **changed: object) -> Warrant:
    values = {
        "entered_at": entered_at,
        "left_at": entered_at + timedelta(hours=1),
        "occupier_present": True,
        "copy_left_with": "the occupier",
        "notice_given": True,
        "at": entered_at + timedelta(hours=2),
    }
    return acts.execute(warrant.reference, **values | changed, by=by)


@pytest.fixture
def authorised(drafted: Warrant, authoriser: User) -> Warrant:
    return authorise(drafted, authoriser)


@pytest.fixture
def issued(authorised: Warrant, applicant: User) -> Warrant:
    """Under s.23(3), on 20 November 2026: to be executed by 20 December."""
    return issue(authorised, applicant)


@pytest.fixture
def executed(issued: Warrant, applicant: User) -> Warrant:
    return enter(issued, applicant, datetime(2026, 11, 23, 10, tzinfo=UTC))


@pytest.fixture
def endorsed(executed: Warrant, applicant: User) -> Warrant:
    at = datetime(2026, 11, 23, 13, tzinfo=UTC)
    return acts.endorse(executed.reference, sought_found=True, found="Wrappings in the kitchen", by=applicant, at=at)

"""A small operation told by its own acts, from the public's report to the cell, and the people who write of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from handel.desks.custody import acts as custody
from handel.desks.custody.models import Arrest
from handel.desks.exhibits import acts as exhibits
from handel.desks.exhibits.models import Exhibit
from handel.desks.intelligence import acts as intelligence
from handel.desks.operations import acts as operations
from handel.desks.operations.models import Operation
from handel.desks.publicity import acts
from handel.desks.publicity.models import Release
from handel.desks.reports import acts as reports
from handel.desks.reports import keys
from handel.desks.reports.intake import acts as intake
from handel.desks.reports.intake.answers import Answers
from handel.desks.reports.models import Report
from handel.desks.search_day import acts as search_day
from handel.desks.search_day.models import Plan, Seat
from handel.desks.warrants import acts as warrants
from handel.desks.warrants.models import Warrant
from handel.platform.access.roles import Role
from handel.platform.access.viewer import Viewer
from handel.platform.accounts.models import User
from handel.rules.england_wales.ranks import Rank
from handel.sites.public import settings as public

STRIKE = datetime(2026, 11, 25, 5, 30, tzinfo=UTC)
AFTER = datetime(2026, 11, 25, 14, tzinfo=UTC)
TOLD_ON = (date(2026, 9, 3), date(2026, 11, 2))
ADDRESSES = ("14 Third Avenue, London W10", "3 Fermoy Road, London W9")
WORDS = "We listened to the community. We are not complacent: this work goes on."


@dataclass(frozen=True)
class Told:
    """The operation, and references of what its facts are counted from."""

    operation: Operation
    community: list[str]
    plan: Plan
    warrants: list[Warrant]
    arrests: list[Arrest]
    detentions: list[str]
    cash: list[Exhibit]
    substances: list[Exhibit]


@pytest.fixture(autouse=True)
def kept_apart(settings: Any, tmp_path: Path) -> None:
    """Keys and files of one test are not there for the next."""
    settings.FILES_ROOT = tmp_path / "files"
    settings.KEYS_ROOT, settings.PUBLIC_KEYS_ROOT = tmp_path / "desk", tmp_path / "public"


@pytest.fixture
def press(colleague: Callable[..., User]) -> User:
    return colleague("press", Role.PRESS, Rank.STAFF, full_name="Clara Fair")


@pytest.fixture
def press2(colleague: Callable[..., User]) -> User:
    return colleague("press2", Role.PRESS, Rank.STAFF)


@pytest.fixture
def investigator(colleague: Callable[..., User]) -> User:
    return colleague("investigator", Role.INVESTIGATOR, Rank.SERGEANT)


@pytest.fixture
def searcher(colleague: Callable[..., User]) -> User:
    return colleague("searcher", Role.TEAM, full_name="Jo Anne Baker", unit="Dog Support Unit")


@pytest.fixture
def look() -> Callable[[User], Viewer]:
    """A viewer after the day of action."""
    return lambda user: Viewer.of(user, at=AFTER)


@pytest.fixture
def arrest(operation: Operation, searcher: User) -> Callable[..., Arrest]:
    """Arrest somebody on the day: arrest("Robin Sample")."""

    def make(name: str, at: datetime = STRIKE, **values: object) -> Arrest:
        about: dict[str, object] = {
            "person_name": name,
            "born_on": date(1990, 2, 14),
            "ward": "Queen's Park",
            "place": "Hallway",
            "arrested_at": at,
            "offence": "mda_s4_3a",
            "grounds": "Seen handing wraps to three people at the door",
            "necessity": ["investigation"],
            "facts": "Telephone to be examined before messages are deleted",
            "told": True,
            "cautioned": True,
            "by": searcher,
            "at": at + timedelta(minutes=5),
        }
        return custody.arrest(operation.reference, **{**about, **values})

    return make


@pytest.fixture
def seize(operation: Operation, searcher: User) -> Callable[..., Exhibit]:
    """Seize something on the day: seize("cash")."""
    seals = iter(range(1, 1000))

    def make(kind: str, **values: object) -> Exhibit:
        about: dict[str, object] = {
            "kind": kind,
            "description": "As found",
            "found_at": STRIKE + timedelta(hours=1),
            "found_where": "Front bedroom",
            "power": "mda_s23_3",
            "seal": f"S{next(seals)}",
            "by": searcher,
            "at": STRIKE + timedelta(hours=2),
        }
        return exhibits.seize(operation.reference, **about | values)

    return make


@pytest.fixture
def count(searcher: User, investigator: User) -> Callable[..., Exhibit]:
    """Have cash counted: count(exhibit, 60_000)."""

    def make(exhibit: Exhibit, pence: int, **values: object) -> Exhibit:
        return exhibits.count_cash(
            exhibit.reference, pence=pence, second_counter="investigator", by=searcher, at=AFTER, **values
        )

    return make


@pytest.fixture
def told(
    operation: Operation,
    person: Callable[..., User],
    colleague: Callable[..., User],
    inspector: User,
    investigator: User,
    searcher: User,
    arrest: Callable[..., Arrest],
    seize: Callable[..., Exhibit],
    count: Callable[..., Exhibit],
    now: datetime,
) -> Told:
    """Two reports of the community, two warrants, one day of action, two arrests, cash in two bags, two substances."""
    issued = [_warrant(operation, address, investigator, colleague, now) for address in ADDRESSES]
    plan = _day_of_action(operation, searcher, inspector, colleague, person, now)
    for warrant in issued:
        warrants.execute(
            warrant.reference,
            entered_at=STRIKE,
            left_at=STRIKE + timedelta(hours=1),
            reasons_for_hour="Later the drugs would be sold.",
            occupier_present=True,
            copy_left_with="the occupier",
            notice_given=True,
            officers=[searcher.number],
            by=investigator,
            at=STRIKE + timedelta(hours=2),
        )
    sergeant = person("sergeant", Rank.SERGEANT, {"Custody": [Role.CUSTODY]})
    made = [arrest("Robin Sample"), arrest("Kit Young", STRIKE + timedelta(minutes=3))]
    arrived = STRIKE + timedelta(hours=1)
    held = [
        custody.arrive(one.reference, station="Sample Street", arrived_at=arrived, by=sergeant, at=arrived)
        for one in made
    ]
    bags = [count(seize("cash"), pence) for pence in (60_000, 40_000)]
    return Told(
        operation=operation,
        community=_community(operation, person, inspector),
        plan=plan,
        warrants=issued,
        arrests=made,
        detentions=[one.reference for one in held],
        cash=bags,
        substances=[seize("suspected_drugs", substance=name) for name in ("crack cocaine", "heroin")],
    )


@pytest.fixture
def draft(told: Told, press: User) -> Release:
    return acts.draft(told.operation.reference, by=press, at=AFTER)


@pytest.fixture
def quoted(draft: Release, press: User, inspector: User) -> Release:
    """With the inspector's words, which the inspector has approved."""
    acts.propose_quotation(draft.reference, text=WORDS, username="inspector", by=press, at=AFTER)
    return acts.approve_quotation(draft.reference, by=inspector, at=AFTER)


@pytest.fixture
def approved(quoted: Release, press2: User) -> Release:
    return acts.approve(quoted.reference, by=press2, at=AFTER)


@pytest.fixture
def published(approved: Release, press: User) -> Release:
    """Published, and on the public site."""
    release = acts.publish(approved.reference, by=press, at=AFTER)
    acts.deliver(AFTER)
    return release


@pytest.fixture
def public_site() -> Iterator[Client]:
    """A visitor's browser on the public site as its own settings make it, but for the database."""
    with override_settings(
        SITE="public",
        ROOT_URLCONF="handel.sites.public.urls",
        MIDDLEWARE=public.MIDDLEWARE,
        TEMPLATES=public.TEMPLATES,
        CONTENT_SECURITY_POLICY=public.CONTENT_SECURITY_POLICY,
        SECURE_REFERRER_POLICY=public.SECURE_REFERRER_POLICY,
    ):
        yield Client()


def _community(operation: Operation, person: Callable[..., User], inspector: User) -> list[str]:
    """What two people told in confidence, from the public site to the operation."""
    keys.ensure_keys()
    reader = person("reader", roles={"Report desk": [Role.REPORT_DESK]})
    analyst = person("analyst", roles={"Intelligence desk": [Role.INTELLIGENCE]})
    operations.add_member(operation.reference, username="analyst", role=Role.INTELLIGENCE, by=inspector, at=AFTER)
    adopted = []
    for day in TOLD_ON:
        at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        known = set(Report.unguarded.values_list("reference", flat=True))
        answers = Answers(happening="They sell from the corner.", street="", wards="", place="", when="", who="")
        intake.file(answers, submission=str(day), received_on=day)
        reports.collect(at)
        reference = Report.unguarded.exclude(reference__in=known).get().reference
        reports.assess(reference, priority="routine", category="drugs", note="Read.", by=reader, at=at)
        item = reports.sanitise(
            reference,
            text="Drugs are sold at a corner in the ward.",
            source="2",
            assessment="B",
            handling="P",
            conditions="",
            source_identified=True,
            by=reader,
            at=at,
        )
        taken = intelligence.take(item.reference, by=analyst, at=at)
        operations.adopt_intelligence(
            operation.reference, intelligence_reference=taken.reference, reason="Street dealing", by=analyst, at=AFTER
        )
        adopted.append(taken.reference)
    return adopted


def _warrant(
    operation: Operation, address: str, applicant: User, colleague: Callable[..., User], now: datetime
) -> Warrant:
    authoriser = User.objects.filter(username="authoriser").first()
    authoriser = authoriser or colleague("authoriser", Role.AUTHORISER, Rank.INSPECTOR)
    row = warrants.apply(
        operation.reference,
        enactment="mda_s23",
        address=address,
        premises_kind="flat",
        occupier_enquiries="Council tax: one tenant. Not searched before.",
        articles="Class A drugs, scales, wrappings",
        grounds="On nine days in October buyers went in and came out within two minutes.",
        anonymous_only=False,
        disclosure="The tenant has no convictions.",
        community_impact="The ward panel supports the search.",
        by=applicant,
        at=now,
    )
    warrants.authorise(row.reference, note="Nothing less finds the drugs.", by=authoriser, at=now)
    return warrants.issue(row.reference, court="Sample Magistrates' Court", issued_on=now.date(), by=applicant, at=now)


def _day_of_action(
    operation: Operation,
    searcher: User,
    inspector: User,
    colleague: Callable[..., User],
    person: Callable[..., User],
    now: datetime,
) -> Plan:
    planner = colleague("planner", Role.PLANNER, Rank.SERGEANT)
    unit = "Territorial Support Group"
    team = [
        person(f"officer{number}", rank, unit=unit, skills=skills).username
        for number, (rank, skills) in enumerate(
            [
                (Rank.SERGEANT, ["PO", "DRV"]),
                (Rank.CONSTABLE, ["INV"]),
                (Rank.CONSTABLE, ["LSO", "FEM"]),
                (Rank.CONSTABLE, ["LSO"]),
                (Rank.CONSTABLE, ["MOE", "PO"]),
                (Rank.CONSTABLE, ["EXH"]),
            ]
        )
    ]
    plan = search_day.draft(
        operation.reference,
        name="Day of action",
        day=STRIKE.date(),
        strike_at=STRIKE,
        reasons_for_hour="Later the drugs would be sold before anybody can reach them.",
        by=planner,
        at=now,
    )
    search_day.call_out(plan.reference, usernames=team, by=planner, at=now)
    search_day.assign(plan.reference, by=planner, at=now)
    search_day.call_out(plan.reference, usernames=[searcher.username], function=Seat.DOGS, by=planner, at=now)
    search_day.approve(plan.reference, by=inspector, at=now)
    return search_day.muster(
        plan.reference, usernames=[*team, searcher.username], by=planner, at=STRIKE - timedelta(hours=1)
    )

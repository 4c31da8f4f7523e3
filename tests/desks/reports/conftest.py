"""The two sites of the report desk: the public one with its own settings, the desk with its people and keys."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from handel.desks.reports import acts, keys
from handel.desks.reports.intake import acts as intake
from handel.desks.reports.intake.answers import Answers
from handel.desks.reports.models import Report, SanitisedItem
from handel.platform.access.roles import Role
from handel.platform.accounts.models import User
from handel.sites.public import settings as public

ANSWERS = Answers(
    happening="Danny sells from flat 9 every Friday night, my sister saw him through the letterbox.",
    street="Harrow Road",
    wards="Harrow Road",
    place="Above the barber",
    when="regularly",
    who="A man called Danny with a grey car",
    name="Zofia Nowak",
    contact="07700 900123 before noon",
)
GRADE = {"source": "2", "assessment": "B", "handling": "P", "conditions": "", "source_identified": False}


@pytest.fixture(autouse=True)
def desk_keys(settings: Any, tmp_path: Path) -> None:
    """Keys of the test's own."""
    settings.KEYS_ROOT, settings.PUBLIC_KEYS_ROOT = tmp_path / "desk", tmp_path / "public"
    keys.ensure_keys()


@pytest.fixture
def public_site(desk_keys: None) -> Iterator[Client]:
    """A visitor's browser on the public site as its own settings make it, but for the database."""
    with override_settings(
        SITE="public",
        ROOT_URLCONF="handel.sites.public.urls",
        MIDDLEWARE=public.MIDDLEWARE,
        TEMPLATES=public.TEMPLATES,
        CSRF_COOKIE_NAME=public.CSRF_COOKIE_NAME,
        CONTENT_SECURITY_POLICY=public.CONTENT_SECURITY_POLICY,
        SECURE_REFERRER_POLICY=public.SECURE_REFERRER_POLICY,
        DATA_UPLOAD_MAX_MEMORY_SIZE=public.DATA_UPLOAD_MAX_MEMORY_SIZE,
    ):
        yield Client()


@pytest.fixture
def reader(person: Callable[..., User]) -> User:
    """Who works at the report desk."""
    return person("reader", roles={"Report desk": [Role.REPORT_DESK]}, full_name="Rea Der")


@pytest.fixture
def analyst(person: Callable[..., User]) -> User:
    """Who works at the intelligence desk, and at the report desk never."""
    return person("analyst", roles={"Intelligence desk": [Role.INTELLIGENCE]}, full_name="Ana Lyst")


@pytest.fixture
def file_one(now: datetime) -> Callable[..., str]:
    """Make a report as the public site does, collect it, and return its reference."""

    def make(answers: Answers = ANSWERS, *, submission: str = "one", on: date | None = None, appeal: str = "") -> str:
        known = set(Report.unguarded.values_list("reference", flat=True))
        intake.file(answers, submission=submission, received_on=on or now.date(), appeal=appeal)
        acts.collect(now)
        return str(Report.unguarded.exclude(reference__in=known).get().reference)

    return make


@pytest.fixture
def offer(file_one: Callable[..., str], reader: User, now: datetime) -> Callable[[], SanitisedItem]:
    """A report, assessed, and one item of it offered to the intelligence desk."""

    def make() -> SanitisedItem:
        reference = file_one()
        acts.assess(reference, priority="urgent", category="drugs", note="", by=reader, at=now)
        return acts.sanitise(
            reference, text="Class A drugs are sold in the area at weekends.", **GRADE, by=reader, at=now
        )

    return make

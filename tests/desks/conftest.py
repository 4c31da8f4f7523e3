"""People, a time and an operation for the tests of the desks. Every test here may use both databases."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.utils import timezone

from handel.desks.operations import acts as operations
from handel.desks.operations.models import Operation
from handel.platform.access.models import Compartment, Membership
from handel.platform.access.roles import Role
from handel.platform.access.standing import compartment
from handel.platform.access.viewer import Viewer
from handel.platform.accounts.models import Unit, User
from handel.platform.journal.models import Event
from handel.rules.england_wales.ranks import Rank

People = Callable[..., User]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/desks/" in item.path.as_posix() or "tests/workspaces/" in item.path.as_posix():
            item.add_marker(pytest.mark.django_db(databases=["default", "public_site"]), append=False)


@pytest.fixture(autouse=True)
def sign_in_without_second_factor(settings: object) -> None:
    settings.REQUIRE_SECOND_FACTOR = False  # type: ignore[attr-defined]


@pytest.fixture
def now() -> datetime:
    """Business time in most tests: a Monday morning."""
    return datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture
def person(db: None) -> People:
    """Make a person: person("ann", Rank.INSPECTOR, {"Intelligence desk": [Role.INTELLIGENCE]}, full_name=...)."""

    def make(
        username: str,
        rank: Rank = Rank.CONSTABLE,
        roles: dict[str | Compartment, list[Role]] | None = None,
        **values: object,
    ) -> User:
        unit = values.pop("unit", "Borough")
        values.setdefault("full_name", f"{username.title()} Example")
        values.setdefault("number", f"N{username}"[:12])
        user = User.objects.create(
            username=username, rank=rank, unit=Unit.objects.get_or_create(name=unit)[0], **values
        )
        for where, held in (roles or {}).items():
            place = compartment(where) if isinstance(where, str) else where
            for role in held:
                Membership.objects.create(compartment=place, user=user, role=role, starts=timezone.now())
        return user

    return make


@pytest.fixture
def inspector(person: People) -> User:
    """Who opens the operation, and so is its investigator and commander."""
    return person("inspector", Rank.INSPECTOR, full_name="Ida Nsp", title="Detective Inspector")


@pytest.fixture
def outsider(person: People) -> User:
    """An inspector of the force who has no part in the operation."""
    return person("outsider", Rank.INSPECTOR)


@pytest.fixture
def operation(inspector: User, now: datetime) -> Operation:
    return operations.open_operation(
        "Handel",
        aim="Less violence in the two wards",
        objectives=["Find who deals", "Protect who tells us"],
        wards=["Queen's Park", "Harrow Road"],
        by=inspector,
        at=now,
    )


@pytest.fixture
def colleague(person: People, operation: Operation) -> Callable[..., User]:
    """Make a member of the operation: colleague("max", Role.PRESS, Rank.STAFF)."""

    def make(username: str, role: Role, rank: Rank = Rank.CONSTABLE, **values: object) -> User:
        return person(username, rank, {operation.compartment: [role]}, **values)

    return make


@pytest.fixture
def look(now: datetime) -> Callable[[User], Viewer]:
    """A viewer for a query: look(user)."""
    return lambda user: Viewer.of(user, at=now)


@pytest.fixture
def browse() -> Callable[[User], Client]:
    """A signed-in test client: browse(user).get(url)."""

    def make(user: User) -> Client:
        # The session alone, without the act of signing in, so that a test counts only its own events.
        client = Client()
        session = client.session
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client

    return make


@pytest.fixture
def last_event() -> Callable[[], Event]:
    return lambda: Event.objects.latest("id")

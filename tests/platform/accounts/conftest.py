"""A person with a password, and the codes of their authenticator app."""

import base64
import hmac
import re
import struct
import time
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from handel.platform.accounts.models import Unit, User
from handel.platform.journal.models import Event
from handel.rules.england_wales.ranks import Rank

PASSWORD = "three words apart"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/platform/accounts/" in item.path.as_posix():
            item.add_marker(pytest.mark.django_db(databases=["default", "public_site"]), append=False)


@pytest.fixture(autouse=True)
def one_desk(settings) -> None:
    """A desk where a second factor may be left out."""
    settings.REQUIRE_SECOND_FACTOR = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; not what is tested here


@pytest.fixture(autouse=True)
def nobody_has_tried_yet(db: None) -> None:
    """Counted attempts are kept in the process, not in the database."""
    cache.clear()


def make_officer() -> User:
    """Sergeant Ann Example ("ann"), who has a password and no second factor."""
    unit = Unit.objects.create(name="Territorial Support Group")
    user = User(username="ann", full_name="Ann Example", number="N1", title="Sergeant", rank=Rank.SERGEANT, unit=unit)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def officer(db: None) -> User:
    return make_officer()


@pytest.fixture
def sign_in() -> Callable[..., Client]:
    """A client that has given a name and a password: sign_in("ann")."""

    def make(username: str, password: str = PASSWORD) -> Client:
        client = Client()
        client.post("/accounts/login/", {"login": username, "password": password})
        return client

    return make


@pytest.fixture
def verbs() -> Callable[[], list[str]]:
    """What has happened to people, oldest first."""
    return lambda: list(Event.objects.filter(verb__startswith="person.").order_by("id").values_list("verb", flat=True))


def totp(secret: str, *, steps_ahead: int = 0) -> str:
    """The code that an authenticator app shows for a key (RFC 6238: SHA-1, 30 seconds, 6 figures)."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps_ahead)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4]) & 0x7FFFFFFF) % 1_000_000:06}"


def key_shown(answer: HttpResponse) -> str:
    """The key that a page shows to be typed into an authenticator app."""
    found = re.search(r'id="key">(\w+)<', answer.content.decode())
    assert found
    return found[1]


def set_up_app(client: Client) -> str:
    """Set up an authenticator app as the signed-in person; returns its key."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = key_shown(client.get("/accounts/2fa/totp/activate/"))
    client.post("/accounts/2fa/totp/activate/", {"code": totp(secret)})
    return secret

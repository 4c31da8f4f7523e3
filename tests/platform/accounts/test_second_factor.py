"""A second factor: required before the desks open, used at each sign-in, changed only by the person."""

import re

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.db import DatabaseError
from django.test import Client

from handel.platform.accounts.adapter import SecondFactorAdapter
from handel.platform.journal.models import Event
from tests.platform.accounts.conftest import PASSWORD, key_shown, set_up_app, totp

INDEX = "/accounts/2fa/"


@pytest.fixture
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def test_without_a_second_factor_everything_leads_to_setting_one_up(required, officer, sign_in):
    client = sign_in("ann")
    for address in ("/", "/operations/", "/live/", "/accounts/", "/accounts/password/change/", "/nothing/"):
        assert client.get(address).url == INDEX
    assert "Set one up before you go on to the desks." in client.get(INDEX).content.decode()
    client.post("/accounts/logout/")
    assert client.get(INDEX).url.startswith("/accounts/login/")


def test_with_an_authenticator_app_set_up_the_desk_opens(required, officer, sign_in, verbs):
    client = sign_in("ann")
    assert client.get("/accounts/2fa/totp/activate/").url.startswith("/accounts/reauthenticate/?next=%2Faccounts%2F2fa")
    set_up_app(client)
    assert client.get("/operations/").status_code == 200
    assert client.get("/accounts/").status_code == 200
    assert verbs() == ["person.sign_in", "person.second_factor_added", "person.recovery_codes_made"]
    assert {event.actor for event in Event.objects.all()} == {officer}


def test_a_wrong_code_sets_nothing_up(required, officer, sign_in, verbs):
    client = sign_in("ann")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    key = key_shown(client.get("/accounts/2fa/totp/activate/"))
    right = totp(key)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    answer = client.post("/accounts/2fa/totp/activate/", {"code": wrong})
    assert "That code is wrong" in answer.content.decode()
    assert key_shown(answer) == key  # the app need not read a new picture
    assert not Authenticator.objects.exists()
    assert verbs() == ["person.sign_in"]


def test_the_password_alone_no_longer_signs_in(officer, sign_in, verbs):
    secret = set_up_app(sign_in("ann"))
    client = sign_in("ann")
    assert client.get("/operations/").url.startswith("/accounts/login/")
    page = client.get("/accounts/2fa/authenticate/").content.decode()
    assert "recovery codes" in page
    assert "Ann Example" not in page
    client.post("/accounts/2fa/authenticate/", {"code": totp(secret, steps_ahead=-9)})
    assert client.get("/operations/").status_code == 302
    assert verbs()[-1] == "person.sign_in_failed"
    assert Event.objects.latest("id").detail == {"step": "totp", "person": "N1"}
    assert client.post("/accounts/2fa/authenticate/", {"code": _recovery_codes(officer)[0]}).status_code == 302
    assert Event.objects.latest("id").detail == {"with": ["password", "recovery_codes"]}
    assert client.get("/operations/").status_code == 200


def test_a_recovery_code_lets_in_once(officer, sign_in):
    set_up_app(sign_in("ann"))
    code = _recovery_codes(officer)[0]
    for status in (200, 302):
        client = sign_in("ann")
        client.post("/accounts/2fa/authenticate/", {"code": code})
        assert client.get("/accounts/").status_code == status


def test_wrong_codes_run_out(officer, sign_in):
    set_up_app(sign_in("ann"))
    client = sign_in("ann")
    pages = [client.post("/accounts/2fa/authenticate/", {"code": "000000"}).content.decode() for _ in range(7)]
    assert "That code is wrong" in pages[0]
    assert "There were too many wrong codes. Wait 5 minutes" in pages[-1]


def test_removing_the_app_takes_the_recovery_codes_with_it(officer, sign_in, verbs):
    client = sign_in("ann")
    set_up_app(client)
    assert "Remove the authenticator app" in client.get("/accounts/2fa/totp/deactivate/").content.decode()
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert verbs()[-1] == "person.second_factor_removed"


def test_recovery_codes_are_shown_downloaded_and_made_anew(officer, sign_in, verbs):
    client = sign_in("ann")
    set_up_app(client)
    before = _recovery_codes(officer)
    page = client.get("/accounts/2fa/recovery-codes/").content.decode()
    file = client.get("/accounts/2fa/recovery-codes/download/")
    assert all(code in page for code in before)
    assert re.findall(r"^\d{8}$", file.content.decode(), re.MULTILINE) == before
    assert "no-store" in file["Cache-Control"] or "no-cache" in file["Cache-Control"]
    assert "They stop working" in client.get("/accounts/2fa/recovery-codes/generate/").content.decode()
    client.post("/accounts/2fa/recovery-codes/generate/")
    assert not set(before) & set(_recovery_codes(officer))
    assert verbs()[-1] == "person.recovery_codes_made"


def test_second_factors_cannot_be_read_in_a_copy_of_the_database(officer, sign_in, settings):
    secret = set_up_app(sign_in("ann"))
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in str(stored)
    assert SecondFactorAdapter().decrypt(stored) == secret
    settings.SECRET_KEY = "the key of another site"
    with pytest.raises(InvalidToken):
        SecondFactorAdapter().decrypt(stored)


def test_nobody_touches_another_persons_passkey(officer, sign_in):
    other = type(officer).objects.create(username="bob", full_name="Bob", number="N2", unit=officer.unit)
    passkey = Authenticator.objects.create(user=other, type="webauthn", data={"name": "Bob's", "credential": {}})
    client = sign_in("ann")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    for act in ("rename", "remove"):
        for answer in (client.get, client.post):
            assert answer(f"/accounts/2fa/passkeys/{passkey.pk}/{act}/", {"name": "mine"}).status_code == 404
    passkey.refresh_from_db()
    assert passkey.data["name"] == "Bob's"


@pytest.mark.parametrize("address", ["passkeys/", "passkeys/add/", "passkeys/reauthenticate/", "reauthenticate/", ""])
def test_pages_of_second_factors_are_closed_to_strangers(officer, address):
    assert Client().get(f"/accounts/2fa/{address}").url.startswith("/accounts/login/")


def test_a_second_factor_that_cannot_be_journalled_is_neither_added_nor_removed(officer, sign_in, broken_journal):
    client = sign_in("ann")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    key = key_shown(client.get("/accounts/2fa/totp/activate/"))
    with broken_journal(), pytest.raises(DatabaseError):
        client.post("/accounts/2fa/totp/activate/", {"code": totp(key)})
    assert not Authenticator.objects.exists()
    set_up_app(client)
    with broken_journal(), pytest.raises(DatabaseError):
        client.post("/accounts/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(type="totp").exists()


def _recovery_codes(user):
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()

"""Signing in with a password: who gets in, what is kept of a failed try, when a name is locked."""

import re

import pytest
from django.db import DatabaseError
from django.test import Client

from handel.platform.accounts.verbs import VERBS
from handel.platform.journal.models import Event, Outcome
from tests.platform.accounts.conftest import PASSWORD

LOGIN = "/accounts/login/"


def attempt(client, username, password="wrong wrong wrong", **more):
    return client.post(LOGIN, {"login": username, "password": password, "next": "/operations/"}, **more)


def test_a_person_signs_in_goes_where_they_wanted_and_signs_out(officer, verbs):
    client = Client()
    assert client.get("/operations/").url == "/accounts/login/?next=%2Foperations%2F"
    assert attempt(client, "ann", PASSWORD).url == "/operations/"
    assert client.get("/accounts/").status_code == 200
    assert "Do you want to sign out?" in client.get("/accounts/logout/").content.decode()
    client.post("/accounts/logout/")
    assert client.get("/accounts/").status_code == 302
    assert verbs() == ["person.sign_in", "person.sign_out"]
    event = Event.objects.get(verb="person.sign_in")
    assert (event.actor, event.detail) == (officer, {"with": ["password"]})


def test_a_failed_try_keeps_the_name_not_the_password_and_says_one_thing_for_all_names(officer):
    pages = []
    for name in ("ann", "nobody"):
        page = attempt(Client(), name).content.decode()
        assert f'value="{name}"' in page
        assert "wrong wrong wrong" not in page
        assert "The user name or the password is wrong. Check both and try again." in page
        pages.append(re.sub(r'value="[^"]*"', "", page))
    assert pages[0] == pages[1]


def test_a_failed_try_is_journalled_without_what_was_typed_for_a_stranger(officer):
    attempt(Client(), "ann")
    attempt(Client(), "my-secret-typed-in-the-wrong-box")
    known, stranger = Event.objects.order_by("id")
    assert known.verb == stranger.verb == "person.sign_in_failed"
    assert known.outcome == stranger.outcome == Outcome.REFUSED
    assert (known.actor, known.detail) == (None, {"step": "password", "person": "N1"})
    assert (stranger.actor, stranger.detail) == (None, {"step": "password"})


def test_what_is_missing_is_asked_for(officer):
    page = Client().post(LOGIN, {"login": "", "password": ""}).content.decode()
    assert "There is a problem" in page
    assert 'href="#id_login">Enter user name<' in page
    assert 'href="#id_password">Enter password<' in page


def test_a_name_is_locked_from_one_address_alone_and_the_page_does_not_tell_whether_it_exists(officer, settings):
    settings.AXES_FAILURE_LIMIT = 3
    pages = []
    for name in ("ann", "nobody"):
        for _ in range(3):
            answer = attempt(Client(), name)
        assert answer.status_code == 429
        answer = attempt(Client(), name, PASSWORD)
        assert answer.status_code == 429
        pages.append(answer.content.decode())
    assert pages[0] == pages[1]
    assert "Wait 15 minutes" in pages[0]
    assert "ask your administrator" in pages[0]
    assert attempt(Client(), "ann", PASSWORD, REMOTE_ADDR="10.0.0.9").url == "/operations/"
    steps = [event.detail["step"] for event in Event.objects.filter(verb="person.sign_in_failed", detail__person="N1")]
    assert steps[0] == "password"
    assert steps[-1] == "locked"


def test_other_peoples_wrong_passwords_shut_nobody_out(officer):
    for number in range(9):
        attempt(Client(), "ann", REMOTE_ADDR=f"10.0.0.{number}")
    assert attempt(Client(), "ann", PASSWORD).url == "/operations/"


def test_many_tries_of_one_address_are_slowed_down(officer, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    answers = [attempt(Client(), f"name{number}") for number in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Wait a minute" in answers[-1].content.decode()


def test_the_next_page_is_never_on_another_site(officer):
    answer = Client().post(LOGIN, {"login": "ann", "password": PASSWORD, "next": "https://elsewhere.example/"})
    assert answer.url == "/"


def test_a_deactivated_person_is_out_at_once_and_does_not_come_in_again(officer, sign_in):
    client = sign_in("ann")
    assert client.get("/accounts/").status_code == 200
    officer.is_active = False
    officer.save()
    assert client.get("/accounts/").url.startswith(LOGIN)
    assert attempt(Client(), "ann", PASSWORD).url == "/accounts/inactive/"
    assert "Your account is closed" in Client().get("/accounts/inactive/").content.decode()


def test_a_new_password_keeps_this_session_and_ends_the_others(officer, sign_in, verbs):
    here, elsewhere = sign_in("ann"), sign_in("ann")
    form = {"oldpassword": PASSWORD, "password1": "four other words apart", "password2": "four other words apart"}
    assert here.post("/accounts/password/change/", form).status_code == 302
    assert "Your password is changed" in here.get("/accounts/").content.decode()
    assert elsewhere.get("/accounts/").status_code == 302
    assert verbs()[-1] == "person.password_changed"
    assert sign_in("ann", "four other words apart").get("/accounts/").status_code == 200


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"oldpassword": "not mine at all"}, "That is not your current password."),
        ({"password1": "short", "password2": "short"}, "at least 12 characters"),
        ({"password2": "another one entirely"}, "You must type the same password each time."),
    ],
)
def test_a_refused_new_password_changes_nothing_and_is_not_shown_again(officer, sign_in, verbs, change, says):
    client = sign_in("ann")
    form = {"oldpassword": PASSWORD, "password1": "four other words apart", "password2": "four other words apart"}
    page = client.post("/accounts/password/change/", form | change).content.decode()
    assert says in page
    assert "four other words apart" not in page
    assert verbs() == ["person.sign_in"]
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


@pytest.mark.parametrize("address", ["signup/", "password/reset/", "password/set/"])
def test_nobody_makes_an_account_or_a_password_by_themselves(officer, sign_in, address):
    for client in (Client(), sign_in("ann")):
        for answer in (
            client.get(f"/accounts/{address}"),
            client.post(f"/accounts/{address}", {"email": "a@b.example"}),
        ):
            if answer.status_code == 302:  # strangers are sent to sign in
                assert answer.url.startswith(LOGIN)
            else:
                assert "Ask your administrator" in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/", "/operations/", "/live/", "/nothing/", "/accounts/", "/accounts/password/change/"]
)
def test_a_page_is_closed_to_strangers_unless_it_is_needed_to_sign_in(officer, address):
    for answer in (Client().get(address), Client().post(address)):
        assert answer.url.startswith(LOGIN)


def test_every_event_of_a_person_has_words(officer, sign_in):
    attempt(sign_in("ann"), "ann")
    assert set(Event.objects.values_list("verb", flat=True)) <= set(VERBS)


def test_a_sign_in_that_cannot_be_journalled_does_not_happen(officer, broken_journal):
    client = Client()
    with broken_journal(), pytest.raises(DatabaseError):
        attempt(client, "ann", PASSWORD)
    assert client.get("/accounts/").url.startswith(LOGIN)


def test_a_password_whose_change_cannot_be_journalled_stays(officer, sign_in, broken_journal):
    client = sign_in("ann")
    form = {"oldpassword": PASSWORD, "password1": "four other words apart", "password2": "four other words apart"}
    with broken_journal(), pytest.raises(DatabaseError):
        client.post("/accounts/password/change/", form)
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)

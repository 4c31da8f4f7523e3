"""Signing in as people do: with a password, an authenticator app and passkeys, on a small screen and a large one."""

import pytest
from tests.platform.accounts.conftest import PASSWORD, make_officer, totp

from handel.platform.accounts.models import User
from handel.platform.journal.models import Event

pytestmark = pytest.mark.browser

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def site(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def officer(committed) -> User:
    return make_officer()


@pytest.fixture
def sign_in(officer, open_page):
    """Open a page as a person who has given name and password: sign_in(width=320)."""

    def make(**options):
        page = open_page("/accounts/login/", **options)
        give_password(page)
        return page

    return make


def give_password(page):
    page.get_by_label("User name").fill("ann")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def authenticator(page, **changes):
    """Give the browser a virtual authenticator, as a telephone has one."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR | changes})


def add_passkey(page, *, alone):
    page.goto("/accounts/2fa/passkeys/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name of the passkey").fill("work telephone")
    page.get_by_label("Sign in with this passkey alone").set_checked(alone)
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()


def sign_out(page):
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("You have signed out.").wait_for()


def test_a_passkey_alone_opens_the_desk(sign_in, officer):
    page = sign_in()
    page.get_by_text("Set one up before you go on to the desks.").wait_for()
    authenticator(page)
    add_passkey(page, alone=True)
    sign_out(page)
    page.goto("/operations/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/operations/")
    page.get_by_role("link", name="Ann Example").wait_for()
    event = Event.objects.filter(verb="person.sign_in").latest("id")
    assert (event.actor, event.detail) == (officer, {"with": ["webauthn"]})


def test_a_passkey_is_the_second_step_after_the_password(sign_in):
    page = sign_in()
    authenticator(page)
    add_passkey(page, alone=False)
    sign_out(page)
    give_password(page)
    page.get_by_role("heading", name="Second step").wait_for()
    page.get_by_role("button", name="Use your passkey").click()
    page.get_by_role("link", name="Ann Example").wait_for()
    assert Event.objects.filter(verb="person.sign_in").latest("id").detail == {"with": ["password", "webauthn"]}


def test_a_passkey_is_renamed_proved_again_and_removed(sign_in, settings):
    page = sign_in()
    authenticator(page)
    add_passkey(page, alone=True)
    page.goto("/accounts/2fa/passkeys/")
    page.get_by_role("link", name="Rename").click()
    page.get_by_label("Name of the passkey").fill("old telephone")
    page.get_by_role("button", name="Rename").click()
    page.get_by_role("heading", name="old telephone").wait_for()
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("link", name="Use a passkey").click()
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
    page.get_by_role("button", name="Use your passkey").click()
    page.get_by_role("heading", name="Remove the passkey “old telephone”").wait_for()
    page.get_by_role("button", name="Remove").click()
    page.wait_for_url("**/accounts/2fa/passkeys/")
    page.get_by_text("You have no passkey.").wait_for()
    assert Event.objects.latest("id").verb == "person.second_factor_removed"


def test_a_passkey_that_is_not_given_says_what_to_do(officer, open_page):
    page = open_page("/accounts/login/")
    authenticator(page, isUserVerified=False)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("alert").get_by_text("No passkey was used. Try again, or choose another way.").wait_for()


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_holds(sign_in, open_page, holds, width):
    for address in ("login/", "password/reset/", "inactive/"):
        holds(open_page(f"/accounts/{address}", width=width))
    page = sign_in(width=width)
    holds(page)
    page.goto("/accounts/2fa/totp/activate/")
    holds(page)
    page.get_by_label("Password").fill("not mine")
    page.get_by_role("button", name="Confirm").click()
    holds(page)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_text("Enter a key in place of the picture").click()
    key = page.locator("#key").inner_text()
    holds(page)
    page.get_by_label("Code", exact=True).fill(totp(key))
    page.get_by_role("button", name="Set up").click()
    holds(page)
    authenticator(page)
    for address in (
        "",
        "logout/",
        "password/change/",
        "reauthenticate/",
        "2fa/",
        "2fa/totp/deactivate/",
        "2fa/recovery-codes/generate/",
        "2fa/reauthenticate/",
        "2fa/passkeys/",
        "2fa/passkeys/add/",
    ):
        page.goto(f"/accounts/{address}")
        holds(page)
    page.get_by_role("button", name="Add the passkey").click()
    page.wait_for_url("**/accounts/2fa/")
    page.goto("/accounts/2fa/passkeys/")
    holds(page)
    for name in ("Rename", "Remove"):
        page.get_by_role("link", name=name).click()
        holds(page)
        page.go_back()
    page.goto("/accounts/2fa/passkeys/reauthenticate/")
    holds(page)
    sign_out(page)
    give_password(page)
    page.get_by_role("heading", name="Second step").wait_for()
    holds(page)


def test_the_page_of_a_locked_name_holds(officer, open_page, holds, settings):
    settings.AXES_FAILURE_LIMIT = 1
    page = open_page("/accounts/login/", width=320)
    page.get_by_label("User name").fill("ann")
    page.get_by_label("Password").fill("wrong wrong wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="Too many attempts").wait_for()
    holds(page)
    (complaint,) = open_page.complaints
    assert "status of 429" in complaint
    open_page.complaints.clear()

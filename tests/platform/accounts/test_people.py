"""People come and go, from the machine's command line."""

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from handel.platform.access.models import Membership
from handel.platform.access.roles import Role
from handel.platform.access.standing import REPORT_DESK, compartment
from handel.platform.accounts import people
from handel.platform.accounts.models import User
from handel.platform.journal.models import Event
from handel.rules import Refused

pytestmark = pytest.mark.django_db(databases=["default", "public_site"])


@pytest.fixture
def ida() -> User:
    people.add_person("ida", name="Ida Nsp", number="N1", unit="Borough", rank="inspector")
    return User.objects.get(username="ida")


def test_who_leaves_holds_no_role_and_cannot_sign_in(ida):
    people.give_desk_role("ida", desk=REPORT_DESK, role=Role.REPORT_DESK.value)
    people.leave("ida")
    ida.refresh_from_db()
    assert not ida.is_active
    assert not Membership.objects.filter(user=ida, ends__isnull=True).exists()
    assert Event.objects.latest("id").verb == "person.leave"


def test_the_last_commander_does_not_leave(ida):
    Membership.objects.create(
        compartment=compartment("Operation X"), user=ida, role=Role.COMMANDER, starts=timezone.now()
    )
    with pytest.raises(Refused):
        people.leave("ida")
    ida.refresh_from_db()
    assert ida.is_active


def test_a_new_password_is_another_and_the_old_one_is_gone(ida):
    old = ida.password
    given = people.new_password("ida")
    ida.refresh_from_db()
    assert ida.password != old and ida.check_password(given)


def test_a_lost_second_factor_is_taken_off_once(ida):
    Authenticator.objects.create(user=ida, type=Authenticator.Type.TOTP, data={"secret": "x"})
    people.remove_second_factor("ida")
    assert not Authenticator.objects.filter(user=ida).exists()
    with pytest.raises(Refused):
        people.remove_second_factor("ida")


@pytest.mark.parametrize("act", [people.leave, people.new_password, people.remove_second_factor])
def test_nobody_is_refused(act):
    with pytest.raises(Refused):
        act("nobody")

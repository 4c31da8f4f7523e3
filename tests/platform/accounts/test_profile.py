"""A person's own page says who they are to Handel, and nothing of anybody else."""

from datetime import timedelta

from django.utils import timezone

from handel.platform.access.models import Compartment, Membership
from handel.platform.access.roles import Role


def test_it_names_the_roles_held_now_and_links_to_changes(officer, sign_in, django_assert_num_queries):
    now = timezone.now()
    for name, starts, ends in [
        ("Operation Now", now, None),
        ("Operation Past", now - timedelta(days=2), now - timedelta(days=1)),
        ("Operation Soon", now + timedelta(days=1), None),
    ]:
        place = Compartment.objects.create(name=name)
        Membership.objects.create(compartment=place, user=officer, role=Role.INVESTIGATOR, starts=starts, ends=ends)
    other = type(officer).objects.create(username="bob", full_name="Bob", number="N2", unit=officer.unit)
    Membership.objects.create(
        compartment=Compartment.objects.create(name="Operation Elsewhere"), user=other, role=Role.TEAM, starts=now
    )
    page = sign_in("ann").get("/accounts/").content.decode()
    for words in (
        "Sergeant Ann Example",
        "Territorial Support Group",
        "Sergeant",
        "OFFICIAL-SENSITIVE",
        "Operation Now",
        "investigator",
    ):
        assert words in page
    for words in ("Operation Past", "Operation Soon", "Operation Elsewhere", "Bob"):
        assert words not in page
    assert "/accounts/password/change/" in page
    assert "/accounts/2fa/" in page


def test_the_statements_do_not_grow_with_the_roles(officer, sign_in, django_assert_max_num_queries):
    client = sign_in("ann")
    for number in range(12):
        place = Compartment.objects.create(name=f"Operation {number}")
        Membership.objects.create(compartment=place, user=officer, role=Role.TEAM, starts=timezone.now())
    with django_assert_max_num_queries(8):
        client.get("/accounts/")


def test_without_roles_it_says_what_to_do_next(officer, sign_in):
    assert "You are part of no desk and no operation." in sign_in("ann").get("/accounts/").content.decode()


def test_every_page_of_the_desk_links_to_it(officer, sign_in):
    assert 'href="/accounts/"' in sign_in("ann").get("/operations/").content.decode()

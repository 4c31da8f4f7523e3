import re

import pytest
from django.urls import reverse

from handel.desks.operations.models import Operation
from handel.platform.access.roles import Role
from handel.platform.journal.models import Event
from handel.rules.england_wales.ranks import Rank

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def without_token(answer):
    """The page, but for the token of the sign-out form, which is new in every answer."""
    return TOKEN.sub("", answer.content.decode())


PAGES = ["team", "policy_log", "add_member", "end_membership", "decide", "adopt", "close"]


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_there_for_who_runs_it_and_not_for_outsiders(name, operation, inspector, outsider, browse):
    address = reverse(f"operations:{name}", kwargs={"reference": operation.reference})
    made_up = reverse(f"operations:{name}", kwargs={"reference": "OP-000000"})
    assert browse(inspector).get(address).status_code == 200
    hidden, unknown = browse(outsider).get(address), browse(outsider).get(made_up)
    assert hidden.status_code == unknown.status_code == 404
    assert without_token(hidden) == without_token(unknown)


def test_the_list_shows_what_one_belongs_to(operation, inspector, outsider, browse):
    address = reverse("operations:list")
    assert "Operation Handel" in browse(inspector).get(address).content.decode()
    empty = browse(outsider).get(address).content.decode()
    assert "Operation Handel" not in empty
    assert "You belong to no operation" in empty


def test_one_look_is_one_event(operation, inspector, browse):
    client = browse(inspector)
    before = Event.objects.count()
    client.get(reverse("operations:team", kwargs={"reference": operation.reference}))
    event = Event.objects.latest("id")
    assert Event.objects.count() == before + 1
    assert [str(subject) for subject in event.subjects.all()] == [operation.reference]


def test_a_refused_form_keeps_what_was_typed_and_names_the_rule(person, browse):
    client = browse(person("sergeant", Rank.SERGEANT))
    typed = {"name": "BACH", "aim": "Aim typed", "objectives": "One\nTwo", "wards": ["Harrow Road"]}
    answer = client.post(reverse("operations:open"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Aim typed" in page and "BACH" in page and "Force policy" in page
    assert not Operation.unguarded.exists()


def test_an_inspector_opens_an_operation_and_adds_a_person(person, browse):
    inspector = person("ida", Rank.INSPECTOR)
    person("max", full_name="Max Example")
    client = browse(inspector)
    typed = {"name": "BACH", "aim": "Aim", "objectives": "One\nTwo", "wards": ["Harrow Road"]}
    client.post(reverse("operations:open"), typed)
    operation = Operation.unguarded.get()
    team = reverse("operations:team", kwargs={"reference": operation.reference})
    answer = client.post(
        reverse("operations:add_member", kwargs={"reference": operation.reference}),
        {"username": "max", "role": Role.PLANNER.value},
        follow=True,
    )
    assert answer.redirect_chain == [(team, 302)]
    assert "Max Example" in answer.content.decode()


def test_a_form_that_is_sent_twice_is_answered_once(operation, inspector, browse):
    address = reverse("operations:decide", kwargs={"reference": operation.reference})
    client = browse(inspector)
    name = re.search(r'name="form" value="([0-9a-f]{32})"', client.get(address).content.decode())[1]
    typed = {"known": "k", "options": "o", "decision": "d", "reasons": "r", "form": name}
    client.post(address, typed)
    again = client.post(address, typed, follow=True)
    assert "Nothing was done twice" in again.content.decode()
    assert operation.decisions.count() == 1
    client.post(address, typed | {"form": "0" * 32})
    assert operation.decisions.count() == 2


def test_a_refused_form_can_be_sent_again_after_it_was_put_right(operation, inspector, browse):
    address = reverse("operations:decide", kwargs={"reference": operation.reference})
    client = browse(inspector)
    typed = {"known": "k", "options": "o", "decision": "d", "reasons": "r", "corrects": 7, "form": "1" * 32}
    page = client.post(address, typed).content.decode()
    name = re.search(r'name="form" value="([0-9a-f]{32})"', page)[1]
    assert name != typed["form"]
    client.post(address, typed | {"corrects": "", "form": name})
    assert operation.decisions.count() == 1


def test_a_report_that_is_not_there_is_refused_beside_what_was_typed(operation, inspector, browse):
    address = reverse("operations:adopt", kwargs={"reference": operation.reference})
    answer = browse(inspector).post(address, {"intelligence_reference": "IR-000000", "reason": "It fits"})
    assert answer.status_code == 422
    assert "It fits" in answer.content.decode() and "Need-to-know" in answer.content.decode()

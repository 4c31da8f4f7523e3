import re

import pytest
from django.urls import reverse
from tests.desks.search_day.conftest import MUSTER, REASONS, STRIKE

from handel.desks.search_day import acts
from handel.desks.search_day.models import Assignment, Plan
from handel.platform.access.roles import Role
from handel.platform.clock import service as clock
from handel.platform.journal.models import Event, Operation

TOKEN = re.compile(r"[A-Za-z0-9]{64}")  # of the form to sign out, another on each page
ACTS = ["add_premises", "call_out", "stand_down", "declare_conflict", "assign", "move", "approve"]
PAGES = [*ACTS, "show", "places", "withdraw_approval", "muster", "finish"]


@pytest.fixture(autouse=True)
def monday(monkeypatch, now):
    """Pages take the time from the clock: it stands at the tests' time, or where a test puts it."""
    time = [now]
    monkeypatch.setattr(clock, "now", lambda: time[0])
    return lambda at: time.__setitem__(0, at)


def hidden_edition(page):
    """What the form of the page sends back: the edition that it shows."""
    return {"edition": re.search(r'name="edition" value="(\d+)"', page)[1]}


def address(name, plan, **more):
    return reverse(f"search_day:{name}", kwargs={"reference": plan.reference, **more})


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_there_for_planners_and_not_for_outsiders(name, plan, planner, outsider, colleague, browse):
    here = address(name, plan)
    made_up = reverse(f"search_day:{name}", kwargs={"reference": "P-000000"})
    assert browse(planner).get(here).status_code == 200
    for stranger in (outsider, colleague("teamster", Role.TEAM)):
        hidden, unknown = browse(stranger).get(here), browse(stranger).get(made_up)
        assert hidden.status_code == unknown.status_code == 404
        same = hidden.content.decode().replace(plan.reference, "P-000000")
        assert TOKEN.sub("", same) == TOKEN.sub("", unknown.content.decode())


@pytest.mark.parametrize("name", ["set_needs", "drop_premises"])
def test_pages_of_one_premises(name, plan, planner, outsider, browse):
    warrant = plan.premises.first().warrant
    assert browse(planner).get(address(name, plan, warrant=warrant)).status_code == 200
    assert browse(planner).get(address(name, plan, warrant="W-000000")).status_code == 404
    assert browse(outsider).get(address(name, plan, warrant=warrant)).status_code == 404


def test_the_list_can_be_asked_for_one_operation_and_says_what_to_do_when_empty(
    operation, planner, outsider, browse, draft, issue
):
    listed = reverse("search_day:list")
    assert "No search day has been planned" in browse(planner).get(listed).content.decode()
    issue("14 Third Avenue, London W10")
    plan = draft()
    assert plan.name in browse(planner).get(f"{listed}?operation={operation.reference}").content.decode()
    page = browse(outsider).get(listed).content.decode()
    assert plan.name not in page and "No search day that you may see" in page


def test_a_day_is_drafted_on_a_page_that_keeps_what_was_typed(operation, issued, planner, browse):
    client = browse(planner)
    start = reverse("search_day:draft")
    assert operation.reference in client.get(start).content.decode()
    form = f"{start}?operation={operation.reference}"
    assert "14 Third Avenue" in client.get(form).content.decode()
    typed = {
        "name": "Dawn typed",
        "strike_at": "2026-11-25T05:00",
        "warrants": [row.reference for row in issued[:2]],
        "briefing_place": "Harrow Road",
        "briefing_latitude": "51.525",
        "briefing_longitude": "-0.2",
    }
    refused = client.post(form, typed)
    page = refused.content.decode()
    assert refused.status_code == 422 and "PACE 1984 s.16(4)" in page and "Dawn typed" in page
    assert not Plan.unguarded.exists()
    answer = client.post(form, typed | {"reasons_for_hour": REASONS})
    plan = Plan.unguarded.get()
    assert answer.url == plan.get_absolute_url()
    assert (plan.strike_at, plan.briefing_place, plan.premises.count()) == (STRIKE, "Harrow Road", 2)


def test_an_outsider_drafts_nothing(operation, issued, outsider, browse):
    form = f"{reverse('search_day:draft')}?operation={operation.reference}"
    assert browse(outsider).get(form).status_code == 404
    assert browse(outsider).post(form, {"name": "x", "strike_at": "2026-11-25T07:00"}).status_code == 404


def test_people_are_called_out_by_unit_one_by_one_and_by_pasted_numbers(plan, force, planner, browse):
    names = force(2)
    client, form = browse(planner), address("call_out", plan)
    page = client.get(form).content.decode()
    field = page.split("Everyone of this unit (7)")[0].rsplit('name="', 1)[1].split('"')[0]
    client.post(form, {field: ["everyone"], "numbers": f"P{names[-1]}, P{names[-2].upper()}"})
    assert plan.called_out.count() == 9
    refused = client.post(form, {"numbers": "P000 nobody"})
    assert refused.status_code == 422 and "Nobody has the number P000, NOBODY" in refused.content.decode()
    assert client.post(form, {}).status_code == 422


def test_from_call_out_to_muster_on_pages(plan, force, planner, inspector, browse, monday):
    client = browse(planner)
    acts.call_out(plan.reference, usernames=force(3), by=planner, at=clock.now())
    client.post(address("assign", plan))
    assert "21" in client.get(address("show", plan)).content.decode()
    first = Assignment.objects.filter(plan=plan, seat="SEARCH").select_related("user", "premises").first()
    refused = client.post(
        address("move", plan), {"username": first.user.username, "seat": f"{first.premises.warrant}/TL"}
    )
    assert refused.status_code == 422 and "may not be team leader" in refused.content.decode()
    client.post(address("move", plan), {"username": first.user.username, "seat": "/RESERVE"})
    assert Assignment.objects.get(plan=plan, user=first.user).seat == "RESERVE"
    commander = browse(inspector)
    page = commander.get(address("approve", plan)).content.decode()
    assert "team is short" in page
    read = hidden_edition(page)
    refused = client.post(address("approve", plan), read)
    assert refused.status_code == 422 and "commander" in refused.content.decode()
    assert commander.post(address("approve", plan)).status_code == 422
    assert commander.post(address("approve", plan), read).status_code == 302
    monday(MUSTER)
    plan.called_out.create(user=planner)  # who has no place is offered, and not ticked
    page = client.get(address("muster", plan)).content.decode()
    assert page.count(" checked") == 21
    ticked = {}
    for index, unit in enumerate(["Serial 1", "Serial 2", "Serial 3"], start=1):
        rows = plan.called_out.filter(user__unit__name=unit)
        ticked[f"unit_{index}"] = [row.user.username for row in rows][:-1]
    client.post(address("muster", plan), ticked)
    assert plan.deployments.count() == 18


def test_a_plan_changed_in_another_tab_is_shown_anew_before_it_is_approved(assigned, planner, inspector, browse):
    commander, form = browse(inspector), address("approve", assigned)
    read = hidden_edition(commander.get(form).content.decode())
    moved = Assignment.objects.filter(plan=assigned, seat="SEARCH").select_related("user").first()
    browse(planner).post(address("move", assigned), {"username": moved.user.username, "seat": "/RESERVE"})
    refused = commander.post(form, read)
    page = refused.content.decode()
    assert refused.status_code == 422 and "changed since you read it" in page and "1 team is short" in page
    assert Plan.unguarded.get().state == "draft"
    assert commander.post(form, hidden_edition(page)).status_code == 302
    assert Plan.unguarded.get().approved_by == inspector


def test_a_commander_who_changed_the_plan_is_not_offered_its_approval(assigned, inspector, browse):
    commander = browse(inspector)
    assert address("approve", assigned) in commander.get(address("show", assigned)).content.decode()
    read = hidden_edition(commander.get(address("approve", assigned)).content.decode())
    commander.post(address("assign", assigned))
    page = commander.get(address("show", assigned)).content.decode()
    assert address("approve", assigned) not in page and "waits for a commander" in page
    refused = commander.post(address("approve", assigned), {"edition": int(read["edition"]) + 1})
    assert refused.status_code == 422 and "may not approve it" in refused.content.decode()
    assert Plan.unguarded.get().state == "draft"


def test_needs_are_set_on_a_page(plan, planner, browse):
    premises = plan.premises.first()
    form = address("set_needs", plan, warrant=premises.warrant)
    values = {
        "risk": 3, "minutes": 240, "arrests_expected": 2, "team_leaders": 1, "exhibits_officers": 1,
        "officers_in_case": 1, "searchers": 6, "licensed_searchers": 2, "entry_officers": 1, "medics": 0,
        "public_order": 4, "female": 1,
    }  # fmt: skip
    assert browse(planner).post(form, values).status_code == 302
    premises.refresh_from_db()
    assert (premises.risk, premises.searchers, premises.public_order) == (3, 6, 4)
    assert browse(planner).post(form, values | {"medics": 7}).status_code == 422


def test_a_member_reads_and_prints_the_own_sheet_and_no_other(approved, member, outsider, browse):
    client = browse(member)
    assert "Reserve" in client.get(address("my_team", approved)).content.decode()
    assert "Day of action" in client.get(reverse("search_day:list")).content.decode()
    own, other = ({"team": team} for team in ("RESERVE", "1"))
    card = client.get(address("card", approved, **own))
    assert card["Content-Type"] == "application/pdf" and card.content.startswith(b"%PDF-")
    event = Event.objects.latest("id")
    assert (event.verb, event.operation) == ("plan.print_sheet", Operation.DISCLOSURE)
    for name in ("team", "card"):
        assert client.get(address(name, approved, **other)).status_code == 404
        assert browse(outsider).get(address(name, approved, **own)).status_code == 404
    assert browse(outsider).get(address("my_team", approved)).status_code == 404


def test_planners_read_and_print_every_sheet(approved, planner, browse):
    client = browse(planner)
    for row in approved.premises.all():
        page = client.get(address("team", approved, team=str(row.number))).content.decode()
        assert row.address in page and row.warrant in page
        assert client.get(address("card", approved, team=str(row.number))).content.startswith(b"%PDF-")
    assert client.get(address("team", approved, team="77")).status_code == 404


def test_the_map_says_where_and_whether_complete(approved, planner, browse):
    found = browse(planner).get(address("places", approved)).json()["features"]
    assert [each["properties"]["shape"] for each in found] == ["square"] * 3
    assert found[0]["properties"]["name"].startswith("Team 1, ")

"""Pages that keep themselves up to date: what one person does shows in another's browser, while they may see it."""

import pytest

pytestmark = pytest.mark.browser

SOON = 20_000  # milliseconds; it takes one or two seconds on an idle machine


@pytest.fixture
def operation(person):
    person("storey").open("/operations/")
    person("storey").follow("Operation Handel")
    return person("storey").reference


def test_a_decision_shows_on_the_open_page_of_a_colleague(person, operation):
    colleague, leader = person("gold"), person("storey")
    colleague.open(f"/operations/{operation}/")
    colleague.reads("4 decisions in the policy log")
    leader.open(f"/operations/{operation}/policy-log/enter/")
    leader.answer("What was known", "Most of what was sought has been found.")
    leader.answer("What else could have been done", "End the operation.")
    leader.answer("Decision", "Go on with the operation.")
    leader.answer("Reasons", "What people tell us names other addresses.")
    leader.press("Enter the decision")
    colleague.page.get_by_text("5 decisions in the policy log").wait_for(timeout=SOON)


def test_a_visit_to_hospital_shows_on_the_open_detention_board(person):
    board, colleague = person("custody"), person("reviewer")
    board.open("/custody/")
    row = board.page.get_by_role("row").nth(1)
    name = row.get_by_role("link").inner_text()
    assert "In hospital" not in row.inner_text()
    colleague.open("/custody/")
    colleague.follow(name)
    colleague.follow("Record an event")
    colleague.answer("What happened?", "Left for hospital")
    colleague.press("Record the event")
    colleague.reads("Event recorded")
    row = board.page.get_by_role("row").filter(has_text=name)
    row.get_by_text("In hospital, from").wait_for(timeout=SOON)


def test_who_leaves_the_team_hears_no_more(person, operation):
    leader, leaver = person("storey"), person("tallis")
    leader.open(f"/operations/{operation}/team/add/")
    leader.answer("Person", "Leon Tallis")
    leader.answer("Role on the operation", "Investigator")
    leader.press("Add to the team")
    assert leaver.open(f"/operations/{operation}/") == 200
    assert not leaver.page.get_by_text("Not live").is_visible()
    leader.open(f"/operations/{operation}/team/")
    leader.follow("End the role investigator of Detective Sergeant Leon Tallis")
    leader.press("End the role")
    leader.reads("Role ended")
    leaver.page.get_by_text("Not live: connection lost. What you see may be out of date. Reload").wait_for(timeout=SOON)
    assert leaver.open(f"/operations/{operation}/") == 404

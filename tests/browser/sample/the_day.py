"""The thread on the day: the plan, the door, the arrest, the cell, what was found."""

from typing import Any

from tests.browser.sample.browsing import Browsing

UNITS = ("Territorial Support Group", "Westminster Borough CID", "Exhibits and forensic team", "Dog Support Unit")
ENTRY = {
    "Entered": "2015-09-23T05:41",
    "Left": "2015-09-23T06:40",
    "Who searched?": "S016\nP001",
    "Was the occupier present?": "Yes",
    "Occupier or person in charge of the premises": "the occupier",
    "Was the notice of powers and rights given before the search?": "Yes",
    "With whom, or where, was the copy of the warrant left?": "the occupier",
}
ARREST = {
    "Name of the person": "Ivy Invented",
    "Date of birth": "1990-01-31",
    "Gender": "Female",
    "Time of the arrest": "2015-09-23T05:45",
    "Place of the arrest": "Flat 3, Invented House, Ilbert Street",
    "Ward": "Queen's Park",
    "Why do you suspect this person?": "Found alone in the flat with a bag of wraps beside her bed.",
    "Why was the arrest necessary?": [
        "To allow the prompt and effective investigation of the offence or the person's conduct (PACE 1984 s.24(5)(e))"
    ],
}


def draw_up_the_plan(planner: Browsing, name: str, warrant: str, too_late: str) -> str:
    """The plan of a search day at the premises of one warrant, with people assigned; returns its reference."""
    planner.open("/search-day/")
    planner.follow("Plan a search day")
    planner.follow(name)
    planner.answer("Name", "Day of action")
    planner.answer("Strike", "2015-09-23T05:40")
    planner.press("Save the draft")
    planner.is_refused("PACE 1984 s.16(4)")
    planner.answer("Reasons for the hour", "By day the stairs are full of children, and the drugs are in the street.")
    planner.press("Save the draft")
    planner.is_refused(too_late)
    planner.page.get_by_role("group", name="Premises").get_by_label(too_late).uncheck()
    planner.press("Save the draft")
    planner.reads("Search day drafted", warrant)
    plan = planner.reference
    planner.follow("Call people out")
    for unit in UNITS:
        planner.page.locator("summary", has_text=unit).click()
        planner.page.get_by_role("group", name=unit).last.get_by_label("Everyone of this unit").check()
    planner.press("Call out")
    planner.reads("People called out")
    planner.follow("Assign people")
    planner.press("Assign people")
    planner.reads("People assigned")
    return plan


def approve_the_plan(planner: Browsing, commander: Browsing, plan: str) -> None:
    """Refused to who drew it up, done by another."""
    planner.open(f"/search-day/{plan}/approve/")
    planner.press("Approve")
    planner.is_refused("commander")
    commander.open(f"/search-day/{plan}/")
    commander.follow("Approve")
    commander.press("Approve")
    commander.reads("Plan approved")


def muster(planner: Browsing, plan: str) -> None:
    planner.open(f"/search-day/{plan}/")
    planner.follow("Take the muster")
    planner.press("Record the muster")
    planner.reads("Muster recorded")


def search(officer: Browsing, warrant: str, too_late: str) -> None:
    """The warrant executed, endorsed and returned; another that is out of time is not."""
    fill_in_entry(officer, too_late)
    officer.is_refused("the warrant")
    officer.reads("The warrant could be executed up to 22 September 2015.")
    fill_in_entry(officer, warrant)
    officer.is_refused("PACE 1984 s.16(4)")
    officer.answer("Why at this hour?", "By day what is sought would have been in the street.")
    officer.press("Record the entry")
    officer.reads("Entry recorded")
    officer.follow("Endorse the warrant")
    officer.answer("Was what was sought found?", "Yes")
    officer.answer("What, and where?", "Wraps, under the bed")
    officer.answer("Was anything else seized?", "No")
    officer.press("Endorse")
    officer.reads("Warrant endorsed")
    officer.follow("Return the warrant to the court")
    officer.answer("On which day was it returned to the court?", "2015-09-23")
    officer.press("Record the return")
    officer.reads("Warrant returned")


def fill_in_entry(officer: Browsing, warrant: str) -> None:
    officer.open(f"/warrants/{warrant}/execute/")
    for question, answer in ENTRY.items():
        officer.answer(question, answer)
    officer.press("Record the entry")


def arrest(officer: Browsing, name: str, warrant: str) -> str:
    """An arrest, refused while its facts are a formula; returns its reference."""
    officer.open("/custody/")
    officer.follow(f"Arrests of {name}")
    officer.follow("Record an arrest")
    for question, answer in ARREST.items():
        officer.answer(question, answer)
    officer.answer("Search warrant that led there", warrant)
    officer.page.get_by_label("Supplying or offering to supply a controlled drug").check()
    officer.answer("The facts that made it necessary", "standard")
    officer.tick("I told the person that they were under arrest, and why (PACE s.28)")
    officer.tick("I cautioned the person (Code C 10)")
    officer.press("Record the arrest")
    officer.is_refused("Code G 2.8")
    officer.answer("The facts that made it necessary", "Her telephone rang all the time: others would be warned.")
    officer.press("Record the arrest")
    officer.reads("Arrest recorded")
    return officer.reference


def detain(sergeant: Browsing) -> None:
    """The arrival at the station and the decision to detain; the board shows which clock runs."""
    sergeant.open("/custody/")
    sergeant.follow(str(ARREST["Name of the person"]))
    sergeant.follow("Record the arrival at the station")
    sergeant.answer("Station", "Sample Street police station")
    sergeant.answer("Time at the gate", "2015-09-23T06:15")
    sergeant.press("Record the arrival")
    sergeant.reads("Arrival recorded")
    sergeant.follow("Authorise detention")
    sergeant.answer("Grounds for detention", "To obtain evidence of the offence by questioning.")
    sergeant.answer("Time of the authorisation", "2015-09-23T06:25")
    sergeant.press("Authorise detention")
    sergeant.reads("Detention authorised", "24 September 2015 at 6:15am BST")
    sergeant.open("/custody/")
    row = sergeant.page.get_by_role("row").filter(has_text=str(ARREST["Name of the person"]))
    row.get_by_text("23 hours").wait_for()
    row.get_by_text("24 September 2015 at 6:15am BST").wait_for()


def seize(officer: Browsing, operation: str, seal: str, **what: Any) -> str:
    """Something found and sealed; returns its reference."""
    officer.open(f"/exhibits/operations/{operation}/seize/")
    officer.answer("What is it?", what["kind"])
    if "substance" in what:
        officer.answer("Substance", what["substance"])
    officer.answer("Description", what["description"])
    officer.answer("Time of the finding", "2015-09-23T06:05")
    officer.answer("Exact place", "Bedroom, under the bed")
    officer.answer("Power of seizure", "Misuse of Drugs Act 1971, section 23(3): under a warrant")
    officer.answer("Search warrant", what["warrant"])
    officer.answer("Who else saw it found?", "Sam Lock")
    officer.answer("Seal number", seal)
    officer.press("Record the seizure")
    officer.reads("Seizure recorded")
    return officer.reference


def hand_over(officer: Browsing, exhibit: str, seal: str) -> None:
    """Handed to the exhibits officer; another seal than the one on the bag has to be explained."""
    officer.open(f"/exhibits/{exhibit}/")
    officer.follow("Hand over")
    officer.answer("Handed to", "Nell Seale")
    officer.answer("Place", "Sample Street police station")
    officer.answer("Time", "2015-09-23T06:45")
    officer.answer("Purpose", "to the exhibits store")
    officer.answer("Seal as read on the bag", "S9999999")
    officer.answer("Condition", "bag and seal intact")
    officer.press("Record the hand-over")
    officer.is_refused("Continuity of exhibits")
    officer.answer("Seal as read on the bag", seal)
    officer.press("Record the hand-over")
    officer.reads("Hand-over recorded", "Nell Seale")


def count(keeper: Browsing, exhibit: str, pounds: str) -> None:
    """The cash counted by two people."""
    keeper.open(f"/exhibits/{exhibit}/")
    keeper.follow("Record the count")
    keeper.answer("Amount counted, in pounds", pounds)
    keeper.answer("Who counted it with you?", "Nell Seale")
    keeper.press("Record the count")
    keeper.page.locator(".govuk-error-summary").wait_for()
    keeper.answer("Who counted it with you?", "Daniel Read")
    keeper.press("Record the count")
    keeper.reads("Count recorded", f"£{pounds}")

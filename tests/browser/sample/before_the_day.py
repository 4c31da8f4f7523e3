"""The thread up to the day: what somebody tells the police, and what comes of it until a warrant is issued."""

import time

from tests.browser.sample.browsing import Browsing

TEAM = {
    "Mina Page": "Intelligence officer",
    "Daniel Read": "Investigator",
    "Ruth Proctor": "Authorising inspector",
    "Hugh Byrd": "Planner",
    "Judith Abbey": "Commander",
    "Nell Seale": "Exhibits officer",
    "Sam Lock": "Search team",
    "Clara Fair": "Press officer",
    "Tom Bell": "Press officer",
}
APPLICATION = {
    "Under which power?": "Misuse of Drugs Act 1971, section 23(3)",
    "What kind of premises is it?": "Flat",
    "What is known of the occupier, the premises and earlier searches?": "Council tax and voters' lists searched.",
    "What is sought?": "Crack cocaine, heroin, scales, wraps and cash.",
    "Is the search of persons found there asked for?": "Yes",
    "Grounds": "People come to the door of the flat in the evening, stay a minute and leave with wraps.",
    "Do the grounds rest on anonymous information alone?": "No",
    "What was done to seek corroboration?": "A patrol passed on three evenings and saw the short visits.",
    "How many entries are sought?": "1",
    "What might weigh against the application?": "Nobody has been seen to carry drugs into the flat.",
    "What is the impact on the community?": "The neighbourhood team was asked and expects support.",
}


def tell_the_police(visitor: Browsing, account: str) -> str:
    """The public form, from its first page to the receipt; returns the receipt."""
    visitor.follow("Start")
    visitor.answer("Your account", account)
    visitor.press("Continue")
    visitor.answer("Which street is it in?", "ilbert")
    visitor.press("Continue")
    visitor.answer("Which of these streets is it?", "Ilbert Street (Queen's Park)")
    visitor.answer("More about the place", "The house with the green door.")
    visitor.press("Continue")
    visitor.page.get_by_role("radio").first.check()
    visitor.press("Continue")
    visitor.press("Continue")
    visitor.press("Continue")
    visitor.reads("Nothing has been sent or kept yet.", account)
    visitor.press("Send")
    visitor.reads("Your report has been sent")
    return str(visitor.page.locator(".govuk-panel strong").inner_text())


def new_report(reader: Browsing, before: set[str]) -> str:
    """The report that has come in since the inbox held these: the desk fetches them every few seconds."""
    for _ in range(60):
        if arrived := reports(reader) - before:
            (report,) = arrived
            return report
        time.sleep(1)
    raise AssertionError("No report came in within a minute.")


def reports(reader: Browsing) -> set[str]:
    reader.open("/reports/?state=new")
    return set(reader.page.locator("main table th[scope=row] a").all_inner_texts())


def work_on_the_report(reader: Browsing, report: str, sanitised: str) -> None:
    """The report desk assesses the report and writes up what may leave the desk."""
    reader.open("/reports/")
    reader.follow(report)
    reader.follow("Assess")
    reader.answer("Priority", "Urgent")
    reader.answer("Category", "Drug dealing")
    reader.press("Save the assessment")
    reader.reads("Report assessed")
    reader.follow("Sanitise")
    reader.answer("Sanitised text", sanitised)
    reader.answer("Source", "2: Untested")
    reader.answer("Assessment of the information", "A: Known directly to the source")
    reader.answer("Handling", "C: Lawful sharing permitted with conditions")
    reader.press("Offer to the intelligence desk")
    reader.reads("Look at each mark", "Carried over from the original")
    reader.tick("I have looked at every mark, and none leads back to the reporter")
    reader.press("Offer to the intelligence desk")
    reader.is_refused("APP Information management")
    reader.answer("Conditions for sharing", "Within the operation only.")
    reader.press("Offer to the intelligence desk")
    reader.reads("Offered to the intelligence desk")


def take_as_intelligence(officer: Browsing, sanitised: str) -> str:
    """Another person, at the intelligence desk, releases the item; returns the reference of the intelligence."""
    officer.open("/intelligence/waiting/")
    item = officer.page.get_by_role("article").filter(has_text=sanitised)
    officer.go(item.get_by_role("link"))
    officer.reads(sanitised)
    officer.press("Release as intelligence")
    officer.reads("Intelligence report released", sanitised, "2AC")
    return officer.reference


def open_operation(inspector: Browsing, name: str) -> str:
    """An inspector opens the operation, chooses the team and enters the first decision; returns its reference."""
    inspector.open("/operations/")
    inspector.follow("Open an operation")
    inspector.answer("Name", name)
    inspector.answer("What is the operation to achieve?", "Fewer people hurt by those who deal drugs in the street.")
    inspector.answer("Objectives", "Protect everybody who tells us\nBring those who supply before a court")
    inspector.answer("Which wards does it cover?", ["Queen's Park", "Harrow Road"])
    inspector.press("Open the operation")
    inspector.reads("Operation opened")
    operation = inspector.reference
    inspector.follow("Team")
    for full_name, role in TEAM.items():
        inspector.follow("Add a person")
        inspector.answer("Person", full_name)
        inspector.answer("Role on the operation", role)
        inspector.press("Add to the team")
        inspector.reads("Added to the team")
    inspector.follow("Policy log")
    inspector.follow("Enter a decision")
    inspector.answer("What was known", "People who live there tell us of dealing and of fights about it.")
    inspector.answer("What else could have been done", "Patrols alone; a dispersal order.")
    inspector.answer("Decision", "Apply for a warrant for the address that they name.")
    inspector.answer("Reasons", "Patrols move the dealing by a street and leave the violence.")
    inspector.press("Enter the decision")
    inspector.reads("Decision entered", "Apply for a warrant for the address that they name.")
    return operation


def adopt(officer: Browsing, operation: str, intelligence: str) -> None:
    officer.open(f"/operations/{operation}/adopt/")
    officer.answer("Reference of the intelligence report", intelligence)
    officer.answer("Why does the operation need it?", "It names an address in the area.")
    officer.press("Adopt")
    officer.reads("Intelligence adopted")


def get_warrant(
    inspector: Browsing,
    second: Browsing,
    name: str,
    intelligence: str,
    *,
    address: str = "Flat 3, Invented House, Ilbert Street",
    printed_expiry: str = "",
) -> str:
    """An application, refused to the applicant's own authority, authorised by another inspector, issued by the court.

    Returns the warrant's reference.
    """
    inspector.open("/warrants/")
    inspector.follow("Apply for a warrant")
    inspector.answer("Operation", name)
    inspector.answer("Address", address)
    for question, answer in APPLICATION.items():
        inspector.answer(question, answer)
    inspector.answer("Intelligence reports that the grounds rest on", intelligence)
    inspector.press("Save the application")
    inspector.reads("Application drafted")
    warrant = inspector.reference
    inspector.open(f"/warrants/{warrant}/authorise/")
    inspector.answer("Why may the application be made?", "Necessary, and nothing less would do.")
    inspector.press("Sign the authority")
    inspector.is_refused("Code B 3.4")
    second.open(f"/warrants/{warrant}/")
    second.follow("Authorise the application")
    second.answer("Why may the application be made?", "I have read the grounds; less intrusive means were tried.")
    second.press("Sign the authority")
    second.reads("Application authorised")
    inspector.open(f"/warrants/{warrant}/")
    inspector.follow("Record the issue of the warrant")
    inspector.answer("Which court issued it?", "Sample Magistrates' Court")
    inspector.answer("Date of issue", "2015-09-22")
    inspector.answer("Date until which it may be executed, if printed on it", printed_expiry)
    inspector.answer("Does it cover the search of persons found there?", "Yes")
    inspector.press("Record the issue")
    inspector.reads("Warrant issued")
    return warrant

"""The three months before the day: reports, intelligence, the operation, warrants, the plan."""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from handel.demo import texts
from handel.demo.people import CAST
from handel.desks.intelligence import acts as intelligence
from handel.desks.operations import acts as operations
from handel.desks.operations.queries import Operation
from handel.desks.reports import acts as reports
from handel.desks.reports import queries as report_queries
from handel.desks.reports.intake import acts as public_site
from handel.desks.warrants import acts as warrants
from handel.platform.access.viewer import Viewer
from handel.platform.accounts.models import User

LONDON = ZoneInfo("Europe/London")


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """London's time on this day, in UTC."""
    return datetime.combine(day, time(hour, minute), LONDON).astimezone(UTC)


OPENED = date(2015, 6, 22)
DAY = date(2015, 9, 22)
STRIKE = at(DAY, 5, 40)

DECISIONS = (
    (
        at(OPENED, 11), "Residents of both wards tell us in confidence of violence by street dealers.",
        "Patrols alone; a dispersal order; an operation led by intelligence.",
        "An operation led by intelligence for three months.",
        "Patrols move the dealing by a street and leave the violence. What people tell us must be protected: no act may "
        "show who told us.",
    ),
    (
        at(date(2015, 7, 20), 14), "Young people are used to carry.",
        "Arrest them with the others; refer them.",
        "Young people who carry for others are referred for diversion with the council and youth services first.",
        "They are exploited. Arrest would not protect them and would frighten those who told us.",
    ),
    (
        at(date(2015, 9, 7), 10), "Reports, officers and partners agree on twelve addresses.",
        "Wait for more; stop and search; warrants on one day.",
        "Apply for warrants for twelve addresses and execute them on one morning.",
        "Single warrants would warn the others. The searches are confined to addresses that several sources name.",
    ),
    (
        at(date(2015, 9, 18), 16), "Most of those sought are in between five and six in the morning.",
        "Strike in the day; strike before six.",
        "Strike at 5.40am on Tuesday 22 September.",
        "By day drugs are on the street and the streets are full; before six children are still in the building, so each "
        "team has a lead for children and vulnerable people.",
    ),
)  # fmt: skip


def tell(random: Random, people: dict[str, User]) -> list[str]:
    """The public's reports, from the form to intelligence; returns the references of the intelligence."""
    made = []
    for told in texts.reports(random, 60):
        public_site.file(told.answers, submission=str(uuid.UUID(int=random.getrandbits(128))), received_on=told.day)
        reports.collect(at=at(told.day, 23, 50))
        if told.ending != "new" and (taken := _work(told, people)):
            made.append(taken)
    for back in range((texts.LAST_DAY - texts.FIRST_DAY).days + 1):
        reports.journal_collections(texts.FIRST_DAY + timedelta(days=back))
        reports.journal_crossings(texts.FIRST_DAY + timedelta(days=back))
    return made


def _work(told: texts.Told, people: dict[str, User]) -> str | None:
    """What the report desk and the intelligence desk do with one report on the next day."""
    desk, second = people["reader"], people["penn"]
    day = min(told.day + timedelta(days=1), texts.LAST_DAY)
    viewer = Viewer.of(desk, at=at(day, 9))
    # All that came before has been worked on, so that the one new report is this one.
    (reference,) = (report.reference for report in report_queries.inbox(viewer, state="new"))
    reports.assess(reference, priority=told.priority, category=told.category, note="Read.", by=desk, at=at(day, 9, 10))
    if told.ending == "closed":
        reports.close_without_action(
            reference, reason="No information that another desk could act on.", by=second, at=at(day, 9, 30)
        )
        return None
    if told.ending == "assessed":
        return None
    source, assessment, handling = told.grade
    item = reports.sanitise(
        reference,
        text=told.sanitised,
        source=source,
        assessment=assessment,
        handling=handling,
        conditions=told.conditions,
        source_identified=False,
        by=desk,
        at=at(day, 10),
    )
    if told.ending == "waiting":
        return None
    return intelligence.take(item.reference, by=people["page"], at=at(day, 11)).reference


def submit(people: dict[str, User]) -> list[str]:
    """Officers' and partners' intelligence; returns the references of what was released."""
    made = []
    for day, origin, text, (source, assessment, handling), conditions, released in texts.SUBMITTED:
        report = intelligence.submit(
            text=text,
            source=source,
            assessment=assessment,
            handling=handling,
            conditions=conditions,
            source_identified=origin != "crimestoppers",
            origin=origin,
            by=people["tallis"],
            at=at(day, 15),
        )
        if released:
            intelligence.release(report.reference, by=people["page"], at=at(day, 16))
            made.append(report.reference)
    return made


def open_operation(people: dict[str, User]) -> Operation:
    """Operation Handel, its team and its first decision."""
    leader = people["storey"]
    operation = operations.open_operation(
        "Handel",
        aim="Fewer people hurt by those who deal drugs in the streets of the two wards.",
        objectives=[
            "Find who deals and who supplies them, from what people tell us in confidence",
            "Protect everybody who tells us",
            "Bring those who supply class A drugs before a court",
            "With the council and partners, divert young people from crime",
        ],
        wards=["Queen's Park", "Harrow Road"],
        by=leader,
        at=at(OPENED, 10),
    )
    for part in CAST:
        for role in part.roles:
            operations.add_member(
                operation.reference, username=part.username, role=role, by=leader, at=at(OPENED, 10, 30)
            )
    return operation


def decide(operation: Operation, people: dict[str, User]) -> None:
    for when, known, options, decision, reasons in DECISIONS:
        operations.decide(
            operation.reference,
            known=known,
            options=options,
            decision=decision,
            reasons=reasons,
            by=people["storey"],
            at=when,
        )


def adopt(operation: Operation, references: list[str], people: dict[str, User], *, day: date) -> None:
    for reference in references:
        operations.adopt_intelligence(
            operation.reference,
            intelligence_reference=reference,
            reason="It concerns street dealing in the two wards.",
            by=people["page"],
            at=at(day, 12),
        )


ADDRESSES = tuple(
    f"{number} Sample House, {street}"
    for number, street in (
        (1, "Fernhead Road"), (2, "Walterton Road"), (3, "Saltram Crescent"), (4, "Croxley Road"),
        (5, "Denholme Road"), (6, "Fermoy Road"), (7, "Mozart Street"), (8, "Lancefield Street"),
        (9, "Droop Street"), (10, "Bravington Road"), (11, "Caird Street"), (12, "Beethoven Street"),
    )
)  # fmt: skip
SECTION_8 = {2, 9}
"""Which of them, from 0, are sought under PACE section 8: telephones and accounts, not drugs."""


def apply(operation: Operation, references: list[str], people: dict[str, User]) -> list[str]:
    """Twelve warrants, applied for, authorised and issued; returns their references."""
    made = []
    for index, address in enumerate(ADDRESSES):
        day = date(2015, 9, 8) + timedelta(days=index % 2)
        reference = _apply(operation, index, address, references[index::12][:3], people, at(day, 10, index))
        warrants.authorise(
            reference,
            note="I have read the grounds. Several reports agree; less intrusive means have been tried.",
            by=people["proctor"],
            at=at(date(2015, 9, 10), 9, index),
        )
        warrants.issue(
            reference,
            court="Sample Magistrates' Court",
            issued_on=date(2015, 9, 14),
            by=people["read"],
            at=at(date(2015, 9, 14), 15, index),
        )
        made.append(reference)
    return made


def apply_once_more(operation: Operation, references: list[str], people: dict[str, User]) -> str:
    """An application made after the day, which waits for an inspector: arrests and searches continue."""
    return _apply(operation, 12, "13 Sample House, Ilbert Street", references[:2], people, at(DAY, 14, 30))


def _apply(
    operation: Operation, index: int, address: str, references: list[str], people: dict[str, User], when: datetime
) -> str:
    section_8 = index in SECTION_8
    street = address.split(", ")[1]
    return warrants.apply(
        operation.reference,
        enactment="pace_s8" if section_8 else "mda_s23",
        address=address,
        premises_kind="flat",
        occupier_enquiries="Council tax and voters' lists searched; the police systems show no earlier search.",
        articles="mobile telephones, tick lists and records of money"
        if section_8
        else "class A drugs, scales, wraps, cash and mobile telephones",
        grounds=f"Reports that agree with one another name this address in {street} as one from which crack cocaine and "
        "heroin are supplied to street dealers; officers have seen short visits that fit.",
        intelligence=references,
        access_condition="d" if section_8 else "",
        anonymous_only=False,
        corroboration_sought="Patrols at the times named, and what other reports and partners say of the same address.",
        disclosure="Nobody has been seen to carry drugs into the address. The reports come from people whose names "
        "are not known to the applicant.",
        entries_sought=1,
        community_impact="The neighbourhood teams were asked; support is expected, patrols will follow.",
        by=people["read"],
        at=when,
    ).reference

"""The day itself: the plan, the doors, the arrests, what was found, the public account."""

from datetime import date, timedelta
from random import Random

from handel.demo.before import ADDRESSES, DAY, SECTION_8, STRIKE, at
from handel.demo.people import BOROUGH, DOGS, POLSA, TRANSPORT, TSG, Names
from handel.desks.custody import acts as custody
from handel.desks.exhibits import acts as exhibits
from handel.desks.operations import acts as operations
from handel.desks.operations.queries import Operation
from handel.desks.publicity import acts as publicity
from handel.desks.search_day import acts as search_day
from handel.desks.warrants import acts as warrants
from handel.platform.access.roles import Role
from handel.platform.accounts.models import User

STATION = "Sample Street police station"
ILL = 3
"""How many of those called out did not come."""
FUNCTIONS = {DOGS: "DOG", POLSA: "POLSA", TRANSPORT: "TRANSPORT"}
"""The units that serve the whole plan, and as what."""


def plan(operation: Operation, people: dict[str, User], units: dict[str, list[User]]) -> str:
    """The plan for the day, called out, assigned, approved and mustered; returns its reference."""
    planner = people["planner"]
    teams = [person for unit in units if unit not in FUNCTIONS for person in units[unit]] + [people["searcher"]]
    drawn_up = date(2015, 9, 17)
    reference = search_day.draft(
        operation.reference,
        name="Day of action",
        day=DAY,
        strike_at=STRIKE,
        reasons_for_hour="Those sought are in between five and six; by day the streets are full of people.",
        briefing_place=STATION,
        briefing_latitude=51.5205,
        briefing_longitude=-0.1850,
        by=planner,
        at=at(drawn_up, 9),
    ).reference
    search_day.call_out(reference, usernames=[person.username for person in teams], by=planner, at=at(drawn_up, 10))
    for unit, function in FUNCTIONS.items():
        names = [person.username for person in units[unit]]
        search_day.call_out(reference, usernames=names, function=function, by=planner, at=at(drawn_up, 10, 20))
    search_day.assign(reference, by=planner, at=at(drawn_up, 11))
    search_day.approve(reference, by=people["gold"], at=at(date(2015, 9, 19), 17))
    came = teams[ILL:] + [person for unit in FUNCTIONS for person in units[unit]]
    search_day.muster(reference, usernames=[person.username for person in came], by=planner, at=at(DAY, 4, 15))
    return reference


def join(operation: Operation, people: dict[str, User], units: dict[str, list[User]]) -> tuple[list[User], list[User]]:
    """Give the officers in charge and the search teams their roles; returns the officers in charge and the searchers."""
    in_charge = units[BOROUGH][: len(ADDRESSES)]
    searchers = units[TSG]
    for officers, role in ((in_charge, Role.INVESTIGATOR), (searchers, Role.TEAM)):
        for officer in officers:
            operations.add_member(
                operation.reference,
                username=officer.username,
                role=role,
                by=people["storey"],
                at=at(date(2015, 9, 18), 9),
            )
    return in_charge, searchers


def search(references: list[str], in_charge: list[User], searchers: list[User], people: dict[str, User]) -> None:
    """Every warrant executed, endorsed and returned on the day."""
    for index, reference in enumerate(references):
        officer = in_charge[index]
        entered = STRIKE + timedelta(minutes=index % 3)
        left = entered + timedelta(minutes=95 + 7 * (index % 5))
        present = index not in (4, 10)
        found = index not in (5, 11)
        warrants.execute(
            reference,
            entered_at=entered,
            left_at=left,
            reasons_for_hour="Those sought are in before six; later the purpose would be frustrated.",
            occupier_present=present,
            person_in_charge="the occupier" if present else "",
            officers=[officer.number, *(person.number for person in searchers[index * 3 : index * 3 + 3])],
            copy_left_with="the occupier" if present else "left in the hall, in a prominent place",
            force_used="Door opened by the method of entry officer" if index % 2 == 0 else "",
            damage="Lock of the front door; boarded up" if index % 2 == 0 else "",
            notice_given=True,
            by=officer,
            at=left + timedelta(minutes=10),
        )
        sought = "telephones and records of money" if index in SECTION_8 else "suspected class A drugs"
        warrants.endorse(
            reference,
            sought_found=found,
            found=f"{sought}, in the bedroom" if found else "",
            other_seized="cash" if index in CASH else "",
            by=officer,
            at=left + timedelta(minutes=30),
        )
        warrants.return_to_court(reference, returned_on=DAY, by=people["read"], at=at(DAY, 13, index))


ARRESTED_AT = (0, 1, 2, 3, 6, 7, 8, 9, 11)
"""At which of the addresses, from 0, somebody was arrested."""
CASH = {0: 34_000, 2: 22_000, 3: 18_000, 7: 15_000, 8: 11_000}
"""Cash by address, in pence."""
SUBSTANCES = {0: "crack cocaine", 1: "heroin", 3: "crack cocaine", 6: "heroin", 7: "crack cocaine", 9: "heroin"}


def arrest(
    operation: Operation, random: Random, references: list[str], searchers: list[User], people: dict[str, User]
) -> None:
    """The arrests, and each person's first hours in custody."""
    names = Names(random)
    sergeant, inspector = people["custody"], people["reviewer"]
    for index, address in enumerate(ARRESTED_AT):
        name, sex = names.new("M" if index not in (3, 6) else "F")
        arrested = STRIKE + timedelta(minutes=4 + 3 * index)
        made = custody.arrest(
            operation.reference,
            person_name=name,
            born_on=date(random.randrange(1970, 1996), random.randrange(1, 13), random.randrange(1, 28)),
            gender="male" if sex == "M" else "female",
            ward="Harrow Road" if address < 6 else "Queen's Park",
            place=ADDRESSES[address],
            arrested_at=arrested,
            offence="mda_s4_3a",
            grounds="Named by intelligence that agrees as a supplier of crack cocaine and heroin, and found at the "
            "address that it names.",
            necessity=["investigation", "disappearance"],
            facts="Telephones would be wiped and others warned if this person were left at large before the searches end; "
            "an interview by appointment would give time for that.",
            told=True,
            cautioned=True,
            reply=random.choice(("No reply.", "What is this about?", "It is not mine.")),
            warrant=references[address],
            by=searchers[index * 3],
            at=arrested + timedelta(minutes=6),
        )
        arrived = at(DAY, 6, 35) + timedelta(minutes=6 * index)
        held = custody.arrive(made.reference, station=STATION, arrived_at=arrived, by=sergeant, at=arrived)
        # Three desks, about a quarter of an hour each.
        authorised = arrived + timedelta(minutes=12 + 9 * (index // 3))
        custody.authorise_detention(
            held.reference,
            grounds="To secure and preserve evidence of the offence and to obtain it by questioning.",
            authorised_at=authorised,
            by=sergeant,
            at=authorised,
        )
        reviewed = authorised + timedelta(hours=5, minutes=40)
        custody.review(
            held.reference,
            representations="None made.",
            decision="Detention is still necessary to obtain evidence by questioning.",
            reviewed_at=reviewed,
            by=inspector,
            at=reviewed,
        )


def seize(operation: Operation, references: list[str], in_charge: list[User], people: dict[str, User]) -> None:
    """What was found: cash counted by two, what may be drugs, telephones and papers; each handed to the exhibits officer."""
    seal = 4_010_000
    keeper = people["exhibits"]

    def one(index: int, minutes: int, kind: str, description: str, where: str, substance: str = "") -> str:
        nonlocal seal
        seal += 1
        officer = in_charge[index]
        found_at = STRIKE + timedelta(minutes=minutes)
        made = exhibits.seize(
            operation.reference,
            kind=kind,
            description=description,
            found_at=found_at,
            found_where=where,
            warrant=references[index],
            arrest="",
            seen_by=people["searcher"].username,
            power="pace_s8" if index in SECTION_8 else "mda_s23_3",
            seal=f"S{seal}",
            substance=substance,
            by=officer,
            at=found_at + timedelta(minutes=10),
        )
        moved = at(DAY, 8, 5 + index * 3)
        exhibits.hand_over(
            made.reference,
            to=keeper.username,
            place=STATION,
            purpose="for the exhibits store",
            seal_before=f"S{seal}",
            seal_after=f"S{seal}",
            condition="sealed, whole",
            happened_at=moved,
            by=officer,
            at=moved,
        )
        return str(made.reference)

    for index, pence in CASH.items():
        reference = one(index, 30, "cash", "Bank notes in a sealed bag", "kitchen drawer")
        exhibits.count_cash(
            reference, pence=pence, second_counter=people["read"].username, by=keeper, at=at(DAY, 10, index)
        )
    for index, substance in SUBSTANCES.items():
        one(index, 40, "suspected_drugs", "Wraps, not opened", "bedroom, under the bed", substance)
    for index in (0, 1, 2, 4, 6, 8, 9, 10):
        one(index, 55, "telephone", "Mobile telephone, switched off", "living room, on the table")
    for index in (2, 9):
        one(index, 70, "document", "Notebook with figures", "bedroom, in a drawer")


QUOTATION = (
    "We have listened to the community, who told us what this violence does to their streets. Thank you to everybody "
    "who came forward. With the local authority and our partner agencies we divert young people from crime. We are not "
    "complacent: this work goes on."
)


def tell_the_public(operation: Operation, people: dict[str, User]) -> str:
    """The public account: written from facts, the quotation approved by who is quoted, approved by a second person."""
    writer = people["press"]
    reference = str(publicity.draft(operation.reference, by=writer, at=at(DAY, 13, 30)).reference)
    publicity.propose_quotation(
        reference, text=QUOTATION, username=people["storey"].username, by=writer, at=at(DAY, 13, 40)
    )
    publicity.approve_quotation(reference, by=people["storey"], at=at(DAY, 14, 5))
    publicity.approve(reference, by=people["press2"], at=at(DAY, 14, 20))
    publicity.publish(reference, by=writer, at=at(DAY, 15))
    return reference

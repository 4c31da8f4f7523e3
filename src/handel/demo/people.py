"""Who takes part in the sample operation: invented, and put together by chance from open lists of names."""

import csv
from dataclasses import dataclass
from pathlib import Path
from random import Random

from django.utils import timezone

from handel.platform.access.models import Membership
from handel.platform.access.roles import Role
from handel.platform.access.standing import (
    CUSTODY,
    INTELLIGENCE_DESK,
    OVERSIGHT,
    REPORT_DESK,
    compartment,
)
from handel.platform.accounts.models import Unit, User
from handel.rules.england_wales.ranks import Rank

DATA = Path(__file__).parent / "data"

BOROUGH = "Westminster Borough CID"
TSG, DOGS, POLSA = "Territorial Support Group", "Dog Support Unit", "Police Search Adviser team"
QUEENS_PARK, HARROW_ROAD = "Queen's Park neighbourhood team", "Harrow Road neighbourhood team"
TRANSPORT, FORENSIC = "Prisoner transport", "Exhibits and forensic team"


@dataclass(frozen=True)
class Part:
    """One of those whom a visitor can sign in as: what they do, and what they may see."""

    username: str
    full_name: str
    title: str
    rank: Rank
    unit: str
    does: str
    desk: str = ""
    desk_role: Role | None = None
    roles: tuple[Role, ...] = ()


CAST = (
    Part(
        "reader",
        "Asha Reader",
        "Officer",
        Rank.STAFF,
        "Report desk",
        "Reads what the public reports in confidence, assesses it and writes it up without its source. "
        "Sees raw reports; sees no operation.",
        REPORT_DESK,
        Role.REPORT_DESK,
    ),
    Part(
        "penn",
        "Owen Penn",
        "Officer",
        Rank.STAFF,
        "Report desk",
        "The second person at the report desk.",
        REPORT_DESK,
        Role.REPORT_DESK,
    ),
    Part(
        "page",
        "Mina Page",
        "Detective Constable",
        Rank.CONSTABLE,
        "Intelligence desk",
        "Takes sanitised items from the report desk, grades and releases intelligence, brings it into the operation. "
        "Never sees a raw report.",
        INTELLIGENCE_DESK,
        Role.INTELLIGENCE,
        (Role.INTELLIGENCE,),
    ),
    Part(
        "tallis",
        "Leon Tallis",
        "Detective Sergeant",
        Rank.SERGEANT,
        "Intelligence desk",
        "The second intelligence officer.",
        INTELLIGENCE_DESK,
        Role.INTELLIGENCE,
    ),
    Part(
        "storey",
        "Georgia Storey",
        "Detective Inspector",
        Rank.INSPECTOR,
        BOROUGH,
        "Runs the operation: the thread, its policy log, intelligence adopted, warrants, arrests, exhibits, releases.",
    ),
    Part(
        "read",
        "Daniel Read",
        "Detective Sergeant",
        Rank.SERGEANT,
        BOROUGH,
        "Investigates: applies for warrants, records what is done under them.",
        roles=(Role.INVESTIGATOR,),
    ),
    Part(
        "proctor",
        "Ruth Proctor",
        "Inspector",
        Rank.INSPECTOR,
        "Borough duty inspectors",
        "Authorises applications for warrants, and so sees their grounds.",
        roles=(Role.AUTHORISER,),
    ),
    Part(
        "reviewer",
        "Anne Marsh",
        "Inspector",
        Rank.INSPECTOR,
        "Custody",
        "Reviews detention; has no part in the investigation.",
        CUSTODY,
        Role.CUSTODY,
    ),
    Part(
        "planner",
        "Hugh Byrd",
        "Sergeant",
        Rank.SERGEANT,
        BOROUGH,
        "Draws up the search day: sees addresses and people, not the grounds.",
        roles=(Role.PLANNER,),
    ),
    Part(
        "gold",
        "Judith Abbey",
        "Superintendent",
        Rank.SUPERINTENDENT,
        "Westminster Borough command",
        "Commands: approves the plan, sees the whole operation.",
        roles=(Role.COMMANDER,),
    ),
    Part(
        "custody",
        "Ivor Keys",
        "Sergeant",
        Rank.SERGEANT,
        "Custody",
        "Custody officer: authorises detention, keeps the custody clock. Sees who is held and why, not the intelligence.",
        CUSTODY,
        Role.CUSTODY,
    ),
    Part(
        "exhibits",
        "Nell Seale",
        "Detective Constable",
        Rank.CONSTABLE,
        FORENSIC,
        "Exhibits officer: what was seized, its seals and where it has been.",
        roles=(Role.EXHIBITS,),
    ),
    Part(
        "press",
        "Clara Fair",
        "Officer",
        Rank.STAFF,
        "Press office",
        "Writes the public account from facts. Sees figures and the releases, not the records behind them.",
        roles=(Role.PRESS,),
    ),
    Part(
        "press2",
        "Tom Bell",
        "Officer",
        Rank.STAFF,
        "Press office",
        "The second press officer, who approves.",
        roles=(Role.PRESS,),
    ),
    Part(
        "searcher",
        "Sam Lock",
        "Constable",
        Rank.CONSTABLE,
        TSG,
        "On a search team: their own team's sheet and what they recorded, nothing else.",
        roles=(Role.TEAM,),
    ),
    Part(
        "auditor",
        "Edith Weir",
        "Officer",
        Rank.STAFF,
        "Professional standards",
        "Reads the journal: who did and saw what. Sees no content.",
        OVERSIGHT,
        Role.AUDITOR,
    ),
    Part(
        "outsider",
        "Max Stranger",
        "Inspector",
        Rank.INSPECTOR,
        "Another borough",
        "Has no part in it: every reference of the operation is a page that does not exist.",
    ),
)

# Unit, people, how many sergeants among them, skills that each has, base.
UNITS = (
    (TSG, 42, 8, ("PO", "LSO")),
    (DOGS, 8, 1, ("DRV",)),
    (POLSA, 6, 2, ("LSO",)),
    (BOROUGH, 14, 4, ("INV",)),
    (QUEENS_PARK, 8, 1, ("PO",)),
    (HARROW_ROAD, 8, 1, ("PO",)),
    (FORENSIC, 13, 2, ("EXH",)),
    (TRANSPORT, 4, 1, ("DRV",)),
)


class Names:
    """Names by chance, no two alike."""

    def __init__(self, random: Random) -> None:
        self.random = random
        with (DATA / "first_names.csv").open() as file:
            rows = list(csv.DictReader(file))
        self.first = {sex: [row["name"] for row in rows if row["sex"] == sex] for sex in "MF"}
        self.surnames = (DATA / "surnames.txt").read_text().split()
        self.used: set[str] = {part.full_name for part in CAST}

    def new(self, sex: str | None = None) -> tuple[str, str]:
        """A new full name and its sex ("M" or "F")."""
        sex = sex or self.random.choice("MF")
        while True:
            name = f"{self.random.choice(self.first[sex])} {self.random.choice(self.surnames)}"
            if name not in self.used:
                self.used.add(name)
                return name, sex


def make_people(random: Random) -> dict[str, list[User]]:
    """Make the cast and the units of the day of action; returns the people of each unit.

    They are made without passwords: the sample operation lets a visitor sign in as the cast by name.
    """
    names = Names(random)
    for number, part in enumerate(CAST, start=1):
        user = _user(part.username, part.full_name, part.title, part.rank, part.unit, f"S{number:03}", [])
        if part.desk and part.desk_role:
            give(user, part.desk, part.desk_role)
        if part.username == "searcher":
            user.skills = ["PO", "LSO", "MOE"]
            user.save(update_fields=["skills"])
    made: dict[str, list[User]] = {}
    number = 0
    for unit, people, sergeants, skills in UNITS:
        made[unit] = []
        for index in range(people):
            number += 1
            name, sex = names.new()
            rank = Rank.SERGEANT if index < sergeants else Rank.CONSTABLE
            held = [*skills, *(["FEM"] if sex == "F" else [])]
            if unit == TSG and index % 3 == 2:
                held += ["MOE"]
            if unit == TSG and index % 7 == 5:
                held += ["MED", "DRV"]
            made[unit].append(
                _user(f"officer{number:03}", name, rank.label.capitalize(), rank, unit, f"P{number:03}", held)
            )
    return made


def give(user: User, desk: str, role: Role) -> None:
    Membership.objects.create(compartment=compartment(desk), user=user, role=role, starts=timezone.now())


def _user(username: str, full_name: str, title: str, rank: Rank, unit: str, number: str, skills: list[str]) -> User:
    user = User(
        username=username,
        full_name=full_name,
        title=title,
        rank=rank,
        unit=Unit.objects.get_or_create(name=unit)[0],
        number=number,
        skills=skills,
    )
    user.set_unusable_password()
    user.save()
    return user

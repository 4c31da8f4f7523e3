"""What people of the sample operation say and write: invented, no real event or dwelling is meant."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from handel.desks.reports.intake.answers import Answers

HARROW_ROAD_STREETS = (
    "Fernhead Road", "Walterton Road", "Saltram Crescent", "Croxley Road", "Denholme Road", "Fermoy Road",
    "Chippenham Road", "Warlock Road",
)  # fmt: skip
QUEENS_PARK_STREETS = (
    "Mozart Street", "Beethoven Street", "Lancefield Street", "Droop Street", "Ilbert Street", "Bravington Road",
    "Third Avenue", "Caird Street",
)  # fmt: skip
STREETS = tuple((name, "Harrow Road") for name in HARROW_ROAD_STREETS) + tuple(
    (name, "Queen's Park") for name in QUEENS_PARK_STREETS
)


@dataclass(frozen=True)
class Told:
    """One report of the public as it comes in, and what the desks make of it.

    `ending` is "released", "waiting" (for release), "closed", "assessed" or "new". `sanitised` is the item of
    information without its source; `grade` the 3x5x2 grade.
    """

    day: date
    answers: Answers
    category: str
    priority: str
    ending: str
    sanitised: str = ""
    grade: tuple[str, str, str] = ("2", "D", "P")
    conditions: str = ""


SCENES = (
    ("drugs", "From my window I see the same two men by the {spot} on {street} most evenings. Cars stop, somebody leans "
     "in, and they drive off. It starts around {hour}.",
     "Street dealing in {street} in the evenings, from about {hour}; buyers come by car."),
    ("violence", "There was a fight outside the {spot} on {street}. One of the dealers had a {weapon}. People ran. My "
     "children were with me and I do not want them to see this again.",
     "A fight between street dealers in {street}; one carried a {weapon}."),
    ("drugs", "They keep it behind the {spot} on {street}. When somebody buys, a boy on a bicycle fetches it.",
     "Drugs sold in {street} are hidden close by and brought by a young person on a bicycle."),
    ("exploitation", "A boy who cannot be more than fifteen is standing on {street} with the dealers. He looks afraid. I "
     "think they make him do it.",
     "A child of about 15 is used by street dealers in {street}."),
    ("violence", "They threatened the shopkeeper near {street} because he asked them to move away from the {spot}. One "
     "showed him a {weapon}.",
     "A trader near {street} was threatened with a {weapon} by street dealers."),
    ("drugs", "All night people ring at the house with the {door} door on {street}. They stay two minutes and leave. I "
     "cannot sleep and I am frightened to say anything.",
     "Many short visits by night to an address in {street}."),
    ("antisocial", "Every morning there are needles on the steps by the {spot} on {street}. I sweep them up before "
     "the school run.",
     "Discarded needles by day in {street}."),
    ("drugs", "I heard them call it light and dark. They sell both on {street}, on the corner by the {spot}. The one with "
     "the {door} jacket takes the money.",
     "Crack cocaine and heroin, called light and dark, are sold in {street}."),
    ("violence", "A young man was beaten on {street} last night because he owed money. There was blood by the {spot}. He "
     "would not let us call an ambulance.",
     "A person was beaten in {street} over a debt to dealers."),
    ("antisocial", "They have taken over the benches by the {spot} near {street}. Nobody sits there any more.",
     "Street dealers occupy a seating area near {street}."),
)  # fmt: skip
OUT_OF_PLACE = (
    (
        "other",
        "Somebody keeps parking across my drive on {street}. Please do something.",
        "Parking: told to the council.",
    ),
    (
        "theft",
        "My bicycle was stolen from outside the {spot} on {street}.",
        "A crime to be recorded, not intelligence.",
    ),
    ("other", "The street lamp by the {spot} on {street} has been out for a week.", "Lighting: told to the council."),
)
SPOTS = ("bus stop", "corner shop", "launderette", "railings", "phone box", "garages", "steps", "chicken shop")
HOURS = ("five o'clock", "six o'clock", "seven o'clock", "dusk")
WEAPONS = ("knife", "metal bar", "machete", "broken bottle")
DOORS = ("red", "green", "blue", "white", "grey")
GRADES = (("2", "D", "P"), ("2", "C", "P"), ("2", "B", "P"), ("2", "D", "C"), ("1", "A", "C"))
CONDITIONS = "Do not act on it in a way that shows when or where it was seen. Ask the originator before overt use."
FIRST_DAY, LAST_DAY = date(2015, 6, 8), date(2015, 9, 21)


def reports(random: Random, count: int) -> list[Told]:
    """What the public tells the desk between June and September, oldest first."""
    span = (LAST_DAY - FIRST_DAY).days
    days = sorted(FIRST_DAY + timedelta(days=random.randrange(span - 4)) for _ in range(count - 8))
    days += [LAST_DAY - timedelta(days=back) for back in (3, 3, 2, 2, 1, 1, 0, 0)]
    told = []
    for index, day in enumerate(days):
        street, ward = random.choice(STREETS)
        words = {
            "street": street,
            "spot": random.choice(SPOTS),
            "hour": random.choice(HOURS),
            "weapon": random.choice(WEAPONS),
            "door": random.choice(DOORS),
        }
        late = index - (count - 14)
        if late >= 0:
            # The last of them leave work at each desk: new, assessed, and written up but not yet released.
            ending = ("waiting", "assessed", "waiting", "assessed", "assessed", "assessed", *("new",) * 8)[late]
        else:
            ending = "closed" if index % 3 == 2 else "released"
        scene = random.choice(OUT_OF_PLACE if ending == "closed" and random.random() < 0.7 else SCENES)
        grade = random.choice(GRADES[:4])
        told.append(
            Told(
                day=day,
                answers=Answers(
                    happening=scene[1].format(**words),
                    street=street,
                    wards=ward,
                    when=random.choice(("regularly", "week", "unknown")),
                    when_detail=f"Usually after {words['hour']}" if random.random() < 0.4 else "",
                ),
                category=scene[0],
                priority="urgent" if scene[0] in ("violence", "exploitation") else "routine",
                ending=ending,
                sanitised=scene[2].format(**words),
                grade=grade,
                conditions=CONDITIONS if grade[2] == "C" else "",
            )
        )
    return told


# Officers' and partners' own intelligence: day, origin, text, grade, conditions, whether a second person released it.
SUBMITTED = (
    (date(2015, 7, 2), "officer", "Patrols in Mozart Street saw three exchanges in an hour by persons on foot.", ("1", "A", "P"), "", True),
    (date(2015, 7, 9), "officer", "Discarded wraps found in Fernhead Road on four days out of five.", ("1", "A", "P"), "", True),
    (date(2015, 7, 21), "partner", "The council's wardens report persons who stay in stairwells of a block off Walterton Road.", ("1", "C", "P"), "", True),
    (date(2015, 8, 4), "crimestoppers", "Crack cocaine and heroin are sold from an address in Lancefield Street.", ("2", "D", "P"), "", True),
    (date(2015, 8, 12), "officer", "Test purchases are not advised in Droop Street: dealers ask buyers to be known.", ("1", "B", "C"), "For planning only.", True),
    (date(2015, 8, 19), "partner", "A youth service worries about two young people who carry for others in Croxley Road.", ("1", "C", "C"), "Share with the safeguarding lead first.", True),
    (date(2015, 8, 27), "officer", "Bravington Road: the same car collects money on Fridays.", ("1", "B", "P"), "", True),
    (date(2015, 9, 3), "crimestoppers", "Weapons are kept at an address in Saltram Crescent.", ("2", "D", "P"), "", True),
    (date(2015, 9, 20), "officer", "A vehicle seen in Caird Street may belong to a supplier.", ("1", "C", "P"), "", False),
)  # fmt: skip

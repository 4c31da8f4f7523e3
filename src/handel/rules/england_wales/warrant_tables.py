"""The powers to grant a search warrant, dated, and what the law says about access and hours."""

from dataclasses import dataclass
from datetime import date, time

from handel.rules.england_wales.provision import Provision, in_force


@dataclass(frozen=True)
class Enactment:
    """A power to grant a search warrant.

    `limit_months`: how long a warrant may be executed. `test`: what there must be reasonable grounds to do, "suspect"
    or "believe". `entries`: how many entries it allows unless the warrant says otherwise.
    """

    label: str
    limit_months: int
    test: str
    entries: int
    needs_access_condition: bool


_MDA = Enactment("Misuse of Drugs Act 1971, section 23(3)", 1, "suspect", 1, False)
_PACE_LABEL = "Police and Criminal Evidence Act 1984, section 8"

ENACTMENTS: dict[str, tuple[Provision[Enactment], ...]] = {
    "mda_s23": (Provision(_MDA, "MDA 1971 s.23(3)", date(1973, 7, 1), None, confirmed=False),),
    "pace_s8": (
        Provision(
            Enactment(_PACE_LABEL, 1, "believe", 1, True),
            "PACE 1984 s.8, s.16(3)",
            date(1986, 1, 1),
            date(2005, 12, 31),
            confirmed=False,
        ),
        Provision(
            Enactment(_PACE_LABEL, 3, "believe", 1, True),
            "PACE 1984 s.8, s.16(3)",
            date(2006, 1, 1),
            None,
            confirmed=False,
        ),
    ),
}

S8_ACCESS_CONDITIONS = {
    "a": "It is not practicable to communicate with any person entitled to grant entry to the premises",
    "b": "It is practicable to communicate with a person entitled to grant entry to the premises, but not with any "
    "person entitled to grant access to the evidence",
    "c": "Entry to the premises will not be granted unless a warrant is produced",
    "d": "The purpose of a search may be frustrated or seriously prejudiced unless a constable arriving at the "
    "premises can secure immediate entry to them",
}

# s.16(4) says "a reasonable hour" and gives no times. From the first up to the second, in London; unconfirmed.
REASONABLE_HOURS = (time(6), time(22))


def enactment_on(enactment: str, on: date) -> Provision[Enactment]:
    """The provision in force. Raises Refused for a date before it, KeyError for an enactment not in `ENACTMENTS`."""
    return in_force(ENACTMENTS[enactment], on, "this kind of warrant")

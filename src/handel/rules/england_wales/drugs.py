"""Controlled drugs: the class of a substance at a date, how sure its identity is, and what may be said of it."""

import csv
from datetime import date
from functools import cache
from importlib.resources import files

from handel.rules import Refused, Step
from handel.rules.england_wales.arrest import SUPPLY_OFFENCES
from handel.rules.england_wales.calendar import show_date
from handel.rules.england_wales.provision import Provision

STATES = {
    "suspected": "Suspected",
    "presumptive": "Presumptive test positive",
    "lab_confirmed": "Confirmed by a laboratory",
    "negative": "Negative",
}
METHODS = {"presumptive_test": "Presumptive test (EDIT kit)", "laboratory": "Laboratory analysis"}

# Kits can give false answers, so only a laboratory confirms or excludes; both are final. (from, to): method
_TRANSITIONS = {
    ("suspected", "presumptive"): "presumptive_test",
    ("suspected", "lab_confirmed"): "laboratory",
    ("suspected", "negative"): "laboratory",
    ("presumptive", "lab_confirmed"): "laboratory",
    ("presumptive", "negative"): "laboratory",
}
_TESTING = "Home Office Circular 015/2012; CPS drug offences guidance"


@cache
def _classes() -> dict[str, tuple[Provision[str], ...]]:
    classes: dict[str, tuple[Provision[str], ...]] = {}
    with (files("handel.rules.england_wales") / "data" / "controlled_drugs.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            provision = Provision(
                row["class"],
                row["citation"],
                date.fromisoformat(row["in_force_from"]),
                date.fromisoformat(row["in_force_to"]) if row["in_force_to"] else None,
                row["confirmed"] == "yes",
            )
            names = [row["substance"], *filter(None, row["also"].split(";"))]
            for name in names:
                classes[name.casefold()] = (*classes.get(name.casefold(), ()), provision)
    return classes


def class_on(substance: str, on: date) -> Provision[str]:
    """The class of a substance ("A", "B" or "C") on a day, with its citation. The case of letters does not matter.

    Raises Refused for a substance that is not in the table, or was not controlled on that day.
    """
    provisions = _classes().get(" ".join(substance.split()).casefold())
    if provisions is None:
        raise Refused(
            f"“{substance.strip()}” is not in the table of controlled drugs.",
            "MDA 1971 Sch.2",
            "Check the name of the substance. If it is right, ask the forensic provider for its class.",
            field="substance",
        )
    for provision in provisions:
        if provision.is_in_force(on):
            return provision
    raise Refused(
        f"The table holds no class for {substance.strip()} on {show_date(on)}.",
        provisions[0].citation,
        "Check the date, and ask the forensic provider whether the substance was controlled then.",
        field="substance",
    )


def class_of(substance: str, on: date) -> str:
    """The class of a substance, "A", "B" or "C", as on the day. Raises Refused as `class_on` does.

    >>> class_of("crack cocaine", date(2015, 9, 22)), class_of("ketamine", date(2014, 6, 9))
    ('A', 'C')
    """
    return class_on(substance, on).value


def check_transition(old: str, new: str, method: str) -> Step:
    """Before the identity of a substance is recorded as `new` by a method. Raises Refused.

    Suspected, then presumptive, then confirmed or negative by a laboratory; a laboratory may come first.
    """
    needed = _TRANSITIONS.get((old, new))
    if needed is None:
        final = old in ("lab_confirmed", "negative")
        raise Refused(
            f"“{STATES[old]}” is final." if final else f"“{STATES[old]}” cannot become “{STATES[new]}”.",
            _TESTING,
            "Record a further laboratory report as a new sub-exhibit." if final else "Record the test that was done.",
            field="state",
        )
    if method != needed:
        raise Refused(
            f"“{STATES[new]}” needs: {METHODS[needed].lower()}.",
            _TESTING,
            "Record the method that was used; a test kit neither confirms nor excludes.",
            field="method",
        )
    return Step(f"{STATES[old]} to {STATES[new].lower()} by {METHODS[method].lower()}", _TESTING)


def check_charging_evidence(offence: str, state: str) -> Step:
    """Before a charge rests on the identity of a substance. `offence` is a key of `arrest.OFFENCES`. Raises Refused.

    A presumptive test supports a charge of possession only; supply needs the laboratory.
    """
    if state == "lab_confirmed" or (state == "presumptive" and offence not in SUPPLY_OFFENCES):
        return Step(f"Identity: {STATES[state].lower()}", _TESTING)
    raise Refused(
        f"“{STATES[state]}” does not support a charge of this offence.",
        _TESTING,
        "Send the exhibit to the forensic provider; supply exhibits go there from the outset.",
        field="state",
    )


def public_wording(substance: str, state: str) -> str:
    """What the public may be told a substance is. Raises Refused for one that proved negative.

    >>> public_wording("crack cocaine", "suspected")
    'what is believed to be crack cocaine'
    """
    if state == "negative":
        raise Refused(
            f"The laboratory found that this is not {substance}.", "Media APP", "Leave it out, and correct any release."
        )
    if state not in STATES:
        raise KeyError(state)
    return substance if state == "lab_confirmed" else f"what is believed to be {substance}"

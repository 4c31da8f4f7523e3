"""The facts of an operation, each counted from its records and worded as the public may read it. None is a constant.

>>> fact(viewer, "OP-7K3M9Q", "arrests", at=now).wording
'nine arrests'
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from handel.desks.publicity.models import Release
from handel.desks.publicity.phrases import counted, joined, length, months, raids, with_article
from handel.desks.publicity.records import Records, read
from handel.platform.access.standing import REPORT_DESK
from handel.platform.access.viewer import Viewer
from handel.platform.gazetteer import BOROUGH, side_of_borough
from handel.platform.web.formats import pounds
from handel.rules.england_wales import drugs, media
from handel.rules.england_wales.calendar import london

TITLES = {
    "concerns": "Concerns raised by the community",
    "duration": "How long the operation took",
    "area": "Name and area of the operation",
    "strike": "When the doors were struck",
    "warrants_executed": "Search warrants executed",
    "officers_deployed": "Officers deployed",
    "arrests": "Arrests",
    "offences": "What people were arrested for",
    "in_custody": "In custody",
    "cash_recovered": "Cash recovered",
    "substances": "Substances recovered",
    "quotation": "Quotation",
    "confidence": "What the police promise",
    "appeal": "Appeal for information",
    "continues": "Whether the operation goes on",
}
"""Keys of the facts in their order: the placeholders of a release."""

NUMBERS = {key: number for number, key in enumerate(TITLES, start=1)}
STATION, STATIONS = "a central London police station", "central London police stations"
"""A station is never named (Media APP; structure of a release)."""

# What each offence is called in public; {drugs} are of the class of what was found.
CALLED = {
    "mda_s4_3a": "supply of {drugs}",
    "mda_s4_3b": "being concerned in the supply of {drugs}",
    "mda_s5_3": "possession of {drugs} with intent to supply",
    "mda_s5_2": "possession of {drugs}",
}


@dataclass(frozen=True)
class Fact:
    """One fact: `value` as it was counted (pence for money; text for 12 to 15; None: there is nothing to tell),
    `wording` as it may stand in a release, `references` of the records that it counts or rests on."""

    key: str
    number: int
    title: str
    value: int | str | None
    wording: str
    references: tuple[str, ...]


def facts(viewer: Viewer, operation_reference: str, *, at: datetime) -> list[Fact]:
    """All fifteen, in their order. Raises `NotFound` for whoever may not draw up the operation's releases."""
    return counted_from(read(viewer, operation_reference, at=at))


def fact(viewer: Viewer, operation_reference: str, key: str, *, at: datetime) -> Fact:
    """One of them. Raises `NotFound` as `facts` does, and `KeyError` for a key that is not in `TITLES`."""
    return facts(viewer, operation_reference, at=at)[NUMBERS[key] - 1]


def facts_of(viewer: Viewer, release: Release, *, at: datetime) -> list[Fact]:
    """The facts as this release may state them: with its own quotation."""
    return counted_from(read(viewer, release.operation.reference, at=at, release=release))


def counted_from(records: Records) -> list[Fact]:
    """The facts that these records bear out."""
    return [
        _concerns(records),
        _duration(records),
        _area(records),
        _strike(records),
        _warrants(records),
        _officers(records),
        _arrests(records),
        _offences(records),
        _in_custody(records),
        _cash(records),
        _substances(records),
        _quotation(records),
        _confidence(),
        _appeal(records),
        _continues(records),
    ]


def _fact(key: str, value: int | str | None, wording: str, references: Iterable[str]) -> Fact:
    return Fact(key, NUMBERS[key], TITLES[key], value, wording, tuple(references))


def _concerns(records: Records) -> Fact:
    # Released intelligence alone: what people told the report desk stays there. How many they were is not told.
    rows = [row for row in records.adopted if row.origin == "community"]
    if not rows:
        return _fact("concerns", 0, "no concerns raised by the community", [])
    span = months([row.received_on for row in rows])
    wording = f"concerns raised by the community {span}"
    return _fact("concerns", len(rows), wording, [row.reference for row in rows])


def _duration(records: Records) -> Fact:
    operation, plan = records.operation, records.day_of_action
    if plan is None:
        return _fact("duration", None, "an operation", [operation.reference])
    led = ", intelligence-led, proactive" if records.adopted else ""
    wording = f"{length(operation.opened_on, plan.day)}{led} operation"
    return _fact("duration", (plan.day - operation.opened_on).days, wording, [operation.reference, plan.reference])


def _area(records: Records) -> Fact:
    operation = records.operation
    side = side_of_borough(operation.wards)
    where = f"the {side} of {BOROUGH}" if side else BOROUGH
    areas = f"the {joined(operation.wards)} {'area' if len(operation.wards) == 1 else 'areas'}"
    value = f"{operation}: {', '.join(operation.wards)}"
    return _fact("area", value, f"{operation}, in {where}, mostly in {areas}", [operation.reference])


def _strike(records: Records) -> Fact:
    plan = records.day_of_action
    if plan is None:
        return _fact("strike", None, "on a day to come", [])
    return _fact("strike", london(plan.strike_at).isoformat(), raids(plan.strike_at), [plan.reference])


def _warrants(records: Records) -> Fact:
    rows = records.warrants_executed
    return _fact("warrants_executed", len(rows), counted(len(rows), "search warrant", "search warrants"), rows)


def _officers(records: Records) -> Fact:
    people = len({row.username for row in records.deployed})
    near = media.approximately(people)
    # From fifty up the count is told only as rounded, so that it never shows the strength of the day.
    wording = f"approximately {near:,} officers" if people >= 50 else counted(people, "officer", "officers")
    units = joined([with_article(unit) for unit in sorted({row.unit for row in records.deployed})])
    references = dict.fromkeys(row.plan for row in records.deployed)
    wording += f", from units including {units}" if units else ""
    return _fact("officers_deployed", people, wording, references)


def _arrests(records: Records) -> Fact:
    rows = records.arrests
    return _fact("arrests", len(rows), counted(len(rows), "arrest", "arrests"), [row.reference for row in rows])


def _offences(records: Records) -> Fact:
    if not records.arrests:
        return _fact("offences", None, "on no suspicion", [])
    found = [row for row in records.substances if row.state != "negative"]
    classes = sorted({row.drug_class for row in found if row.drug_class})
    called = f"class {joined(classes)} drugs" if classes else "controlled drugs"
    words = [
        CALLED.get(row.offence, row.offence_provision.value.label).format(drugs=called)
        for row in sorted(records.arrests, key=lambda row: row.offence)
    ]
    offences = list(dict.fromkeys(words))
    references = [row.reference for row in records.arrests]
    if classes and any(called in offence for offence in offences):
        references += [row.reference for row in found]
    return _fact("offences", "; ".join(offences), f"on suspicion of {joined(offences)}", references)


def _in_custody(records: Records) -> Fact:
    rows = records.in_custody
    if not rows:
        return _fact("in_custody", 0, "nobody is in custody", [])
    where = STATION if len({row.station for row in rows}) == 1 else STATIONS
    wording = f"{counted(len(rows), 'person remains', 'people remain')} in custody at {where}"
    return _fact("in_custody", len(rows), wording, [row.reference for row in rows])


def _cash(records: Records) -> Fact:
    pence = sum(row.pence for row in records.cash)
    return _fact("cash_recovered", pence, pounds(pence), [row.reference for row in records.cash])


def _substances(records: Records) -> Fact:
    rows = [row for row in records.substances if row.state != "negative"]
    if not rows:
        return _fact("substances", None, "no drugs", [])
    confirmed = sorted({row.substance for row in rows if row.state == "lab_confirmed"})
    believed = sorted({row.substance for row in rows} - set(confirmed))
    told = [drugs.public_wording(name, "lab_confirmed") for name in confirmed]
    if believed:
        told.append(drugs.public_wording(joined(believed), "suspected"))
    return _fact("substances", joined(confirmed + believed), joined(told), [row.reference for row in rows])


def _quotation(records: Records) -> Fact:
    quotation = records.quotation
    if quotation is None:
        return _fact("quotation", None, "(no quotation has been approved)", [])
    return _fact("quotation", quotation.text, f"{quotation.person} said: “{quotation.text}”", [quotation.reference])


def _confidence() -> Fact:
    promise = "What you tell the police is treated in the strictest confidence."
    return _fact("confidence", promise, promise, [REPORT_DESK])


def _appeal(records: Records) -> Fact:
    appeal = (
        f"If you have any information, call the police on {media.POLICE_NUMBER} or use the report form on this site. "
        f"In an emergency, call {media.EMERGENCY_NUMBER}. To stay anonymous, call the charity Crimestoppers on "
        f"{media.CRIMESTOPPERS_NUMBER}."
    )
    return _fact("appeal", appeal, appeal, [records.operation.reference])


def _continues(records: Records) -> Fact:
    operation = records.operation
    wording = "arrests and searches continue" if operation.state == "open" else "the operation has ended"
    return _fact("continues", operation.get_state_display(), wording, [operation.reference])

"""What each guard lets through, and what it refuses and why: grading, warrants, arrest, custody, drugs, release."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handel.rules import Refused
from handel.rules.england_wales import arrest, detention, disclosure, drugs, grading, media, warrants
from handel.rules.england_wales.ranks import Rank, require_rank

DAWN = datetime(2015, 9, 22, 4, 40, tzinfo=UTC)
DAY = date(2015, 9, 22)


@given(st.sampled_from(list(Rank)), st.sampled_from(list(Rank)))
def test_a_rank_may_act_exactly_when_it_is_high_enough(rank: Rank, at_least: Rank):
    if rank >= at_least:
        require_rank(rank, at_least, "Code B 3.4", "authorise this")
    else:
        with pytest.raises(Refused, match=at_least.label):
            require_rank(rank, at_least, "Code B 3.4", "authorise this")


# Grading


def test_a_grade_is_written_and_explained():
    grade = grading.grade("2", "B", "C", "Not to be shared outside the borough.", source_identified=False)
    assert grade.code == "2BC"
    assert [step.text[:6] for step in grade.reasons] == ["Source", "Assess", "Handli"]


@pytest.mark.parametrize(
    ("parts", "identified", "field"),
    [
        (("4", "B", "P", ""), True, "source"),
        (("2", "F", "P", ""), True, "assessment"),
        (("2", "B", "X", ""), True, "handling"),
        (("2", "B", "C", " "), True, "conditions"),
        (("2", "B", "P", "Not outside the borough"), True, "conditions"),
        (("1", "A", "P", ""), False, "source"),
        (("3", "A", "P", ""), False, "source"),
    ],
)
def test_a_grade_is_refused(parts: tuple[str, str, str, str], identified: bool, field: str):
    with pytest.raises(Refused) as refusal:
        grading.grade(*parts, source_identified=identified)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("source", "assessment", "identified", "expected"),
    [
        ("1", "A", True, False),
        ("2", "D", True, False),
        ("3", "A", True, True),
        ("1", "E", True, True),
        ("2", "B", False, True),
    ],
)
def test_what_needs_corroboration(source: str, assessment: str, identified: bool, expected: bool):
    grade = grading.grade(source, assessment, "P", "", source_identified=identified)
    assert grading.needs_corroboration(grade) is expected


def test_an_author_does_not_release_their_own_report():
    grading.require_other_person(1, 2, "release")
    with pytest.raises(Refused, match="may not release"):
        grading.require_other_person(1, 1, "release")


def test_an_old_grade_is_proposed_never_converted():
    proposal = grading.propose_from_5x5x5("b", "3", "4")
    assert (proposal.original, proposal.source, proposal.assessment, proposal.handling) == ("B34", "1", "B", "C")
    assert grading.propose_from_5x5x5("C", "1", "1").source is None
    with pytest.raises(Refused, match="5x5x5"):
        grading.propose_from_5x5x5("F", "1", "1")


# Warrants

APPLICATION: dict[str, object] = {
    "grounds": "Two reports and an observation of 14 September of exchanges at the door.",
    "articles": "Class A drugs, scales, and documents that record sales of drugs.",
    "address": "14 Invented Street, London W10",
    "enquiries": "Occupier named by the council; no earlier search; no child known to live there.",
    "access_conditions": (),
    "only_anonymous": False,
}


def apply(enactment: str, **changes: object) -> list[str]:
    steps = warrants.check_application(enactment, DAY, **(APPLICATION | changes))  # type: ignore[arg-type]
    return [step.text for step in steps]


def test_an_application_that_is_complete_passes():
    assert apply("mda_s23") == ["The grounds must give reason to suspect"]
    assert apply("pace_s8", access_conditions=("d",))[0] == "The grounds must give reason to believe"
    assert "sought" in apply("mda_s23", only_anonymous=True, corroboration_sought="Asked the wardens; none found.")[-1]


@pytest.mark.parametrize(
    ("enactment", "changes", "field"),
    [
        ("mda_s23", {"grounds": "standard"}, "grounds"),
        ("mda_s23", {"grounds": "   "}, "grounds"),
        ("mda_s23", {"articles": ""}, "articles"),
        ("mda_s23", {"address": "Invented Street, London W10"}, "address"),
        ("mda_s23", {"address": "Invented Estate"}, "address"),
        ("mda_s23", {"enquiries": "n/a"}, "enquiries"),
        ("mda_s23", {"only_anonymous": True}, "corroboration_sought"),
        ("pace_s8", {}, "access_conditions"),
        ("pace_s8", {"access_conditions": ("e",)}, "access_conditions"),
    ],
)
def test_an_application_is_refused(enactment: str, changes: dict[str, object], field: str):
    with pytest.raises(Refused) as refusal:
        apply(enactment, **changes)
    assert refusal.value.field == field


def test_a_named_house_is_specific():
    assert apply("mda_s23", address="Rose Cottage, Invented Lane, London")


def test_authority_is_another_persons_and_an_inspectors():
    warrants.check_authority(1, 2, Rank.INSPECTOR, DAWN)
    warrants.check_authority(
        1, 2, Rank.SERGEANT, DAWN, urgent_reason="Drugs are leaving now; no inspector can be reached."
    )
    with pytest.raises(Refused, match="may not authorise"):
        warrants.check_authority(1, 1, Rank.SUPERINTENDENT, DAWN)
    with pytest.raises(Refused, match="an inspector"):
        warrants.check_authority(1, 2, Rank.SERGEANT, DAWN)


def execute(**changes: object) -> str:
    facts: dict[str, object] = {
        "enactment": "mda_s23",
        "issued": date(2015, 9, 18),
        "printed_expiry": None,
        "entered_at": DAWN,
        "reasons_for_hour": "Drugs are flushed away when the street is awake.",
        "entries_so_far": 0,
        "entries_allowed": 1,
        "inspector_authority_for_entry": False,
        "executed_by_rank": Rank.CONSTABLE,
    }
    return warrants.check_execution(**(facts | changes))[-1].text  # type: ignore[arg-type]


def test_an_entry_at_dawn_rests_on_recorded_reasons():
    assert "5:40am BST: reasons for the hour are recorded" in execute()
    assert "reasonable hour" in execute(entered_at=DAWN + timedelta(minutes=20), reasons_for_hour="")
    assert execute(entries_so_far=1, entries_allowed=None, inspector_authority_for_entry=True)
    assert execute(entered_at=datetime(2015, 10, 18, 22, 59, tzinfo=UTC)), "the last day is included, in London"


@pytest.mark.parametrize(
    ("changes", "citation"),
    [
        ({"reasons_for_hour": ""}, "PACE 1984 s.16(4)"),
        ({"entered_at": datetime(2015, 9, 22, 21, tzinfo=UTC), "reasons_for_hour": ""}, "PACE 1984 s.16(4)"),
        ({"entered_at": datetime(2015, 10, 18, 23, tzinfo=UTC)}, "MDA 1971 s.23(3)"),
        ({"entered_at": datetime(2015, 9, 17, 12, tzinfo=UTC)}, "PACE 1984 s.16(1)"),
        ({"printed_expiry": date(2015, 9, 21)}, "the warrant"),
        ({"entries_so_far": 1}, "PACE 1984 s.15(5), s.16"),
        ({"entries_so_far": 1, "entries_allowed": 2}, "PACE 1984 s.16(3B)"),
        ({"executed_by_rank": Rank.STAFF}, "PACE 1984 s.16(1)"),
    ],
)
def test_an_entry_is_refused(changes: dict[str, object], citation: str):
    with pytest.raises(Refused) as refusal:
        execute(**changes)
    assert refusal.value.citation == citation


ENDORSEMENT: dict[str, object] = {
    "sought_found": True,
    "found": "Wraps in the kitchen drawer.",
    "others_seized": False,
    "entered_at": DAWN,
    "in_charge": "Nobody was there.",
    "officers": ["1234"],
    "copy_served": "Left on the kitchen table.",
}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, None),
        ({"sought_found": None}, "found"),
        ({"found": ""}, "found"),
        ({"others_seized": None}, "others"),
        ({"others_seized": True}, "others"),
        ({"entered_at": None}, "entered_at"),
        ({"in_charge": ""}, "in_charge"),
        ({"officers": []}, "officers"),
        ({"copy_served": ""}, "copy_served"),
    ],
)
def test_an_endorsement_answers_everything(changes: dict[str, object], field: str | None):
    if field is None:
        assert len(warrants.check_endorsement(**ENDORSEMENT)) == 2  # type: ignore[arg-type]
        return
    with pytest.raises(Refused) as refusal:
        warrants.check_endorsement(**(ENDORSEMENT | changes))  # type: ignore[arg-type]
    assert refusal.value.field == field


# Arrest

ARREST: dict[str, object] = {
    "reasons": ["investigation", "disappearance"],
    "facts": "His telephone holds the orders; he gave two addresses.",
    "grounds": "Seen to hand over wraps on 14 September.",
    "told_of_arrest": True,
    "cautioned": True,
}


def test_an_arrest_gives_its_reasons_in_the_order_of_the_act():
    steps = arrest.check_arrest(**ARREST)  # type: ignore[arg-type]
    assert [step.citation for step in steps] == ["PACE 1984 s.24(5)(e)", "PACE 1984 s.24(5)(f)"]
    struggling = {"cautioned": False, "exceptional_reason": "He fought and could not hear."}
    assert arrest.check_arrest(**(ARREST | struggling))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reasons": []}, "reasons"),
        ({"reasons": ["convenience"]}, "reasons"),
        ({"facts": "Standard."}, "facts"),
        ({"facts": "prompt and effective investigation"}, "facts"),
        ({"grounds": ""}, "grounds"),
        ({"told_of_arrest": False}, "exceptional_reason"),
        ({"cautioned": False}, "exceptional_reason"),
    ],
)
def test_an_arrest_is_refused(changes: dict[str, object], field: str):
    with pytest.raises(Refused) as refusal:
        arrest.check_arrest(**(ARREST | changes))  # type: ignore[arg-type]
    assert refusal.value.field == field


@pytest.mark.parametrize("on", [DAY, date(2026, 11, 24)])
def test_every_offence_is_held_for_both_dates(on: date):
    assert all(arrest.offence_on(key, on).value.indictable for key in arrest.OFFENCES)


# Custody

ARRIVED = [
    detention.Event(detention.EventType.ARRESTED, DAWN),
    detention.Event(detention.EventType.ARRIVED, DAWN + timedelta(hours=1)),
]
AUTHORISED = [*ARRIVED, detention.Event(detention.EventType.DETENTION_AUTHORISED, DAWN + timedelta(hours=2))]
AT_8_HOURS = DAWN + timedelta(hours=8)


def authorise(events: list[detention.Event], **changes: object) -> None:
    facts: dict[str, object] = {
        "rank": Rank.SERGEANT,
        "is_custody_officer": True,
        "involved_in_investigation": False,
        "grounds": "To search the telephone and to question him about the wraps.",
    }
    detention.check_detention_authorised(events, DAWN + timedelta(hours=2), **(facts | changes))  # type: ignore[arg-type]


def test_detention_is_authorised_by_the_custody_officer():
    authorise(ARRIVED)
    for changes in (
        {"rank": Rank.CONSTABLE},
        {"is_custody_officer": False},
        {"involved_in_investigation": True},
        {"grounds": ""},
    ):
        with pytest.raises(Refused):
            authorise(ARRIVED, **changes)
    with pytest.raises(Refused, match="at a station"):
        authorise(ARRIVED[:1])
    with pytest.raises(Refused, match="already authorised"):
        authorise(AUTHORISED)


def test_a_review_is_an_independent_inspectors():
    detention.check_review(AUTHORISED, AT_8_HOURS, Rank.INSPECTOR, False)
    with pytest.raises(Refused, match="an inspector"):
        detention.check_review(AUTHORISED, AT_8_HOURS, Rank.SERGEANT, False)
    with pytest.raises(Refused, match="directly involved"):
        detention.check_review(AUTHORISED, AT_8_HOURS, Rank.INSPECTOR, True)
    late = AT_8_HOURS + timedelta(minutes=1)
    with pytest.raises(Refused, match="postponed"):
        detention.check_review(AUTHORISED, late, Rank.INSPECTOR, False)
    detention.check_review(AUTHORISED, late, Rank.INSPECTOR, False, reason_for_delay="The interview was under way.")
    with pytest.raises(Refused, match="no authorised detention"):
        detention.check_review(ARRIVED, AT_8_HOURS, Rank.INSPECTOR, False)


def test_after_charge_the_custody_officer_reviews():
    charged = [*AUTHORISED, detention.Event(detention.EventType.CHARGED, DAWN + timedelta(hours=5))]
    with pytest.raises(Refused, match="custody officer"):
        detention.check_review(charged, AT_8_HOURS, Rank.INSPECTOR, False)
    detention.check_review(charged, AT_8_HOURS, Rank.SERGEANT, False, is_custody_officer=True)


def test_an_event_is_read_from_a_record():
    event = detention.event_from({"type": "review", "at": "2015-09-22T12:00:00+01:00", "rank": "chief inspector"})
    assert (event.rank, event.at.hour) == (Rank.CHIEF_INSPECTOR, 11)


@pytest.mark.parametrize(
    "record",
    [
        {"type": "review"},
        {"type": "escaped", "at": "2015-09-22T12:00:00Z"},
        {"type": "review", "at": "2015-09-22T12:00:00"},
        {"type": "review", "at": "noon"},
        {"type": "review", "at": "2015-09-22T12:00:00Z", "rank": "general"},
        {"type": "review", "at": "2015-09-22T12:00:00Z", "mood": "calm"},
        {"type": "arrived", "at": "2015-09-22T12:00:00Z", "in_investigating_area": "no"},
        {"type": "further_warrant", "at": "2015-09-22T12:00:00Z", "hours": "36"},
    ],
)
def test_a_record_that_is_no_event_is_refused(record: dict[str, object]):
    with pytest.raises(ValueError, match=r"\w"):
        detention.event_from(record)


# Drugs


@pytest.mark.parametrize(
    ("substance", "on", "expected"),
    [
        ("crack cocaine", "2015-09-22", "A"),
        ("Heroin", "2015-09-22", "A"),
        ("heroin (diamorphine)", "2026-09-22", "A"),
        ("cannabis", "2008-06-01", "C"),
        ("cannabis", "2009-01-26", "B"),
        ("GHB", "2015-09-22", "C"),
        ("GHB", "2026-09-22", "B"),
        ("nitazenes", "2026-09-22", "A"),
    ],
)
def test_class_is_as_on_the_day(substance: str, on: str, expected: str):
    assert drugs.class_of(substance, date.fromisoformat(on)) == expected


@pytest.mark.parametrize(
    ("substance", "on"), [("nitrous oxide", "2015-09-22"), ("icing sugar", "2015-09-22"), ("", "2015-09-22")]
)
def test_no_class_is_guessed(substance: str, on: str):
    with pytest.raises(Refused):
        drugs.class_of(substance, date.fromisoformat(on))


@given(st.sampled_from(list(drugs.STATES)), st.sampled_from(list(drugs.STATES)), st.sampled_from(list(drugs.METHODS)))
def test_only_a_laboratory_confirms_or_excludes(old: str, new: str, method: str):
    try:
        drugs.check_transition(old, new, method)
    except Refused:
        return
    assert old in ("suspected", "presumptive")
    assert (new in ("lab_confirmed", "negative")) == (method == "laboratory")


def test_believed_to_be_until_the_laboratory_says():
    assert drugs.public_wording("heroin", "presumptive") == "what is believed to be heroin"
    assert drugs.public_wording("heroin", "lab_confirmed") == "heroin"
    with pytest.raises(Refused):
        drugs.public_wording("heroin", "negative")


def test_a_kit_supports_possession_only():
    drugs.check_charging_evidence("mda_s5_2", "presumptive")
    drugs.check_charging_evidence("mda_s5_3", "lab_confirmed")
    for offence in arrest.SUPPLY_OFFENCES:
        with pytest.raises(Refused, match="forensic"):
            drugs.check_charging_evidence(offence, "presumptive")


# Release and disclosure


def test_numbers_in_a_release():
    assert [media.in_words(n) for n in (0, 1, 9, 10, 11, 1000)] == ["no", "one", "nine", "ten", "11", "1,000"]
    assert {media.approximately(n) for n in range(96, 105)} == {100}
    assert [media.approximately(n) for n in (9, 49, 50, 54, 55)] == [9, 49, 50, 50, 60]


def test_nobody_is_named_on_arrest_and_no_child_ever():
    named = {
        (stage, child) for stage in media.Stage for child in (False, True) if media.may_name(stage, under_18=child)
    }
    assert named == {(media.Stage.CHARGED, False), (media.Stage.CONVICTED, False)}


def test_two_people_make_a_release():
    media.check_approval("author", "approver")
    with pytest.raises(Refused, match="may not approve"):
        media.check_approval("author", "author")


@pytest.mark.parametrize(
    "text",
    [
        "Nine dealers arrested at dawn",
        "Drugs have been taken off the streets",
        "He has previous convictions",
        "She confessed to officers",
        "Call Crimestoppers in confidence on 0800 555 111",
        "Officers entered 14 Invented Road at dawn",
        "Sam Sample, 30, was held",
    ],
)
def test_words_that_may_not_be_published(text: str):
    assert len(media.problems(text, names=["Sam Sample"])) == 1


def test_the_account_of_the_operation_has_no_problem():
    text = (
        "Nine people were arrested on suspicion of supply of class A drugs, and remain in custody at a central London "
        "police station. Any information will be treated in the strictest confidence. Call 101 or, anonymously, "
        "Crimestoppers on 0800 555 111."
    )
    assert media.problems(text) == ()


def test_sensitivity_is_decided_for_the_item():
    assert "MG6C" in disclosure.check_item(description="Search record of 14 Invented Street", sensitive=False).text
    with pytest.raises(Refused) as refusal:
        disclosure.check_item(description="Observation log", sensitive=True, sensitivity_reason="intelligence")
    assert refusal.value.field == "sensitivity_reason"
    with pytest.raises(Refused):
        disclosure.check_numbers([1, 3])

from datetime import timedelta

import pytest
from tests.desks.publicity.conftest import AFTER, STRIKE, WORDS

from handel.desks.custody import acts as custody
from handel.desks.exhibits import acts as exhibits
from handel.desks.operations import acts as operations
from handel.desks.publicity import facts
from handel.platform.access.roles import Role
from handel.platform.access.viewer import NotFound, Viewer
from handel.platform.accounts.models import Marking, User


def wordings(look, user, told):
    return {fact.key: fact.wording for fact in facts.facts(look(user), told.operation.reference, at=AFTER)}


def test_the_fifteen_are_counted_from_records(told, quoted, press, look):
    found = facts.facts(look(press), told.operation.reference, at=AFTER)
    assert [fact.number for fact in found] == list(range(1, 16))
    shown = {fact.key: (fact.value, fact.wording) for fact in found}
    promise, appeal = shown.pop("confidence")[1], shown.pop("appeal")[1]
    assert shown == {
        "concerns": (2, "concerns raised by the community between September and November 2026"),
        "duration": (2, "a two-day, intelligence-led, proactive operation"),
        "area": (
            "Operation Handel: Queen's Park, Harrow Road",
            "Operation Handel, in the north of Westminster, mostly in the Queen's Park and Harrow Road areas",
        ),
        "strike": ("2026-11-25T05:30:00+00:00", "in dawn raids on Wednesday 25 November 2026"),
        "warrants_executed": (2, "two search warrants"),
        "officers_deployed": (
            7,
            "seven officers, from units including the Dog Support Unit and the Territorial Support Group",
        ),
        "arrests": (2, "two arrests"),
        "offences": ("supply of class A drugs", "on suspicion of supply of class A drugs"),
        "in_custody": (2, "two people remain in custody at a central London police station"),
        "cash_recovered": (100_000, "£1,000"),
        "substances": ("crack cocaine and heroin", "what is believed to be crack cocaine and heroin"),
        "quotation": (WORDS, f"Detective Inspector Ida Nsp said: “{WORDS}”"),
        "continues": ("open", "arrests and searches continue"),
    }
    assert "strictest confidence" in promise
    assert all(number in appeal for number in ("101", "999", "0800 555 111"))


def test_each_fact_names_the_records_that_it_counts(told, quoted, press, look):
    found = {fact.key: set(fact.references) for fact in facts.facts(look(press), told.operation.reference, at=AFTER)}
    operation, plan = told.operation.reference, told.plan.reference
    arrests, substances = ({row.reference for row in rows} for rows in (told.arrests, told.substances))
    assert found == {
        "concerns": set(told.community),
        "duration": {operation, plan},
        "area": {operation},
        "strike": {plan},
        "warrants_executed": {row.reference for row in told.warrants},
        "officers_deployed": {plan},
        "arrests": arrests,
        "offences": arrests | substances,
        "in_custody": set(told.detentions),
        "cash_recovered": {row.reference for row in told.cash},
        "substances": substances,
        "quotation": {quoted.quotation.reference},
        "confidence": {"Report desk"},
        "appeal": {operation},
        "continues": {operation},
    }


def test_a_figure_is_the_operations_whoever_asks(told, press, investigator, inspector, look):
    reference = told.operation.reference
    User.objects.filter(pk=press.pk).update(clearance=Marking.OFFICIAL)
    operations.Operation.unguarded.filter(reference=reference).update(marking=Marking.OFFICIAL)
    told.arrests[0].__class__.unguarded.filter(pk=told.arrests[0].pk).update(marking=Marking.SECRET)
    press.refresh_from_db()
    answers = [facts.facts(look(user), reference, at=AFTER) for user in (press, investigator, inspector)]
    assert answers[0] == answers[1] == answers[2]
    assert facts.fact(look(press), reference, "arrests", at=AFTER).value == 2


def test_who_may_not_write_of_the_operation_gets_nothing(told, outsider, searcher, colleague, person, look):
    officer = colleague("planner2", Role.PLANNER)
    elsewhere = person("elsewhere", roles={"Press office": [Role.PRESS]})
    for user in (outsider, searcher, officer, elsewhere):
        with pytest.raises(NotFound):
            facts.facts(look(user), told.operation.reference, at=AFTER)


def test_counting_reads_one_compartment_and_tells_the_journal(told, press, look):
    viewer = look(press)
    facts.facts(viewer, told.operation.reference, at=AFTER)
    shown = {reference for seen in viewer.look.lists for reference in seen["shown"]} | set(viewer.look.records)
    assert {row.reference for row in (*told.arrests, *told.warrants, *told.cash)} <= shown
    counting = Viewer.counting(viewer, told.operation.compartment_id)
    assert counting.compartments() == {told.operation.compartment_id}
    assert not viewer.holds(Role.COMMANDER) and viewer.user.clearance == Marking.OFFICIAL_SENSITIVE


def test_facts_follow_the_records(told, press, investigator, person, arrest, seize, count, look):
    sergeant = User.objects.get(username="sergeant")
    arrest("Sam Third", AFTER - timedelta(hours=1))
    custody.authorise_detention(
        told.detentions[0], grounds="To secure evidence by interview", authorised_at=AFTER, by=sergeant, at=AFTER
    )
    custody.release(
        told.detentions[0],
        outcome="under_investigation",
        reason="No charge yet",
        released_at=AFTER,
        by=sergeant,
        at=AFTER,
    )
    seize("cash")  # not counted yet
    count(told.cash[0], 65_050, reason="A note was stuck to another")
    laboratory = {"method": "laboratory", "provider": "Sample Science", "accreditation": "ISO 17025"}
    for exhibit, state in zip(told.substances, ("lab_confirmed", "negative"), strict=True):
        exhibits.record_substance(exhibit.reference, state=state, **laboratory, by=investigator, at=AFTER)
    told_now = wordings(look, press, told)
    assert told_now["arrests"] == "three arrests"
    assert told_now["in_custody"] == "one person remains in custody at a central London police station"
    assert told_now["cash_recovered"] == "£1,050.50"
    assert told_now["substances"] == "crack cocaine"


def test_nothing_of_the_day_is_told_before_the_strike(told, press):
    before = STRIKE - timedelta(minutes=1)
    found = {fact.key: fact for fact in facts.facts(Viewer.of(press, at=before), told.operation.reference, at=before)}
    assert found["officers_deployed"].value == 0
    assert found["strike"].value is None and found["duration"].value is None


def test_from_fifty_the_deployed_are_told_as_rounded(told):
    records = facts.read(
        Viewer.of(User.objects.get(username="inspector"), at=AFTER), told.operation.reference, at=AFTER
    )
    row = records.deployed[0]
    many = [row.__class__(f"p{number}", "Dog Support Unit", "DOG", "", row.plan) for number in range(97)]
    object.__setattr__(records, "deployed", many)
    fact = facts.counted_from(records)[5]
    assert (fact.value, fact.wording) == (97, "approximately 100 officers, from units including the Dog Support Unit")


def test_an_operation_with_nothing_yet_says_so(operation, press, look):
    found = {fact.key: fact for fact in facts.facts(look(press), operation.reference, at=AFTER)}
    assert (found["arrests"].wording, found["arrests"].references) == ("no arrests", ())
    assert found["in_custody"].wording == "nobody is in custody"
    assert found["quotation"].value is None
    operations.close(operation.reference, by=User.objects.get(username="inspector"), at=AFTER)
    assert facts.fact(look(press), operation.reference, "continues", at=AFTER).wording == "the operation has ended"


def test_facts_take_the_same_statements_however_many_records(
    told, press, arrest, look, django_assert_num_queries, django_assert_max_num_queries
):
    viewer = look(press)
    with django_assert_max_num_queries(20) as before:
        facts.facts(viewer, told.operation.reference, at=AFTER)
    for name in ("Sam Third", "Lee Fourth"):
        arrest(name)
    with django_assert_num_queries(len(before)):
        facts.facts(viewer, told.operation.reference, at=AFTER)

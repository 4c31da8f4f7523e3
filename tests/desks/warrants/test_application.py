"""From the grounds to the court's answer."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from handel.desks.intelligence import acts as intelligence
from handel.desks.operations import acts as operations
from handel.desks.warrants import acts
from handel.desks.warrants.models import Enactment, LinkedIntelligence, State, Warrant
from handel.platform.access.roles import Role
from handel.platform.access.viewer import NotFound
from handel.platform.journal.models import Outcome
from handel.rules import Refused
from handel.rules.england_wales.ranks import Rank

from .conftest import authorise, issue


def released_report(person, operation, inspector, now, *, name, source, share=True):
    """A report released at the intelligence desk and, with `share`, adopted for the operation."""
    author = person(f"{name}author", roles={"Intelligence desk": [Role.INTELLIGENCE]})
    report = intelligence.submit(
        text="Drugs are sold from the flat.",
        source=source,
        assessment="B",
        handling="P",
        conditions="",
        source_identified=source == "1",
        by=author,
        at=now,
    )
    releaser = person(
        f"{name}releaser", roles={"Intelligence desk": [Role.INTELLIGENCE], operation.compartment: [Role.INTELLIGENCE]}
    )
    intelligence.release(report.reference, by=releaser, at=now)
    if share:
        operations.adopt_intelligence(
            operation.reference,
            intelligence_reference=report.reference,
            reason="Grounds for a search",
            by=releaser,
            at=now,
        )
    return report


def test_an_application_takes_its_place_from_the_street(drafted, applicant):
    assert (drafted.state, drafted.applicant) == (State.DRAFTED, applicant)
    assert drafted.ward == "Queen's Park"
    assert drafted.latitude == pytest.approx(51.53, abs=0.01)
    assert drafted.longitude == pytest.approx(-0.21, abs=0.01)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"grounds": "as above"}, "grounds"),
        ({"articles": " "}, "articles"),
        ({"address": "Third Avenue"}, "address"),
        ({"address": "14 Nowhere Parade"}, "address"),
        ({"occupier_enquiries": ""}, "occupier_enquiries"),
        ({"disclosure": "none"}, "disclosure"),
        ({"community_impact": ""}, "community_impact"),
        ({"enactment": Enactment.PACE_S8}, "access_condition"),
        ({"anonymous_only": True}, "corroboration_sought"),
        ({"intelligence": ["IR-000000"]}, "intelligence"),
    ],
)
def test_each_statement_that_the_court_needs_is_asked_for_beside_its_field(apply, last_event, changed, field):
    with pytest.raises(Refused) as refused:
        apply(**changed)
    assert refused.value.field == field
    assert not Warrant.unguarded.exists()
    assert (last_event().verb, last_event().outcome) == ("warrant.apply", Outcome.REFUSED)


def test_corroboration_that_was_sought_is_enough(apply):
    warrant = apply(anonymous_only=True, corroboration_sought="Watched on three days; a neighbour was asked.")
    assert warrant.state == State.DRAFTED


def test_pace_8_with_an_access_condition(apply):
    assert apply(enactment=Enactment.PACE_S8, access_condition="d").access_condition == "d"


def test_grounds_rest_on_reports_that_the_applicant_may_see(apply, person, operation, inspector, now):
    adopted = released_report(person, operation, inspector, now, name="a", source="1")
    hidden = released_report(person, operation, inspector, now, name="b", source="1", share=False)
    warrant = apply(intelligence=[adopted.reference, adopted.reference.lower()])
    assert [str(link) for link in warrant.intelligence.all()] == [adopted.reference]
    answers = []
    for reference in (hidden.reference, "IR-000000"):
        with pytest.raises(Refused) as refused:
            apply(intelligence=[reference])
        answers.append(str(refused.value).replace(reference, "IR-"))
    assert answers[0] == answers[1]


def test_reports_that_need_corroboration_need_it_sought(apply, person, operation, inspector, now):
    untested = released_report(person, operation, inspector, now, name="a", source="2")
    with pytest.raises(Refused) as refused:
        apply(intelligence=[untested.reference])
    assert refused.value.field == "corroboration_sought"
    apply(intelligence=[untested.reference], corroboration_sought="Watched on three days.")


def test_only_who_runs_the_operation_applies(apply, colleague, outsider):
    with pytest.raises(Refused):
        apply(by=colleague("planner", Role.PLANNER))
    with pytest.raises(NotFound):
        apply(by=outsider)


def test_a_closed_operation_takes_no_application(apply, operation, inspector, now):
    operations.close(operation.reference, by=inspector, at=now)
    with pytest.raises(Refused):
        apply()


@pytest.mark.parametrize(
    ("role", "rank"),
    [(Role.AUTHORISER, Rank.SERGEANT), (Role.INVESTIGATOR, Rank.INSPECTOR), (Role.EXHIBITS, Rank.INSPECTOR)],
)
def test_authority_needs_rank_and_role(drafted, colleague, role, rank, last_event):
    with pytest.raises(Refused):
        authorise(drafted, colleague("max", role, rank))
    assert Warrant.unguarded.get().state == State.DRAFTED
    assert last_event().outcome == Outcome.REFUSED


def test_nobody_authorises_their_own_application(apply, inspector):
    with pytest.raises(Refused):
        authorise(apply(by=inspector), inspector)


def test_a_commander_who_is_not_the_applicant_may_authorise(drafted, inspector):
    assert authorise(drafted, inspector).authorised_by == inspector


def test_the_last_day_follows_from_the_enactment_and_the_print(apply, authoriser, applicant, last_event):
    mda = issue(authorise(apply(), authoriser), applicant)
    assert mda.last_day == date(2026, 12, 20)
    assert last_event().detail["last_day"] == "2026-12-20"
    printed = issue(authorise(apply(), authoriser), applicant, printed_expiry=date(2026, 12, 1))
    assert printed.last_day == date(2026, 12, 1)
    later = issue(authorise(apply(), authoriser), applicant, printed_expiry=date(2027, 2, 20))
    assert later.last_day == date(2026, 12, 20)
    pace = authorise(apply(enactment=Enactment.PACE_S8, access_condition="c"), authoriser)
    assert issue(pace, applicant).last_day == date(2027, 2, 20)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"issued_on": date(2026, 11, 18)}, "issued_on"),
        ({"issued_on": date(2026, 11, 21)}, "issued_on"),
        ({"printed_expiry": date(2026, 11, 19)}, "printed_expiry"),
        ({"entries_allowed": 2}, "entries_allowed"),
    ],
)
def test_what_the_warrant_says_must_hang_together(authorised, applicant, changed, field):
    with pytest.raises(Refused) as refused:
        issue(authorised, applicant, **changed)
    assert refused.value.field == field
    assert Warrant.unguarded.get().state == State.AUTHORISED


def test_no_warrant_without_authority(drafted, applicant):
    with pytest.raises(Refused):
        issue(drafted, applicant)


def test_a_refusal_is_remembered_for_the_premises(apply, authorised, applicant, now):
    acts.refused_by_court(authorised.reference, reason="Information too old", by=applicant, at=now)
    with pytest.raises(Refused) as refused:
        apply(address="14, THIRD AVENUE, London, W10")
    assert refused.value.field == "additional_grounds"
    apply(address="16 Third Avenue, London W10")
    apply(additional_grounds="Watched again on 1 December: eleven buyers.")


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "sealed"},
        {"state": State.ISSUED},
        {"issued_on": date(2026, 11, 20)},
        {"state": State.AUTHORISED, "authorised_at": datetime(2026, 11, 20, tzinfo=UTC)},
        {"state": State.REFUSED},
        {"returned_on": date(2026, 11, 20)},
        {"entries_sought": 0},
        {"latitude": 91.0},
        {"anonymous_only": True},
        {"enactment": Enactment.PACE_S8},
    ],
)
def test_the_database_keeps_states_consistent(drafted, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Warrant.unguarded.filter(pk=drafted.pk).update(**broken)


def test_the_database_keeps_applicant_and_authoriser_two_people(drafted, applicant, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Warrant.unguarded.filter(pk=drafted.pk).update(
            state=State.AUTHORISED, authorised_by=applicant, authorised_at=now
        )


def test_a_warrant_without_court_or_last_day_cannot_be_kept(issued):
    for broken in ({"court": ""}, {"last_day": None}, {"entries_allowed": None}, {"last_day": date(2026, 11, 19)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Warrant.unguarded.filter(pk=issued.pk).update(**broken)


def test_links_to_intelligence_stay(apply, person, operation, inspector, now):
    report = released_report(person, operation, inspector, now, name="a", source="1")
    apply(intelligence=[report.reference])
    with pytest.raises(DatabaseError), transaction.atomic():
        LinkedIntelligence.objects.all().delete()

"""What a warrant says of itself."""

from datetime import UTC, date, datetime

import pytest

from handel.desks.warrants import acts, queries
from handel.desks.warrants.models import Enactment
from handel.desks.warrants.statements import statements, steps

ON_THE_DAY = datetime(2026, 11, 23, 14, tzinfo=UTC)
TOO_LATE = datetime(2026, 12, 21, 14, tzinfo=UTC)


def way(warrant, applicant, look, at=ON_THE_DAY):
    """The steps that are done, and the next."""
    told = steps(queries.warrant(look(applicant), warrant.reference), at)
    return [step.title for step in told if step.is_done], next((step.title for step in told if step.is_next), None)


def test_the_way_of_a_warrant(drafted, applicant, look):
    assert way(drafted, applicant, look) == (["Application drafted"], "Application authorised")


def test_the_way_of_an_endorsed_warrant(endorsed, applicant, look):
    done, following = way(endorsed, applicant, look)
    assert done[-2:] == ["Executed", "Endorsed"]
    assert following == "Returned to the court"
    acts.return_to_court(endorsed.reference, returned_on=date(2026, 11, 23), by=applicant, at=ON_THE_DAY)
    assert way(endorsed, applicant, look) == ([*done, "Returned to the court"], None)


@pytest.mark.parametrize(
    ("at", "last", "following"),
    [(ON_THE_DAY, "Issued", "Executed"), (TOO_LATE, "Not executed", "Returned to the court")],
)
def test_out_of_time_the_next_step_is_the_return(issued, applicant, look, at, last, following):
    done, found = way(issued, applicant, look, at)
    assert (done[-1], found) == (last, following)


def test_a_refusal_ends_the_way(authorised, applicant, look, now):
    acts.refused_by_court(authorised.reference, reason="Information too old", by=applicant, at=now)
    assert way(authorised, applicant, look) == (
        ["Application drafted", "Application authorised", "Refused by the court"],
        None,
    )


def test_the_next_step_says_whose_turn_it_is(drafted, applicant, look):
    (step,) = (each for each in steps(queries.warrant(look(applicant), drafted.reference), ON_THE_DAY) if each.is_next)
    assert step.words == "by an inspector or above who is not the applicant"


def test_each_enactment_states_its_own_test(apply):
    drugs = {each.title for each in statements(apply())}
    evidence = {each.title for each in statements(apply(enactment=Enactment.PACE_S8, access_condition="d"))}
    assert drugs - evidence == {"Grounds to suspect", "Search of persons found there"}
    assert evidence - drugs == {"Grounds to believe", "Access condition"}


def test_every_statement_names_the_provision_that_asks_for_it(apply):
    warrant = apply(anonymous_only=True, corroboration_sought="Watched.", additional_grounds="Watched again.")
    told = statements(warrant)
    assert all(each.citation and each.text for each in told)
    assert {"Anonymous information", "Corroboration sought", "Grounds added since an earlier refusal"} <= {
        each.title for each in told
    }

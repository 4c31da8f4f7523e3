"""What others may read of warrants."""

from datetime import UTC, date, datetime

import pytest

from handel.desks.warrants import acts, queries
from handel.desks.warrants.address import keys_like, street_in
from handel.desks.warrants.models import State
from handel.desks.warrants.verbs import VERBS
from handel.platform.access.roles import Role
from handel.platform.access.viewer import NotFound, Viewer

from .conftest import authorise, enter, issue


@pytest.mark.parametrize("role", [Role.INVESTIGATOR, Role.COMMANDER, Role.AUTHORISER, Role.EXHIBITS])
def test_those_who_work_on_warrants_read_them(issued, operation, colleague, look, role):
    viewer = look(colleague("max", role))
    assert queries.warrant(viewer, issued.reference) == issued
    assert queries.warrants(viewer) == [issued]
    assert queries.warrants(viewer, operation_reference=operation.reference) == [issued]


@pytest.mark.parametrize("role", [Role.PLANNER, Role.TEAM, Role.CUSTODY])
def test_those_who_go_there_read_where_and_not_why(issued, operation, colleague, look, role):
    viewer = look(colleague("max", role))
    (found,) = queries.premises(viewer, operation.reference)
    assert found == queries.Premises(
        issued.reference,
        "14 Third Avenue, London W10",
        "Queen's Park",
        issued.latitude,
        issued.longitude,
        date(2026, 12, 20),
        "issued",
    )
    assert viewer.look.lists[-1]["shown"] == [issued.reference]
    assert queries.warrants(viewer) == []
    with pytest.raises(NotFound):
        queries.warrant(viewer, issued.reference)


def test_others_read_nothing(executed, operation, colleague, outsider, look):
    for stranger in (colleague("press", Role.PRESS), colleague("partner", Role.PARTNER), outsider):
        with pytest.raises(NotFound):
            queries.premises(look(stranger), operation.reference)
        with pytest.raises(NotFound):
            queries.warrant(look(stranger), executed.reference)
        assert queries.warrants(look(stranger)) == []
        assert queries.valid_on(look(stranger), operation.reference, date(2026, 11, 23)) == []


def test_the_press_office_reads_that_there_were_searches(executed, drafted, operation, colleague, outsider, look):
    assert queries.executed(look(colleague("press", Role.PRESS)), operation.reference) == [executed.reference]
    for stranger in (colleague("partner", Role.PARTNER), outsider):
        with pytest.raises(NotFound):
            queries.executed(look(stranger), operation.reference)


def test_what_the_court_refused_is_nobodys_destination(authorised, operation, inspector, applicant, now, look):
    acts.refused_by_court(authorised.reference, reason="Information too old", by=applicant, at=now)
    assert queries.premises(look(inspector), operation.reference) == []


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("third avenue", True),
        ("14 Third Avenue", True),
        ("14 Thrid Avenue", True),
        ("16 Third Avenue", False),
        ("W10", True),
        ("Harrow Road", False),
        ("  ", True),
    ],
)
def test_search_forgives_a_typo_and_not_a_number(drafted, applicant, look, search, found):
    assert bool(queries.warrants(look(applicant), search=search)) is found


def test_search_by_reference_in_any_case(drafted, applicant, look):
    assert queries.warrants(look(applicant), search=drafted.reference.lower()) == [drafted]


def test_a_street_is_found_within_an_address():
    assert street_in("Flat 2, 14 Harrow Road, London W2").name == "Harrow Road"
    assert street_in("14 Nowhere Parade") is None
    assert "14 harrow road" in keys_like("14 Harow Road")


def test_filters_by_state_and_by_what_is_due(issued, apply, applicant):
    apply(address="16 Third Avenue")
    in_time = Viewer.of(applicant, at=datetime(2026, 12, 20, 12, tzinfo=UTC))
    late = Viewer.of(applicant, at=datetime(2026, 12, 21, 0, 1, tzinfo=UTC))
    assert queries.warrants(in_time, state=State.ISSUED) == [issued]
    assert queries.warrants(in_time, state=queries.OUT_OF_TIME) == []
    assert queries.warrants(in_time, state=queries.RETURN_DUE) == [issued]
    assert queries.warrants(late, state=queries.OUT_OF_TIME) == [issued]


def test_the_query_of_due_returns_and_the_warrants_own_answer_agree(apply, authoriser, applicant, look):
    """One of each kind: drafted, issued, one of two entries made, all made, endorsed, returned."""
    made = [apply()]
    for entries, made_so_far, step in [
        (1, 0, ""),
        (2, 1, ""),
        (2, 1, "endorse"),
        (1, 1, ""),
        (1, 1, "endorse"),
        (1, 1, "return"),
    ]:
        warrant = issue(authorise(apply(entries_sought=entries), authoriser), applicant, entries_allowed=entries)
        if made_so_far:
            enter(warrant, applicant, datetime(2026, 11, 23, 8, tzinfo=UTC))
        at = datetime(2026, 11, 23, 12, tzinfo=UTC)
        if step:
            acts.endorse(warrant.reference, sought_found=False, by=applicant, at=at)
        if step == "return":
            acts.return_to_court(warrant.reference, returned_on=date(2026, 11, 23), by=applicant, at=at)
        made.append(warrant)
    counts = []
    for at in (
        datetime(2026, 11, 23, 12, tzinfo=UTC),
        datetime(2026, 12, 19, 23, 59, tzinfo=UTC),
        datetime(2026, 12, 20, 0, 0, tzinfo=UTC),
        datetime(2026, 12, 21, 12, tzinfo=UTC),
    ):
        viewer = Viewer.of(applicant, at=at)
        due = {row.reference for row in queries.warrants(viewer, state=queries.RETURN_DUE)}
        assert due == {row.reference for row in queries.warrants(viewer) if row.is_return_due(at)}
        counts.append(len(due))
    assert counts == [2, 2, 5, 5]


def test_valid_on_a_day(issued, operation, applicant, look):
    for day, valid in [
        (date(2026, 11, 19), False),
        (date(2026, 11, 20), True),
        (date(2026, 12, 20), True),
        (date(2026, 12, 21), False),
    ]:
        assert queries.valid_on(look(applicant), operation.reference, day) == ([issued] if valid else [])
    enter(issued, applicant, datetime(2026, 11, 23, 10, tzinfo=UTC))
    assert queries.valid_on(look(applicant), operation.reference, date(2026, 11, 24)) == []


def test_the_history_names_what_was_done(endorsed, applicant, look):
    history = queries.history(look(applicant), endorsed)
    assert [entry["title"] for entry in history][:2] == [VERBS["warrant.endorse"], VERBS["warrant.execute"]]


def test_lists_and_records_take_the_same_statements_however_many(
    apply, applicant, operation, look, django_assert_num_queries
):
    viewer = look(applicant)
    for count in (1, 3):
        for number in range(count):
            apply(address=f"{number + 20 + 10 * count} Third Avenue")
        with django_assert_num_queries(2):
            for row in queries.warrants(viewer):
                assert str(row.operation)
                assert str(row.applicant)
                assert not row.is_return_due(viewer.at)
        with django_assert_num_queries(2):
            queries.premises(viewer, operation.reference)


def test_one_warrant_takes_the_same_statements_however_many_entries(
    apply, authoriser, applicant, look, django_assert_num_queries
):
    warrant = issue(authorise(apply(entries_sought=3), authoriser), applicant, entries_allowed=3)
    viewer = look(applicant)
    for number in (1, 2, 3):
        at = datetime(2026, 11, 23 + number, 10, tzinfo=UTC)
        if number > 1:
            acts.authorise_entry(warrant.reference, reasons="More was hidden", by=authoriser, at=at)
        enter(warrant, applicant, at)
        acts.endorse(warrant.reference, sought_found=False, by=applicant, at=at.replace(hour=13))
        with django_assert_num_queries(4):
            row = queries.warrant(viewer, warrant.reference)
            assert [str(entry.endorsement.by) for entry in row.entries.all()] == [str(applicant)] * number
            assert len({str(authority.by) for authority in row.entry_authorities.all()}) == min(number - 1, 1)
            assert not list(row.intelligence.all())


def test_unknown_and_invisible_cost_the_same(issued, outsider, look, django_assert_num_queries):
    viewer = look(outsider)
    for reference in (issued.reference, "W-000000"):
        with pytest.raises(NotFound), django_assert_num_queries(1):
            queries.warrant(viewer, reference)

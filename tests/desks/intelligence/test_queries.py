import pytest

from handel.desks.intelligence import acts, queries
from handel.desks.intelligence.search import matches
from handel.desks.intelligence.verbs import VERBS
from handel.desks.operations import acts as operations
from handel.platform.access.roles import Role
from handel.platform.access.standing import INTELLIGENCE_DESK
from handel.platform.access.viewer import NotFound
from handel.rules.england_wales.ranks import Rank


def test_drafts_are_read_at_the_desk_alone(draft, officer, second, inspector, outsider, look):
    for colleague in (officer, second):
        assert queries.report(look(colleague), draft.reference) == draft
        assert list(queries.reports(look(colleague))) == [draft]
    for stranger in (inspector, outsider):
        assert list(queries.reports(look(stranger))) == []
        with pytest.raises(NotFound):
            queries.report(look(stranger), draft.reference)


def test_invisible_and_unknown_cost_the_same(draft, outsider, look, django_assert_num_queries):
    for reference in (draft.reference, "IR-000000"):
        viewer = look(outsider)
        with django_assert_num_queries(1), pytest.raises(NotFound):
            queries.report(viewer, reference)


def test_a_list_costs_the_same_however_long(released, draft, officer, look, django_assert_num_queries):
    viewer = look(officer)
    with django_assert_num_queries(1):
        queries.reports(viewer, search="Harrow")
    for _ in range(3):
        released()
    with django_assert_num_queries(1):
        for report in queries.reports(viewer, search="Harrow"):
            assert report.author and (report.released_by or not report.is_released)
    with django_assert_num_queries(2):
        assert len(queries.page_of_reports(viewer, 1).object_list) == 4


def test_filters(released, draft, officer, look):
    other = released(source="3", assessment="E", handling="C", conditions="None of it to partners", origin="partner")
    for asked in ({"origin": "partner"}, {"released": True}, {"source": "3"}, {"assessment": "E", "handling": "C"}):
        assert list(queries.reports(look(officer), **asked)) == [other]
    assert list(queries.reports(look(officer), released=False)) == [draft]
    assert len(queries.reports(look(officer))) == 2


def test_search_goes_over_what_one_may_see_and_the_look_says_what_was_shown(released, officer, outsider, look):
    report = released(text="A white van waits in Fernhead Road.")
    viewer = look(officer)
    assert list(queries.reports(viewer, search="ferhead van")) == [report]
    assert viewer.look.lists[0]["shown"] == [report.reference]
    assert list(queries.reports(look(officer), search=report.reference.lower())) == [report]
    assert list(queries.reports(look(officer), search="bicycle")) == []
    assert list(queries.reports(look(outsider), search="van")) == []


@pytest.mark.parametrize(
    ("search", "text", "found"),
    [
        ("", "Anything", True),
        ("HARROW road", "Seen in Harrow Road", True),
        ("harow", "Seen in Harrow Road", True),
        ("cafe", "The Café-Bar", True),
        ("st lukes", "Behind St Luke’s", True),
        ("fern", "Fernhead Road", True),
        ("van", "A vat", False),
        ("flat 12", "Flat 13", False),
        ("harrow lane", "Harrow Road", False),
        ("'; drop table", "Harrow Road", False),
    ],
)
def test_search_forgives_slips_but_not_numbers_nor_short_words(search, text, found):
    assert matches(search, text) is found


def test_by_references_keeps_the_order_and_leaves_out_the_invisible(released, officer, inspector, operation, look, now):
    first, second, hidden = released(), released(), released()
    for report in (first, second):
        acts.disseminate(report.reference, to=operation.compartment, reason="Same corner", by=officer, at=now)
    viewer = look(inspector)
    asked = [second.reference, hidden.reference, "IR-000000", first.reference]
    assert list(queries.by_references(viewer, asked)) == [second, first]
    assert viewer.look.records == [second.reference, first.reference]


def test_what_waits_is_for_the_desk_alone(item, officer, outsider, inspector, look):
    waiting = item()
    assert [row.reference for row in queries.waiting(look(officer))] == [waiting.reference]
    for stranger in (outsider, inspector):
        with pytest.raises(NotFound):
            queries.waiting(look(stranger))


def test_a_team_learns_nothing_of_other_operations(released, operation, inspector, officer, person, look, now):
    report = released()
    other_inspector = person("other", Rank.INSPECTOR)
    other = operations.open_operation(
        "Bach", aim="Aim", objectives=["One"], wards=["Westbourne"], by=other_inspector, at=now
    )
    for compartment in (operation.compartment, other.compartment):
        acts.disseminate(report.reference, to=compartment, reason="Same corner", by=officer, at=now)
    viewer = look(inspector)
    assert [grant.compartment for grant in queries.shared_with(viewer, report)] == [operation.compartment]
    told = {entry["title"] for entry in queries.history(viewer, report)}
    assert told == {VERBS["intelligence_report.submit"], VERBS["intelligence_report.release"]}
    told_the_desk = {entry["title"] for entry in queries.history(look(officer), report)}
    assert VERBS["intelligence_report.disseminate"] in told_the_desk


def test_adopting_brings_it_to_the_team(released, operation, person, colleague, look, now):
    report = released()
    analyst = person(
        "analyst", roles={INTELLIGENCE_DESK: [Role.INTELLIGENCE], operation.compartment: [Role.INTELLIGENCE]}
    )
    investigator = colleague("investigator", Role.INVESTIGATOR)
    assert list(queries.reports(look(investigator))) == []
    operations.adopt_intelligence(
        operation.reference, intelligence_reference=report.reference, reason="Same corner", by=analyst, at=now
    )
    assert list(queries.reports(look(investigator))) == [report]

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from handel.desks.intelligence import acts, queries, views
from handel.desks.intelligence.models import IntelligenceReport, State
from handel.desks.intelligence.verbs import VERBS
from handel.desks.operations import acts as operations
from handel.platform.access.models import Grant
from handel.platform.access.roles import Role
from handel.platform.access.standing import INTELLIGENCE_DESK
from handel.platform.access.viewer import NotFound
from handel.platform.accounts.models import Marking
from handel.platform.journal.models import Event, Operation, Outcome
from handel.rules import Refused
from handel.rules.england_wales.ranks import Rank


def stored(report):
    return IntelligenceReport.unguarded.get(reference=report.reference)


def test_an_item_taken_is_a_released_report_that_leads_to_a_code_only(item, officer, now):
    waiting = item()
    report = stored(acts.take(waiting.reference, by=officer, at=now))
    assert (report.state, report.author, report.released_by) == (State.RELEASED, waiting.author, officer)
    assert (report.grade, report.conditions) == ("2AC", "Not beyond the borough.")
    assert (report.origin, report.received_on, report.provenance) == ("community", date(2026, 11, 20), "P-0")
    kept = " ".join(str(value) for value in vars(report).values())
    assert "R-000000" not in kept
    event = Event.objects.get(verb="intelligence_report.take")
    assert [str(subject) for subject in event.subjects.all()] == [report.reference]
    assert "R-000000" not in str(event.detail)


def test_an_item_is_taken_once(item, officer, second, now):
    waiting = item()
    acts.take(waiting.reference, by=officer, at=now)
    with pytest.raises(Refused):
        acts.take(waiting.reference, by=second, at=now)
    assert IntelligenceReport.unguarded.count() == 1


def test_who_sanitised_an_item_may_not_release_it(item, officer, now, last_event):
    waiting = item(author=officer)
    with pytest.raises(Refused):
        acts.take(waiting.reference, by=officer, at=now)
    assert not IntelligenceReport.unguarded.exists()
    assert (last_event().verb, last_event().outcome) == ("intelligence_report.take", Outcome.REFUSED)


def test_an_outsider_takes_nothing(item, outsider, now):
    waiting = item()
    with pytest.raises(Refused):
        acts.take(waiting.reference, by=outsider, at=now)
    assert not IntelligenceReport.unguarded.exists()


def test_a_submitted_report_is_a_draft_of_its_author(draft, officer):
    assert (draft.state, draft.author, draft.released_by, draft.grade) == (State.DRAFT, officer, None, "2BP")


def test_received_is_the_day_in_london(officer, written):
    report = acts.submit(**written(), by=officer, at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    assert report.received_on == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"text": "  "}, "text"),
        ({"source": "4"}, "source"),
        ({"source": "1", "source_identified": False}, "source"),
        ({"source": "1", "origin": "crimestoppers"}, "source"),
        ({"assessment": "F"}, "assessment"),
        ({"handling": "C"}, "conditions"),
        ({"handling": "P", "conditions": "Not to partners"}, "conditions"),
        ({"origin": "community"}, "origin"),
        ({"marking": Marking.SECRET}, "marking"),
    ],
)
def test_what_the_rules_refuse_is_not_kept(changed, field, officer, written, now, last_event):
    with pytest.raises(Refused) as refused:
        acts.submit(**written(**changed), by=officer, at=now)
    assert refused.value.field == field
    assert not IntelligenceReport.unguarded.exists()
    assert (last_event().verb, last_event().outcome) == ("intelligence_report.submit", Outcome.REFUSED)
    assert not last_event().subjects.exists()


def test_crimestoppers_never_knows_its_source(officer, written, now):
    report = acts.submit(**written(origin="crimestoppers", source_identified=True), by=officer, at=now)
    assert not report.source_identified
    assert report.needs_corroboration


@pytest.mark.parametrize(
    ("changed", "needed"),
    [
        ({"source": "1", "assessment": "A"}, False),
        ({"source": "2", "source_identified": False}, True),
        ({"source": "3"}, True),
        ({"assessment": "E"}, True),
    ],
)
def test_when_corroboration_comes_first(changed, needed, officer, written, now):
    assert acts.submit(**written(**changed), by=officer, at=now).needs_corroboration is needed


def test_only_the_desk_submits(outsider, person, written, now):
    investigator = person("investigator", roles={INTELLIGENCE_DESK: [Role.INVESTIGATOR]})
    for stranger in (outsider, investigator):
        with pytest.raises(Refused):
            acts.submit(**written(), by=stranger, at=now)
    assert not IntelligenceReport.unguarded.exists()


def change(report, written, by, at, **changed):
    return acts.edit(report.reference, **written(marking=Marking.OFFICIAL_SENSITIVE, **changed), by=by, at=at)


def test_an_author_changes_a_draft_and_nobody_else_does(draft, officer, second, outsider, written, now):
    change(draft, written, officer, now, text="Sold at Fernhead Road.", assessment="C")
    assert (stored(draft).text, stored(draft).grade, stored(draft).edition) == ("Sold at Fernhead Road.", "2CP", 2)
    with pytest.raises(Refused):
        change(draft, written, second, now, text="Another")
    with pytest.raises(NotFound):
        change(draft, written, outsider, now, text="Another")
    assert stored(draft).text == "Sold at Fernhead Road."


def test_a_changed_draft_is_graded_again(draft, officer, written, now):
    with pytest.raises(Refused):
        change(draft, written, officer, now, source="1", source_identified=False)
    assert stored(draft).grade == "2BP"


def test_a_released_report_is_not_changed_any_more(released, officer, written, now):
    with pytest.raises(Refused):
        change(released(), written, officer, now, text="Another")


def test_a_second_person_releases(draft, officer, second, outsider, now):
    with pytest.raises(Refused):
        acts.release(draft.reference, by=officer, at=now)
    with pytest.raises(NotFound):
        acts.release(draft.reference, by=outsider, at=now)
    assert stored(draft).state == State.DRAFT
    acts.release(draft.reference, by=second, at=now)
    assert (stored(draft).state, stored(draft).released_by, stored(draft).released_at) == ("released", second, now)
    with pytest.raises(Refused):
        acts.release(draft.reference, by=second, at=now)


def test_what_is_released_is_what_was_read(draft, officer, second, written, now):
    change(draft, written, officer, now, text="Changed since")
    with pytest.raises(Refused):
        acts.release(draft.reference, edition=1, by=second, at=now)
    assert stored(draft).state == State.DRAFT
    acts.release(draft.reference, edition=2, by=second, at=now)


def test_sharing_opens_it_to_the_team_in_its_roles_and_names_the_recipients(
    released, operation, inspector, colleague, outsider, officer, look, now
):
    report = released(handling="C", conditions="Ask the desk before any arrest.")
    investigator = colleague("inv", Role.INVESTIGATOR)
    planner, uncleared = colleague("planner", Role.PLANNER), colleague("low", Role.INVESTIGATOR, clearance=1)
    acts.disseminate(report.reference, to=operation.compartment, reason="Same corner", by=officer, at=now)
    read = queries.report(look(investigator), report.reference)
    assert read.conditions == "Ask the desk before any arrest."
    for stranger in (planner, uncleared, outsider):
        with pytest.raises(NotFound):
            queries.report(look(stranger), report.reference)
    event = Event.objects.get(verb="intelligence_report.disseminate")
    assert event.operation == Operation.DISCLOSURE
    assert event.detail["to"] == operation.compartment.name
    assert event.detail["recipients"] == sorted([inspector.number, investigator.number])


def test_a_draft_is_not_shared(draft, operation, officer, now, last_event):
    with pytest.raises(Refused):
        acts.disseminate(draft.reference, to=operation.compartment, reason="Same corner", by=officer, at=now)
    assert not Grant.objects.exists()
    assert last_event().outcome == Outcome.REFUSED


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201])
def test_sharing_needs_a_reason(reason, released, operation, officer, now):
    with pytest.raises(Refused) as refused:
        acts.disseminate(released().reference, to=operation.compartment, reason=reason, by=officer, at=now)
    assert refused.value.field == "reason"
    assert not Grant.objects.exists()


def test_it_is_shared_once(released, operation, officer, now):
    report = released()
    acts.disseminate(report.reference, to=operation.compartment, reason="Same corner", by=officer, at=now)
    with pytest.raises(Refused):
        acts.disseminate(report.reference, to=operation.compartment, reason="Again", by=officer, at=now)
    with pytest.raises(Refused):
        acts.disseminate(report.reference, to=report.compartment, reason="Our own", by=officer, at=now)
    assert Grant.objects.count() == 1


def test_who_was_shared_with_does_not_share_on(released, operation, inspector, person, officer, now):
    report = released()
    acts.disseminate(report.reference, to=operation.compartment, reason="Same corner", by=officer, at=now)
    other = operations.open_operation(
        "Bach", aim="Aim", objectives=["One"], wards=["Westbourne"], by=person("ida", Rank.INSPECTOR), at=now
    )
    with pytest.raises(Refused):
        acts.disseminate(report.reference, to=other.compartment, reason="Pass it on", by=inspector, at=now)
    assert Grant.objects.count() == 1


@pytest.mark.parametrize(
    "broken",
    [
        {"source": "4"},
        {"assessment": "F"},
        {"handling": "X"},
        {"handling": "C"},
        {"conditions": "Conditions"},
        {"source": "1", "source_identified": False},
        {"origin": "crimestoppers"},
        {"origin": "rumour"},
        {"text": ""},
        {"state": "released"},
        {"state": "shown"},
    ],
)
def test_the_database_holds_the_rules_too(broken, draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        IntelligenceReport.unguarded.filter(pk=draft.pk).update(**broken)


def test_the_database_refuses_an_author_who_releases(draft, officer, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        IntelligenceReport.unguarded.filter(pk=draft.pk).update(state="released", released_by=officer, released_at=now)


def test_every_verb_has_words():
    source = "".join(Path(part.__file__).read_text() for part in (acts, views))
    verbs = re.findall(r'(?:acting|page)\(\s*"(intelligence_report\.[a-z_]+)"', source)
    assert set(verbs) == set(VERBS)

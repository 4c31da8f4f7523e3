import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from handel.desks.exhibits import acts, models, queries
from handel.desks.exhibits.models import Exhibit, Seal
from handel.desks.exhibits.verbs import VERBS
from handel.desks.operations import acts as operations
from handel.platform.access.roles import Role
from handel.platform.access.viewer import NotFound
from handel.platform.journal.models import Event, Outcome
from handel.rules import Refused


def test_marks_are_the_finders_initials_and_a_serial_and_do_not_come_again(seize, colleague):
    other = colleague("jim", Role.TEAM, full_name="Jim Arthur Bull")  # the same initials
    third = colleague("al", Role.TEAM, full_name="Al Bo")
    marks = [seize().mark, seize().mark, seize(by=other).mark, seize(by=third).mark, seize().mark]
    assert marks == ["JAB/1", "JAB/2", "JAB/3", "AB/1", "JAB/4"]


def test_a_mark_is_free_in_another_operation(seize, finder, outsider, person, now):
    seize()
    other = operations.open_operation("Bach", aim="a", objectives=["o"], wards=["Harrow Road"], by=outsider, at=now)
    operations.add_member(other.reference, username="jo", role=Role.TEAM, by=outsider, at=now)
    values = {"kind": "other", "description": "d", "found_at": now, "found_where": "w", "power": "pace_s19"}
    assert acts.seize(other.reference, **values, seal="Z1", by=finder, at=now).mark == "JAB/1"


def test_the_database_keeps_a_mark_from_coming_twice(seize):
    exhibit = seize()
    values = {
        field: getattr(exhibit, field) for field in ("operation", "compartment", "kind", "power", "mark", "serial")
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Exhibit.unguarded.create(
            **values,
            reference="EX-OTHER",
            created_at=exhibit.created_at,
            found_at=exhibit.found_at,
            found_by=exhibit.found_by,
        )


def test_a_seizure_begins_the_chain_with_the_finder(seize, finder):
    first = seize(seal=" s 77 ").movements.get()
    assert (first.number, first.holder, first.seal.number, first.purpose) == (1, finder, "S77", "Seized")


def test_the_finder_sees_their_own_and_the_exhibits_officer_all(seize, colleague, keeper, outsider, finder, look):
    own = seize()
    colleagues = seize(by=colleague("al", Role.TEAM))
    assert queries.exhibits(look(finder)) == [own]
    assert set(queries.exhibits(look(keeper))) == {own, colleagues}
    for nobody in (outsider, colleague("max", Role.PRESS), colleague("pat", Role.PARTNER)):
        assert queries.exhibits(look(nobody)) == []
        with pytest.raises(NotFound):
            queries.exhibit(look(nobody), own.reference)


def test_who_has_no_part_in_it_seizes_nothing(seize, colleague, outsider, last_event):
    planner = colleague("pat", Role.PLANNER)
    with pytest.raises(Refused):
        seize(by=planner)
    event = last_event()
    assert (event.verb, event.outcome, event.actor) == ("exhibit.seize", Outcome.REFUSED, planner)
    with pytest.raises(NotFound):
        seize(by=outsider)
    assert not Exhibit.unguarded.exists() and not Seal.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": "telephone", "power": "poca_s294"}, "power"),
        ({"kind": "suspected_drugs", "substance": "icing sugar"}, "substance"),
        ({"kind": "suspected_drugs", "substance": ""}, "substance"),
        ({"seen_by": "nobody"}, "seen_by"),
        ({"seen_by": "jo"}, "seen_by"),
        ({"warrant": "W-000000"}, "warrant"),
        ({"arrest": "AR-000000"}, "arrest"),
        ({"seal": " "}, "seal"),
    ],
)
def test_what_the_rules_refuse_changes_nothing_and_is_journalled(changed, field, seize, last_event):
    with pytest.raises(Refused) as refused:
        seize(**changed)
    assert refused.value.field == field
    assert not Exhibit.unguarded.exists()
    assert last_event().outcome == Outcome.REFUSED


def test_nothing_is_found_in_the_time_to_come_or_for_a_closed_operation(seize, now, operation, inspector):
    with pytest.raises(Refused) as refused:
        seize(found_at=now + timedelta(minutes=1))
    assert refused.value.field == "found_at"
    operations.close(operation.reference, by=inspector, at=now)
    with pytest.raises(Refused):
        seize()


def test_a_seal_is_used_once(seize):
    seize(seal="A 1")
    with pytest.raises(Refused) as refused:
        seize(seal="a1")
    assert refused.value.field == "seal"


def test_the_event_holds_no_word_of_what_was_found(seize, last_event):
    exhibit = seize(description="Roll of notes with a name on it")
    event = last_event()
    assert {str(subject) for subject in event.subjects.all()} == {exhibit.operation.reference, exhibit.reference}
    assert "Roll" not in str(event.detail) and "Avenue" not in str(event.detail)


@pytest.mark.parametrize("table", ["exhibit", "movement", "seal", "cashcount", "identification"])
@pytest.mark.parametrize("change", ["UPDATE exhibits_{} SET id = id", "DELETE FROM exhibits_{}"])
def test_nothing_recorded_is_changed_or_taken_away(table, change, seize, keeper, finder, now):
    acts.count_cash(seize().reference, pence=100, second_counter="kim", by=finder, at=now)
    seize(kind="suspected_drugs")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table))


def test_every_verb_has_its_words():
    folder = Path(acts.__file__).parent
    source = "".join(path.read_text() for path in folder.glob("*.py"))
    assert set(re.findall(r'acting\(\s*"([a-z_.]+)"', source)) == set(VERBS)


def test_the_first_48_hours_run_for_detained_cash_until_a_court_orders(seize, keeper, look, operation, now):
    seize()  # kept as evidence under the Misuse of Drugs Act: no such clock
    detained = seize(power="poca_s294", found_at=now)  # Monday 23 November 2026, 10:00
    assert queries.cash_clocks(look(keeper), operation.reference) == [(detained, now + timedelta(hours=48))]
    later = now + timedelta(days=1)
    order = {"court": "Westminster Magistrates' Court", "ordered_on": date(2026, 11, 24), "by": keeper, "at": later}
    with pytest.raises(Refused) as refused:
        acts.record_order(detained.reference, **order, last_day=date(2027, 5, 24))
    assert refused.value.field == "last_day"
    acts.record_order(detained.reference, **order)
    assert detained.orders.get().last_day == date(2027, 5, 23)
    assert queries.cash_clocks(look(keeper), operation.reference) == []


def test_an_order_is_for_detained_cash_after_its_seizure_by_who_handles_exhibits(seize, keeper, finder, now):
    detained, evidence = seize(power="poca_s294"), seize()
    order = {"court": "c", "at": now}
    for reference, by, day in [
        (evidence.reference, keeper, date(2026, 11, 23)),
        (detained.reference, keeper, date(2026, 11, 22)),
        (detained.reference, keeper, date(2026, 11, 24)),
        (detained.reference, finder, date(2026, 11, 23)),
    ]:
        with pytest.raises(Refused):
            acts.record_order(reference, **order, ordered_on=day, by=by)
    assert not models.CashOrder.objects.exists()
    assert Event.objects.filter(verb="exhibit.record_order", outcome=Outcome.REFUSED).count() == 4

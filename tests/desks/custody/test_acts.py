"""Who may arrest, hold and release; what is refused changes nothing and is journalled."""

import ast
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from tests.desks.conftest import People
from tests.desks.custody.conftest import Desk, utc

from handel.desks.custody import acts, queries
from handel.desks.custody.models import Arrest, Detention
from handel.desks.custody.verbs import VERBS
from handel.desks.operations.models import Operation
from handel.platform.access.roles import Role
from handel.platform.access.viewer import NotFound, Viewer
from handel.platform.accounts.models import User
from handel.platform.journal.models import Event, Outcome
from handel.rules import Refused
from handel.rules.england_wales.ranks import Rank

Make = Callable[..., Arrest]
Detained = Callable[..., Detention]


def test_arresting_officer_and_custody_desk_read_the_arrest_and_others_do_not(
    arrest: Make,
    officer: User,
    desk: Desk,
    inspector: User,
    outsider: User,
    colleague: Callable[..., User],
    look: Callable[[User], Viewer],
) -> None:
    made = arrest()
    for reader in (officer, desk.sergeant, inspector, colleague("exhibits", Role.EXHIBITS)):
        assert queries.arrest(look(reader), made.reference) == made
    for stranger in (outsider, colleague("other", Role.TEAM), colleague("press", Role.PRESS)):
        with pytest.raises(NotFound):
            queries.arrest(look(stranger), made.reference)


def test_detention_is_read_by_the_custody_desk_and_those_who_run_the_operation(
    detained: Detained,
    desk: Desk,
    inspector: User,
    officer: User,
    outsider: User,
    look: Callable[[User], Viewer],
) -> None:
    detention = detained("2026-11-24 06:10", "2026-11-24 06:55", "2026-11-24 07:20")
    for reader in (desk.sergeant, inspector):
        assert queries.detention(look(reader), detention.reference) == detention
    for stranger in (officer, outsider):
        with pytest.raises(NotFound):
            queries.detention(look(stranger), detention.reference)


@pytest.mark.parametrize(
    ("changed", "citation"),
    [
        ({"necessity": []}, "s.24(4), (5)"),
        ({"facts": "standard"}, "Code G 2.8"),
        ({"grounds": " "}, "PACE 1984 s.24"),
        ({"told": False}, "s.28"),
        ({"cautioned": False}, "Code C 10.4"),
        ({"warrant": "W-000000"}, "operations"),
        ({"offence": "being_there"}, "s.24"),
        ({"arrested_at": utc("2026-11-24 06:11")}, "Code G 4.1"),
    ],
)
def test_refused_arrest_leaves_nothing_but_its_event(
    arrest: Make, officer: User, last_event: Callable[[], Event], changed: dict[str, object], citation: str
) -> None:
    with pytest.raises(Refused) as refusal:
        arrest(**changed)
    assert citation in refusal.value.citation
    assert not Arrest.unguarded.exists()
    event = last_event()
    assert (event.verb, event.outcome, event.actor) == ("arrest.make", Outcome.REFUSED, officer)


def test_journal_tells_of_an_arrest_without_names_or_words(arrest: Make, last_event: Callable[[], Event]) -> None:
    made = arrest(reply="It was my cousin")
    event = last_event()
    assert made.reference in {subject.reference for subject in event.subjects.all()}
    assert event.detail == {"offence": "mda_s4_3a", "child": False, "warrant": ""}


def test_arrest_is_by_a_constable_of_the_operation(
    arrest: Make, colleague: Callable[..., User], outsider: User
) -> None:
    with pytest.raises(Refused, match="constable or above"):
        arrest(by=colleague("clerk", Role.EXHIBITS, Rank.STAFF))
    with pytest.raises(Refused, match="search team"):
        arrest(by=colleague("press", Role.PRESS))
    with pytest.raises(NotFound):
        arrest(by=outsider)
    assert not Arrest.unguarded.exists()


def test_untold_person_needs_a_reason_also_in_the_database(arrest: Make) -> None:
    made = arrest(told=False, exceptional_reason="Ran off across the estate and was treated at once")
    made.exceptional_reason = ""
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


@pytest.mark.parametrize(
    ("born", "appears", "age", "child"),
    [
        (date(2008, 11, 25), False, 17, True),
        (date(2008, 11, 24), False, 18, False),
        (date(2008, 11, 24), True, 18, False),
        (None, True, None, True),
        (None, False, None, False),
    ],
)
def test_age_is_counted_at_the_arrest(
    arrest: Make, born: date | None, appears: bool, age: int | None, child: bool
) -> None:
    made = arrest("2026-11-24 06:10", born_on=born, appears_under_18=appears)
    assert (made.age, made.is_child) == (age, child)


def test_age_turns_at_midnight_in_london(arrest: Make) -> None:
    assert arrest("2026-07-01 23:30", born_on=date(2008, 7, 2)).age == 18


def test_arrival_is_the_custody_desks_and_once(arrest: Make, desk: Desk, officer: User) -> None:
    made = arrest()
    gate = {"station": "Central", "arrived_at": utc("2026-11-24 06:55"), "at": utc("2026-11-24 07:00")}
    with pytest.raises(Refused, match="custody officer"):
        acts.arrive(made.reference, by=officer, **gate)
    with pytest.raises(Refused, match="Nobody under arrest") as early:
        acts.arrive(made.reference, by=desk.sergeant, **{**gate, "arrived_at": utc("2026-11-24 06:09")})
    assert early.value.field == "arrived_at"
    assert not Detention.unguarded.exists()
    acts.arrive(made.reference, by=desk.sergeant, **gate)
    with pytest.raises(Refused, match="recorded already"):
        acts.arrive(made.reference, by=desk.sergeant, **gate)


@pytest.fixture
def arrived(detained: Detained) -> Detention:
    return detained("2026-11-24 06:10", "2026-11-24 06:55", None)


def test_nobody_of_the_investigation_is_custody_officer(
    arrived: Detention, inspector: User, operation: Operation, person: People, last_event: Callable[[], Event]
) -> None:
    at = utc("2026-11-24 07:20")
    both = person("both", Rank.SERGEANT, {"Custody": [Role.CUSTODY], operation.compartment: [Role.TEAM]})
    for involved in (inspector, both):
        with pytest.raises(Refused, match=r"s\.36\(5\)"):
            acts.authorise_detention(
                arrived.reference, grounds="Interview to be held", authorised_at=at, by=involved, at=at
            )
        assert last_event().outcome == Outcome.REFUSED
    assert Detention.unguarded.get().state == "arrived"
    assert arrived.events.count() == 2


def test_review_is_by_an_inspector_who_takes_no_part(
    detained: Detained, review: Callable[..., Detention], desk: Desk, inspector: User, outsider: User
) -> None:
    detention = detained("2026-11-24 06:10", "2026-11-24 06:55", "2026-11-24 07:20")
    with pytest.raises(Refused, match="inspector or above"):
        review(detention, "2026-11-24 13:00", by=desk.sergeant)
    with pytest.raises(Refused, match="directly involved"):
        review(detention, "2026-11-24 13:00", by=inspector)
    with pytest.raises(NotFound):
        review(detention, "2026-11-24 13:00", by=outsider)
    assert not detention.events.filter(type="review").exists()


def test_charge_and_release_are_the_custody_officers(detained: Detained, desk: Desk, inspector: User) -> None:
    detention = detained("2026-11-24 06:10", "2026-11-24 06:55", "2026-11-24 07:20")
    at = utc("2026-11-24 09:00")
    with pytest.raises(Refused):
        acts.charge(detention.reference, offence="mda_s5_3", charged_at=at, by=inspector, at=at)
    with pytest.raises(Refused):
        acts.release(detention.reference, outcome="no_further_action", reason="x", released_at=at, by=inspector, at=at)
    assert Detention.unguarded.get().state == "detained"


def test_arrests_and_people_in_custody_of_an_operation(
    detained: Detained, desk: Desk, inspector: User, operation: Operation, look: Callable[[User], Viewer]
) -> None:
    held = [detained("2026-11-24 06:10", "2026-11-24 06:55", "2026-11-24 07:20") for _ in range(2)]
    at = utc("2026-11-24 09:00")
    viewer = look(inspector)
    assert len(queries.in_custody(viewer, operation.reference)) == 2
    acts.release(
        held[0].reference, outcome="under_investigation", reason="Tests", released_at=at, by=desk.sergeant, at=at
    )
    assert [row.reference for row in queries.in_custody(viewer, operation.reference)] == [held[1].reference]
    assert len(queries.arrests(viewer, operation.reference)) == 2


def test_every_verb_has_words() -> None:
    written = {
        node.args[0].value
        for path in Path(acts.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "acting"
    }
    assert written == set(VERBS)


def test_person_let_go_on_the_way_does_not_arrive(
    arrest: Make, officer: User, desk: Desk, look: Callable[[User], Viewer]
) -> None:
    made = arrest()
    let_go = {"released_at": utc("2026-11-24 06:30"), "by": officer, "at": utc("2026-11-24 06:31")}
    assert queries.on_the_way(look(desk.sergeant)) == [made]
    for wrong in ({"reason": "x"}, {"reason": "It was another man", "released_at": utc("2026-11-24 06:09")}):
        with pytest.raises(Refused, match=r"s\.30"):
            acts.release_on_the_way(made.reference, **{**let_go, **wrong})
    with pytest.raises(Refused, match="commander or investigator"):
        acts.release_on_the_way(made.reference, **{**let_go, "by": desk.sergeant, "reason": "It was another man"})
    acts.release_on_the_way(made.reference, reason="The seller had a scar; this man has none", **let_go)
    assert queries.on_the_way(look(desk.sergeant)) == []
    with pytest.raises(Refused, match="let go"):
        acts.arrive(made.reference, station="Central", arrived_at=let_go["at"], by=desk.sergeant, at=let_go["at"])

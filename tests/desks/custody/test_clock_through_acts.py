"""The worked examples of the custody clock, through the acts that keep the ledger."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.desks.conftest import People
from tests.desks.custody.conftest import Desk, utc

from handel.desks.custody import acts
from handel.desks.custody.clocks import held
from handel.desks.custody.models import Detention, DetentionEvent
from handel.platform.access.roles import Role
from handel.rules import Refused
from handel.rules.england_wales.ranks import Rank

Detained = Callable[..., Detention]
Review = Callable[..., Detention]


def test_clock_runs_from_the_gate_and_reviews_from_authorisation(detained: Detained, review: Review) -> None:
    detention = detained("2026-11-24 06:10", "2026-11-24 06:55", "2026-11-24 07:20")
    clock = held(detention, utc("2026-11-24 08:00")).clock
    assert clock.relevant_time == utc("2026-11-24 06:55")
    assert clock.limit_24h == utc("2026-11-25 06:55")
    assert clock.next_review_due == utc("2026-11-24 13:20")
    review(detention, "2026-11-24 13:20")
    assert held(detention, utc("2026-11-24 14:00")).clock.next_review_due == utc("2026-11-24 22:20")


def test_queue_at_the_desk_uses_up_time(detained: Detained) -> None:
    detention = detained("2026-11-24 06:30", "2026-11-24 07:00", "2026-11-24 09:15")
    clock = held(detention, utc("2026-11-24 09:15")).clock
    assert clock.limit_24h == utc("2026-11-25 07:00")
    assert clock.next_review_due == utc("2026-11-24 15:15")


def test_volunteer_arrested_at_the_station_is_held_from_the_arrest(detained: Detained) -> None:
    detention = detained("2026-11-24 11:30", "2026-11-24 11:30", None, arrested_where="station")
    assert held(detention, utc("2026-11-24 12:00")).clock.relevant_time == utc("2026-11-24 11:30")


def extend(detention: Detention, when: str, by: object, **values: object) -> Detention:
    about = {
        "until": None,
        "necessary": "Two telephones still to be read before the second interview",
        "diligent": True,
        "representations_heard": True,
        "extended_at": utc(when),
        "by": by,
        "at": utc(when),
    }
    return acts.extend(detention.reference, **{**about, **values})


@pytest.fixture
def held_overnight(detained: Detained, review: Review) -> Detention:
    """Worked example 11 up to its first review."""
    detention = detained("2026-11-24 06:20", "2026-11-24 07:00", "2026-11-24 07:30")
    return review(detention, "2026-11-24 13:00")


def test_no_extension_before_the_second_review(held_overnight: Detention, desk: Desk) -> None:
    with pytest.raises(Refused, match=r"second review.*s\.42\(4\)\(b\)"):
        extend(held_overnight, "2026-11-24 20:00", desk.superintendent)
    assert held(held_overnight, utc("2026-11-24 20:01")).clock.expires_at == utc("2026-11-25 07:00")


def test_extension_to_thirty_six_hours(held_overnight: Detention, review: Review, desk: Desk) -> None:
    review(held_overnight, "2026-11-24 21:30")
    extend(held_overnight, "2026-11-25 05:00", desk.superintendent)
    assert held(held_overnight, utc("2026-11-25 05:00")).clock.expires_at == utc("2026-11-25 19:00")


def test_no_extension_after_twenty_four_hours(held_overnight: Detention, review: Review, desk: Desk) -> None:
    review(held_overnight, "2026-11-24 21:30")
    with pytest.raises(Refused, match=r"s\.42\(4\)\(a\)"):
        extend(held_overnight, "2026-11-25 07:01", desk.superintendent)


def test_extension_not_past_thirty_six_hours(held_overnight: Detention, review: Review, desk: Desk) -> None:
    review(held_overnight, "2026-11-24 21:30")
    with pytest.raises(Refused, match="past 36 hours") as refusal:
        extend(held_overnight, "2026-11-25 05:00", desk.superintendent, until=utc("2026-11-25 19:01"))
    assert refusal.value.field == "until"


def test_extension_is_a_superintendents(held_overnight: Detention, review: Review, desk: Desk) -> None:
    review(held_overnight, "2026-11-24 21:30")
    with pytest.raises(Refused, match=r"superintendent or above.*s\.42\(1\)"):
        extend(held_overnight, "2026-11-25 05:00", desk.inspector)


def test_court_warrant_runs_from_its_issue(held_overnight: Detention, review: Review, desk: Desk) -> None:
    review(held_overnight, "2026-11-24 21:30")
    extend(held_overnight, "2026-11-25 05:00", desk.superintendent)
    issued = utc("2026-11-25 15:00")
    acts.record_warrant(held_overnight.reference, court="City", hours=36, issued_at=issued, by=desk.sergeant, at=issued)
    clock = held(held_overnight, issued).clock
    assert clock.expires_at == utc("2026-11-27 03:00")
    assert clock.limit_96h == utc("2026-11-28 07:00")


def test_late_review_is_recorded_as_late_with_its_reason(detained: Detained, review: Review) -> None:
    detention = detained("2026-11-24 06:10", "2026-11-24 06:55", "2026-11-24 07:20")
    with pytest.raises(Refused, match="postponed") as refusal:
        review(detention, "2026-11-24 14:05")
    assert refusal.value.field == "reason_for_delay"
    review(detention, "2026-11-24 14:05", reason_for_delay="The only inspector was at a stabbing")
    entry = detention.events.get(type="review")
    assert entry.breach.startswith("Held late: it was due 24 November 2026 at 1:20pm GMT")
    assert entry.fields["reason_for_delay"] == "The only inspector was at a stabbing"
    assert held(detention, utc("2026-11-24 15:00")).clock.next_review_due == utc("2026-11-24 22:20")


@pytest.mark.parametrize("authorised", [None, "2026-11-24 07:20"])
def test_detention_that_ran_out_is_said_loudly_and_its_end_recorded_as_a_breach(
    detained: Detained, desk: Desk, authorised: str | None
) -> None:
    detention = detained("2026-11-24 06:10", "2026-11-24 06:55", authorised)
    late = utc("2026-11-25 06:56")
    assert any("has run out" in alarm for alarm in held(detention, late).alarms)
    assert not any("has run out" in alarm for alarm in held(detention, utc("2026-11-25 06:55")).alarms)
    acts.release(
        detention.reference,
        outcome="no_further_action",
        reason="Nothing was found on the telephone",
        released_at=late,
        by=desk.sergeant,
        at=late,
    )
    assert "s.41(7)" in detention.events.get(type="released").breach
    assert held(Detention.unguarded.get(), late).alarms == []


def test_authorisation_after_the_limit_is_kept_and_marked(detained: Detained, desk: Desk) -> None:
    detention = detained("2026-11-24 06:10", "2026-11-24 06:55", None)
    late = utc("2026-11-25 07:30")
    acts.authorise_detention(
        detention.reference, grounds="Interview still to be held", authorised_at=late, by=desk.sergeant, at=late
    )
    assert (
        "Detention had run out 25 November 2026 at 6:55am GMT"
        in detention.events.get(type="detention_authorised").breach
    )


def test_hospital_for_treatment_stops_the_clock_and_questions_there_do_not(detained: Detained, desk: Desk) -> None:
    detention = detained("2026-11-24 06:20", "2026-11-24 07:00", "2026-11-24 07:30")
    end = utc("2026-11-24 16:30")

    def record(type: str, when: str, **values: object) -> None:
        acts.record_event(detention.reference, type=type, happened_at=utc(when), by=desk.sergeant, at=end, **values)

    record("left_for_hospital", "2026-11-24 12:00")
    assert held(detention, utc("2026-11-24 13:00")).in_hospital
    record("questioned", "2026-11-24 14:00", until=utc("2026-11-24 14:20"))
    record("returned", "2026-11-24 16:30")
    now = held(detention, end)
    assert now.clock.limit_24h == utc("2026-11-25 11:10")
    assert not now.in_hospital


def test_bail_ends_on_the_computed_day_and_earlier_detention_counts(detained: Detained, desk: Desk) -> None:
    detention = detained("2026-11-24 06:20", "2026-11-24 07:00", "2026-11-24 07:30")
    out = utc("2026-11-24 16:00")
    bail = {"outcome": "bail", "reason": "Telephones at the laboratory", "released_at": out, "by": desk.sergeant}
    with pytest.raises(Refused, match=r"Condition D.*s\.47ZC"):
        acts.release(detention.reference, conditions_met=["A", "B", "C"], at=out, **bail)
    on_bail = acts.release(detention.reference, conditions_met=["A", "B", "C", "D"], at=out, **bail)
    assert str(on_bail.bail_until) == "2027-02-24"
    back = utc("2026-12-10 10:00")
    answered = acts.answer_bail(detention.reference, answered_at=back, by=desk.sergeant, at=back)
    assert answered.bail_until is None
    assert held(answered, back).clock.limit_24h == utc("2026-12-11 01:00")


def test_charge_ends_the_limits_and_only_a_court_follows(detained: Detained, desk: Desk) -> None:
    detention = detained("2026-11-24 06:20", "2026-11-24 07:00", "2026-11-24 07:30")
    at = utc("2026-11-24 15:00")
    charged = acts.charge(detention.reference, offence="mda_s5_3", charged_at=at, by=desk.sergeant, at=at)
    assert held(charged, at).clock.expires_at is None
    released = {"reason": "No ground to keep them", "released_at": at, "by": desk.sergeant, "at": at}
    with pytest.raises(Refused, match="after charge"):
        acts.release(detention.reference, outcome="bail", **released)
    assert acts.release(detention.reference, outcome="bail_to_court", **released).state == "released"


def test_delay_of_rights_ends_thirty_six_hours_after_arrival(detained: Detained, desk: Desk, person: People) -> None:
    detention = detained("2026-11-24 06:20", "2026-11-24 07:00", "2026-11-24 07:30")
    at = utc("2026-11-24 08:00")
    delay = {"grounds": "A message would warn the man still sought", "delayed_at": at, "at": at}
    with pytest.raises(Refused, match=r"superintendent.*s\.58"):
        acts.delay_rights(detention.reference, right="solicitor", by=desk.inspector, **delay)
    acts.delay_rights(detention.reference, right="inform", by=desk.inspector, **delay)
    assert held(detention, at).rights_delay.at == utc("2026-11-25 19:00")
    late = utc("2026-11-25 20:00")
    acts.give_rights(detention.reference, right="inform", given_at=late, by=desk.sergeant, at=late)
    assert "Given late" in detention.events.get(type="rights_given").breach
    assert held(detention, late).rights_delay.at is None


def test_nothing_is_recorded_before_it_happens_or_where_it_cannot_stand(detained: Detained, desk: Desk) -> None:
    detention = detained("2026-11-24 06:20", "2026-11-24 07:00", "2026-11-24 07:30")
    now = utc("2026-11-24 08:00")
    with pytest.raises(Refused, match="still to come") as to_come:
        acts.charge(
            detention.reference,
            offence="mda_s5_3",
            charged_at=now + timedelta(minutes=1),
            by=desk.sergeant,
            at=now,
        )
    assert to_come.value.field == "charged_at"
    with pytest.raises(Refused, match="not in hospital"):
        acts.record_event(detention.reference, type="returned", happened_at=now, by=desk.sergeant, at=now)
    assert detention.events.count() == 3


def test_ledger_cannot_be_changed(detained: Detained) -> None:
    detention = detained("2026-11-24 06:20", "2026-11-24 07:00", "2026-11-24 07:30")
    for change in (detention.events.all().delete, lambda: detention.events.update(breach="")):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    assert DetentionEvent.objects.count() == 3


@pytest.mark.parametrize("rank", [Rank.STAFF, Rank.CONSTABLE])
def test_custody_officer_is_a_sergeant_or_above(detained: Detained, person: People, rank: Rank) -> None:
    detention = detained("2026-11-24 06:20", "2026-11-24 07:00", None)
    assistant = person("assistant", rank, {"Custody": [Role.CUSTODY]})
    at = utc("2026-11-24 07:30")
    with pytest.raises(Refused, match=r"s\.36\(3\)"):
        acts.authorise_detention(detention.reference, grounds="Interview", authorised_at=at, by=assistant, at=at)

"""The worked examples of the custody clock: law and doctrine, section 5. `at("24 06:55")` is in UTC, November 2026."""

from datetime import UTC, datetime, timedelta

import pytest

from handel.rules import Refused
from handel.rules.england_wales import detention
from handel.rules.england_wales.detention import Clock, Event, clock
from handel.rules.england_wales.ranks import Rank


def at(day_and_time: str) -> datetime:
    text = day_and_time if day_and_time.startswith("20") and "T" in day_and_time else f"2026-11-{day_and_time}"
    parsed = datetime.fromisoformat(text)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def event(kind: str, when: str, **fields: object) -> Event:
    if isinstance(fields.get("until"), str):
        fields["until"] = at(str(fields["until"]))
    return Event(kind, at(when), **fields)  # type: ignore[arg-type]


def events(*pairs: tuple[str, str]) -> list[Event]:
    return [event(kind, when) for kind, when in pairs]


def due(answer: Clock) -> list[datetime]:
    return [review.due for review in answer.reviews]


EXAMPLE_1 = events(("arrested", "24 06:10"), ("arrived", "24 06:55"), ("detention_authorised", "24 07:20"))
IN_AT_7 = events(("arrested", "24 06:30"), ("arrived", "24 07:00"))
EXAMPLE_11 = [
    *IN_AT_7,
    *events(("detention_authorised", "24 07:30"), ("review", "24 13:00"), ("review", "24 21:30")),
]


def test_section_5_example_1():
    answer = clock(EXAMPLE_1, at("24 08:00"))
    assert answer.relevant_time == at("24 06:55")
    assert answer.limit_24h == answer.expires_at == at("25 06:55")
    assert answer.next_review_due == at("24 13:20")
    after_first = clock([*EXAMPLE_1, event("review", "24 13:20")], at("24 14:00"))
    assert due(after_first) == [at("24 13:20"), at("24 22:20")]


def test_section_5_example_2_the_queue_uses_up_detention_time():
    answer = clock(
        events(("arrested", "24 06:20"), ("arrived", "24 07:00"), ("detention_authorised", "24 09:15")),
        at("24 10:00"),
    )
    assert answer.limit_24h == at("25 07:00")
    assert answer.next_review_due == at("24 15:15")


def test_section_5_example_3_volunteer():
    answer = clock([event("arrested", "24 11:30", where="station")], at("24 12:00"))
    assert answer.relevant_time == at("24 11:30")


def test_section_5_example_4_wanted_by_another_area():
    arrest = event("arrested", "24 08:00", where="other_area")
    kent = event("arrived", "24 08:40", in_investigating_area=False)
    assert clock([arrest, kent], at("24 12:00")).relevant_time is None
    assert clock([arrest, kent, event("arrived", "24 13:30")], at("24 14:00")).relevant_time == at("24 13:30")
    late = [arrest, kent, event("arrived", "25 09:30")]
    assert clock(late, at("25 10:00")).relevant_time == at("25 08:00")
    assert clock(late, at("25 08:30")).relevant_time == at("25 08:00"), "the 24 hours end before the arrival"
    questioned = [arrest, kent, event("questioned", "24 09:00"), event("arrived", "24 13:30")]
    assert clock(questioned, at("24 14:00")).relevant_time == at("24 08:40")


def test_section_5_example_5_arrested_in_scotland():
    record = [
        event("arrested", "20 09:00", where="outside_england_and_wales"),
        event("entered_jurisdiction", "20 14:00"),
        event("arrived", "21 15:00"),
    ]
    assert clock(record, at("21 16:00")).relevant_time == at("21 14:00")


def test_section_5_example_6_further_arrest_changes_nothing():
    answer = clock([*EXAMPLE_1, event("further_arrest", "24 18:00")], at("24 19:00"))
    assert answer.limit_24h == at("25 06:55")


def test_section_5_example_7_treatment_in_hospital():
    away = [*IN_AT_7, event("left_for_hospital", "24 12:00"), event("returned", "24 16:30")]
    assert clock(away, at("24 17:00")).limit_24h == at("25 11:30")
    questioned = event("questioned", "24 14:00", until="24 14:20")
    assert clock([*away, questioned], at("24 17:00")).limit_24h == at("25 11:10")


def test_section_5_example_8_x_ray_counts():
    away = [event("left_for_hospital", "24 12:00", purpose="investigation"), event("returned", "24 16:30")]
    assert clock([*IN_AT_7, *away], at("24 17:00")).limit_24h == at("25 07:00")


def test_section_5_example_9_answering_bail():
    record = [*IN_AT_7, event("released_on_bail", "24 16:00"), event("answered_bail", "2026-12-10T10:00")]
    answer = clock(record, at("2026-12-10T11:00"))
    assert answer.limit_24h == at("2026-12-11T01:00")
    assert answer.counted == timedelta(hours=10)


def test_section_5_example_10_arrest_for_breach_of_bail():
    record = [
        *IN_AT_7,
        event("released_on_bail", "24 16:00"),
        event("arrested_for_breach", "2026-12-05T21:20"),
        event("arrived", "2026-12-05T22:00"),
    ]
    assert clock(record, at("2026-12-06T00:59")).counted == timedelta(hours=9)
    assert clock(record, at("2026-12-06T01:10")).counted == timedelta(hours=9, minutes=10)
    assert clock(record, at("2026-12-06T02:00")).limit_24h == at("2026-12-06T16:00")


def test_section_5_example_10_in_2015_the_three_hours_count():
    record = [
        event("arrested", "2015-09-22T05:00"),
        event("arrived", "2015-09-22T06:00"),
        event("released_on_bail", "2015-09-22T15:00"),
        event("arrested_for_breach", "2015-10-05T21:20"),
        event("arrived", "2015-10-05T22:00"),
    ]
    assert clock(record, at("2015-10-05T23:00")).limit_24h == at("2015-10-06T13:00")


def extend(record: list[Event], when: str, **changes: object) -> str:
    answers: dict[str, object] = {
        "rank": Rank.SUPERINTENDENT,
        "indictable": True,
        "necessary": "Telephones seized are still being read for the buyers' messages.",
        "diligent": True,
        "representations_heard": True,
    }
    return detention.check_extension(record, at(when), **(answers | changes))[-1].text  # type: ignore[arg-type]


def test_section_5_example_11_superintendent_extension():
    before_second_review = [e for e in EXAMPLE_11 if e.at <= at("24 20:00")]
    with pytest.raises(Refused, match="second review"):
        extend(before_second_review, "24 20:00")
    assert "25 November 2026 at 7pm GMT" in extend(EXAMPLE_11, "25 05:00")
    assert "25 November 2026 at 7pm GMT" in extend(EXAMPLE_11, "25 07:00"), "not more than 24 hours includes 24"
    with pytest.raises(Refused, match=r"s\.42\(4\)\(a\)"):
        extend(EXAMPLE_11, "25 07:01")
    with pytest.raises(Refused, match="past 36 hours"):
        extend(EXAMPLE_11, "25 05:00", until=at("25 19:01"))


def test_section_5_example_11_in_the_record():
    early = clock([*EXAMPLE_11, event("extension", "24 20:00")], at("25 06:00"))
    assert [(r.event.type, r.citation) for r in early.refused] == [("extension", "PACE 1984 s.42(4)(b)")]
    assert early.expires_at == at("25 07:00")
    valid = clock([*EXAMPLE_11, event("extension", "25 05:00")], at("25 06:00"))
    assert valid.expires_at == at("25 19:00")
    late = clock([*EXAMPLE_11, event("extension", "25 07:01")], at("25 08:00"))
    assert late.refused and late.expires_at == at("25 07:00")


def test_section_5_example_12_warrant_of_further_detention():
    record = [*EXAMPLE_11, event("extension", "25 05:00"), event("further_warrant", "25 15:00", hours=36)]
    answer = clock(record, at("25 16:00"))
    assert answer.expires_at == at("27 03:00")
    assert answer.limit_96h == at("28 07:00")
    extended = clock([*record, event("further_warrant", "27 02:00", hours=36)], at("27 04:00"))
    assert extended.expires_at == at("28 07:00"), "28 hours more, not 36"


def test_section_5_example_13_a_postponed_review_moves_nothing():
    answer = clock([*EXAMPLE_1, event("review", "24 14:05")], at("24 15:00"))
    assert answer.next_review_due == at("24 22:20")


def test_section_5_example_14_an_early_review_brings_the_next_forward():
    answer = clock([*EXAMPLE_1, event("review", "24 11:20")], at("24 12:00"))
    assert answer.next_review_due == at("24 20:20")


def test_section_5_example_15_clocks_go_back():
    record = [
        event("arrested", "2026-10-24T19:30+01:00"),
        event("arrived", "2026-10-24T20:00+01:00"),
        event("detention_authorised", "2026-10-24T20:30+01:00"),
    ]
    answer = clock(record, at("2026-10-24T20:40+00:00"))
    assert answer.limit_24h == at("2026-10-25T19:00+00:00")
    assert answer.next_review_due == at("2026-10-25T01:30+00:00")
    assert answer.limit_96h == at("2026-10-28T19:00+00:00")
    reviewed = clock([*record, event("review", "2026-10-25T01:30+00:00")], at("2026-10-25T02:00+00:00"))
    assert reviewed.next_review_due == at("2026-10-25T10:30+00:00")


def test_section_5_example_16_clocks_go_forward():
    record = [
        event("arrested", "2027-03-27T19:30+00:00"),
        event("arrived", "2027-03-27T20:00+00:00"),
        event("detention_authorised", "2027-03-27T20:30+00:00"),
    ]
    answer = clock(record, at("2027-03-27T21:00+00:00"))
    assert answer.limit_24h == at("2027-03-28T21:00+01:00")
    assert answer.next_review_due == at("2027-03-28T03:30+01:00")
    assert answer.limit_36h == at("2027-03-29T09:00+01:00")


def test_section_5_example_17_the_court_sits_after_36_hours():
    record = [
        *events(("arrested", "23 15:30"), ("arrived", "23 16:00"), ("detention_authorised", "23 16:30")),
        *events(("review", "23 22:30"), ("review", "24 07:30"), ("extension", "24 15:00")),
    ]
    court = at("25 09:30")
    steps = detention.check_warrant_application(record, at("25 09:59"), True, court_sits_at=court)
    assert "25 November 2026 at 10am GMT" in steps[-1].text
    with pytest.raises(Refused, match="10am GMT"):
        detention.check_warrant_application(record, at("25 10:00"), True, court_sits_at=court)
    with pytest.raises(Refused, match="4am GMT"):
        detention.check_warrant_application(record, at("25 04:00"), True)
    granted = clock([*record, event("further_warrant", "25 09:45", hours=12)], at("25 10:00"))
    assert granted.expires_at == at("25 21:45")


def test_section_7_custody_capacity():
    from handel.rules.england_wales.custody_capacity import booking_in

    authorised = booking_in([at("24 07:00")] * 9, desks=3, each=timedelta(minutes=45))
    assert authorised == [at(f"24 {time}") for time in ("07:45", "08:30", "09:15") for _ in range(3)]
    clocks = [
        clock([*IN_AT_7, Event("detention_authorised", when)], at("24 10:00"))  # type: ignore[arg-type]
        for when in authorised
    ]
    assert {answer.relevant_time for answer in clocks} == {at("24 07:00")}
    assert max(answer.next_review_due for answer in clocks if answer.next_review_due) == at("24 15:15")


def test_section_5_detained_in_one_area_and_taken_to_another():
    here = [*IN_AT_7, event("detention_authorised", "24 07:30"), event("transfer_left", "24 15:00")]
    arrived = clock([*here, event("arrived", "24 18:00")], at("24 19:00"))
    assert arrived.relevant_time == at("24 18:00")
    assert arrived.limit_24h == arrived.expires_at == at("25 18:00")
    assert arrived.next_review_due == at("24 13:30"), "reviews run on until detention is authorised there"
    late = [*here, event("arrived", "25 16:00")]
    assert clock([*EXAMPLE_11, event("extension", "25 05:00")], at("25 06:00")).expires_at == at("25 19:00")
    assert clock(late, at("25 15:30")).relevant_time == at("25 15:00")
    assert clock(late, at("25 17:00")).relevant_time == at("25 15:00")
    questioned = [*here, event("questioned", "24 14:00", about_transfer_offence=True), event("arrived", "24 18:00")]
    assert clock(questioned, at("24 19:00")).relevant_time == at("24 07:00")
    again = clock([*here, event("transfer_left", "24 16:00")], at("24 17:00"))
    assert [r.citation for r in again.refused] == ["PACE 1984 s.41(5)"]


def test_after_a_transfer_the_limits_begin_again():
    extended = [*EXAMPLE_11, event("extension", "25 05:00"), event("transfer_left", "25 06:00")]
    assert clock([*extended, event("arrived", "25 08:00")], at("25 09:00")).expires_at == at("26 08:00")


def test_after_bail_reviews_begin_again_with_the_new_authorisation():
    record = [
        *EXAMPLE_11,
        *events(("released_on_bail", "24 22:00"), ("answered_bail", "30 10:00"), ("detention_authorised", "30 10:15")),
    ]
    answer = clock(record, at("30 11:00"))
    assert due(answer) == [at("30 16:15")]
    with pytest.raises(Refused, match="second review"):
        extend(record, "30 12:00")
    on_bail = clock(record, at("29 10:00"))
    assert (on_bail.expires_at, on_bail.next_review_due, on_bail.clock_stopped) == (None, None, "on bail")
    assert on_bail.counted == timedelta(hours=15)


def test_a_warrant_cannot_revive_detention_that_has_ended():
    answer = clock([*EXAMPLE_11, event("further_warrant", "25 07:01")], at("25 08:00"))
    assert [r.citation for r in answer.refused] == ["PACE 1984 s.43(5), s.44"]
    assert answer.expires_at == at("25 07:00")
    assert answer.counted == timedelta(hours=25), "detention past its limit is shown, not hidden"


def test_only_an_indictable_offence_extends_detention():
    record = [
        *EXAMPLE_11,
        event("extension", "25 05:00", indictable=False),
        event("further_warrant", "25 05:00", indictable=False),
    ]
    assert len(clock(record, at("25 06:00")).refused) == 2
    with pytest.raises(Refused, match="indictable"):
        detention.check_warrant_application(EXAMPLE_11, at("25 05:00"), False)


@pytest.mark.parametrize(
    ("changes", "citation"),
    [
        ({"rank": Rank.CHIEF_INSPECTOR}, "PACE 1984 s.42(1)"),
        ({"indictable": False}, "PACE 1984 s.42(1)(b)"),
        ({"necessary": "as above"}, "PACE 1984 s.42(1)(a)"),
        ({"diligent": False}, "PACE 1984 s.42(1)(c)"),
        ({"representations_heard": False}, "PACE 1984 s.42(6)"),
        ({"until": at("25 06:00")}, "PACE 1984 s.42"),
    ],
)
def test_an_extension_is_refused(changes: dict[str, object], citation: str):
    with pytest.raises(Refused) as refusal:
        extend(EXAMPLE_11, "25 05:00", **changes)
    assert refusal.value.citation == citation


def test_a_shorter_extension_may_be_extended_again_to_36_hours():
    shorter = [*EXAMPLE_11, event("extension", "25 05:00", until="25 12:00")]
    assert clock(shorter, at("25 06:00")).expires_at == at("25 12:00")
    assert "7pm" in extend(shorter, "25 11:00")
    with pytest.raises(Refused, match=r"s\.42\(2\)"):
        extend(shorter, "25 12:01")


def test_charge_and_release_end_the_limits():
    charged = clock([*EXAMPLE_11, event("charged", "24 22:00")], at("25 09:00"))
    assert (charged.expires_at, charged.counted, charged.next_review_due) == (None, timedelta(hours=15), at("25 06:30"))
    released = clock([*EXAMPLE_11, event("released", "24 22:00")], at("25 09:00"))
    assert (released.expires_at, released.next_review_due, released.clock_stopped) == (None, None, "released")


def test_new_evidence_after_release_begins_a_fresh_clock():
    record = [
        *EXAMPLE_11,
        event("released", "24 22:00"),
        event("rearrested_new_evidence", "28 08:00"),
        event("arrived", "28 08:30"),
    ]
    answer = clock(record, at("28 09:00"))
    assert (answer.relevant_time, answer.counted) == (at("28 08:30"), timedelta(minutes=30))


def test_street_bail_is_answered_at_the_station():
    record = events(("arrested", "24 06:00"), ("released_on_bail", "24 06:20"), ("answered_bail", "30 10:00"))
    assert clock(record, at("30 11:00")).relevant_time == at("30 10:00")


def test_rights_are_delayed_no_longer_for_time_in_hospital():
    away = [*IN_AT_7, event("left_for_hospital", "24 12:00"), event("returned", "24 16:30")]
    assert clock(away, at("24 17:00")).rights_delay_limit == at("25 19:00")


def test_reviews_before_bail_do_not_serve_an_extension_after_it():
    record = [*EXAMPLE_11, *events(("released_on_bail", "24 22:00"), ("answered_bail", "30 10:00"))]
    with pytest.raises(Refused, match="second review"):
        extend(record, "30 11:00")

"""Worked examples of periods: retention (section 1), warrants (3), bail (5), cash (6), case material (9)."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handel.rules import Refused
from handel.rules.england_wales import bail, calendar, cash, retention, warrants
from handel.rules.england_wales.ranks import Rank


def day(text: str) -> date:
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    parsed = datetime.fromisoformat(text)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def test_section_1_retention_group_3():
    assert retention.review_due(3, [day("2026-06-01")]).day == day("2032-06-01")
    assert retention.review_due(3, [day("2026-06-01"), day("2029-03-10")]).day == day("2035-03-10")
    assert retention.review_due(3, [day("2026-06-01")], last_review=day("2032-06-01")).day == day("2037-06-01")


def test_section_1_retention_group_1():
    assert retention.retain_until(day("1990-05-17")).day == day("2090-05-17")


def test_section_9_retention_of_case_material():
    assert retention.case_material_until(convicted=day("2027-03-01")) == day("2027-09-01")
    in_custody = {"convicted": day("2027-03-01"), "sentenced_to_custody": True}
    assert retention.case_material_until(**in_custody, released=day("2027-04-01")) == day("2027-09-01")
    assert retention.case_material_until(**in_custody, released=day("2029-04-01")) == day("2029-04-01")
    assert retention.case_material_until(**in_custody) is None
    assert retention.case_material_until(convicted=day("2027-03-01"), appeal_open=True) is None


@pytest.mark.parametrize(
    ("hold", "until", "on", "reason", "says"),
    [
        (True, None, "2040-01-01", "Minor offence, no contact since.", "until the case has ended"),
        (True, "2040-01-01", "2040-01-01", "Minor offence, no contact since.", "1 January 2040"),
        (False, None, "2032-05-31", "Minor offence, no contact since.", "1 June 2032"),
        (False, None, "2032-06-01", "standard", "does not say anything"),
    ],
)
def test_disposal_is_refused(hold: bool, until: str | None, on: str, reason: str, says: str):
    with pytest.raises(Refused, match=says):
        retention.check_disposal(
            due=day("2032-06-01"),
            on=day(on),
            reviewer=4,
            reason=reason,
            case_hold=hold,
            hold_until=until and day(until),
        )


def test_disposal_is_allowed_on_the_day_it_is_due():
    steps = retention.check_disposal(
        due=day("2032-06-01"), on=day("2032-06-01"), reviewer=4, reason="No contact for six years.", case_hold=False
    )
    assert "1 June 2032" in steps[0].text


@pytest.mark.parametrize(
    ("enactment", "issued", "printed", "expected"),
    [
        ("pace_s8", "2026-11-30", None, "2027-02-28"),
        ("mda_s23", "2026-11-20", None, "2026-12-20"),
        ("mda_s23", "2026-11-20", "2027-02-20", "2026-12-20"),
        ("mda_s23", "2026-01-31", None, "2026-02-28"),
        ("pace_s8", "2026-11-30", "2026-12-05", "2026-12-05"),
        ("mda_s23", "2015-09-18", None, "2015-10-18"),
        ("pace_s8", "2015-09-18", None, "2015-12-18"),
        ("pace_s8", "2005-12-31", None, "2006-01-31"),
    ],
)
def test_section_3_last_day_of_a_warrant(enactment: str, issued: str, printed: str | None, expected: str):
    answer = warrants.last_day(enactment, day(issued), printed and day(printed))
    assert answer.day == day(expected)


def test_section_3_unexecuted_at_expiry_is_a_return_still_to_be_made():
    answer = warrants.return_due("mda_s23", day("2026-11-20"), None, None)
    assert answer.day == day("2026-12-20")
    assert answer.steps[-1].citation == "PACE 1984 s.16(10)(b)"
    executed = warrants.return_due("mda_s23", day("2026-11-20"), None, at("2026-11-24T05:40"))
    assert executed.day == day("2026-11-24")


@pytest.mark.parametrize(
    ("arrest", "months", "expected"),
    [
        ("2026-11-24", 3, "2027-02-24"),
        ("2026-11-24", 6, "2027-05-24"),
        ("2026-11-24", 9, "2027-08-24"),
        ("2026-11-24", 12, "2027-11-24"),
        ("2026-11-29", 3, "2027-02-28"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-05-30", 3, "2026-08-30"),
        ("2026-05-30", 6, "2026-11-30"),
        ("2026-05-30", 9, "2027-02-28"),
    ],
)
def test_section_5_bail_before_charge(arrest: str, months: int, expected: str):
    assert bail.end_of(day(arrest), months).day == day(expected)


def give_bail(months: int, rank: Rank | None, when: str = "2026-11-24T20:00", **changes: object) -> date:
    before = {3: None, 6: 3, 9: 6, 12: 9, 18: 12}[months]
    answers = {"conditions_met": "ABCD", "representations_invited": True, "current_months": before} | changes
    return bail.check_bail(day("2026-11-24"), months, rank, at(when), **answers).day  # type: ignore[arg-type]


def test_bail_is_given_by_who_may_give_it():
    assert give_bail(3, Rank.SERGEANT) == day("2027-02-24")
    assert give_bail(6, Rank.INSPECTOR, "2027-02-24T23:59") == day("2027-05-24")
    assert give_bail(9, Rank.SUPERINTENDENT) == day("2027-08-24")
    assert give_bail(12, None, conditions_met="BCD") == day("2027-11-24")
    assert give_bail(12, Rank.COMMANDER, exceptionally_complex=True) == day("2027-11-24")


@pytest.mark.parametrize(
    ("months", "rank", "changes", "says"),
    [
        (6, Rank.SERGEANT, {}, "inspector"),
        (9, Rank.CHIEF_INSPECTOR, {}, "superintendent"),
        (12, Rank.COMMANDER, {}, "exceptionally complex"),
        (18, Rank.COMMANDER, {}, "cannot give bail"),
        (3, Rank.SERGEANT, {"conditions_met": "ABC"}, "Condition D"),
        (6, Rank.INSPECTOR, {"representations_invited": False}, "representations"),
        (6, Rank.INSPECTOR, {"when": "2027-02-25T00:00"}, "24 February 2027"),
        (9, Rank.SUPERINTENDENT, {"current_months": 3}, "follows bail to 6 months"),
        (3, Rank.SERGEANT, {"current_months": 3}, "already on bail"),
    ],
)
def test_bail_is_refused(months: int, rank: Rank, changes: dict[str, object], says: str):
    with pytest.raises(Refused, match=says):
        give_bail(months, rank, **changes)  # type: ignore[arg-type]


def test_bail_answers_for_2015_and_not_for_the_28_day_years():
    assert bail.ladder(day("2015-09-22"))
    with pytest.raises(Refused, match="No rule is held"):
        bail.ladder(day("2022-10-27"))


def test_section_6_cash_minimum():
    assert cash.qualifies(100_000, day("2026-11-24"))
    assert not cash.qualifies(99_999, day("2026-11-24"))
    assert cash.qualifies(100_000, day("2015-09-22"))


@pytest.mark.parametrize(
    ("seized", "end"),
    [
        ("2026-11-24T06:40", "2026-11-26T06:40"),
        ("2026-11-27T07:15", "2026-12-01T07:15"),
        ("2026-11-28T06:30", "2026-12-02T00:00"),
        ("2026-12-23T18:00", "2026-12-29T18:00"),
        ("2027-03-25T09:00", "2027-03-31T09:00+01:00"),
        ("2015-09-22T04:40", "2015-09-24T04:40"),
    ],
)
def test_section_6_cash_initial_period(seized: str, end: str):
    assert cash.initial_end(at(seized)) == at(end)


def test_cash_seized_before_a_year_without_bank_holidays_is_refused():
    with pytest.raises(Refused, match="bank holidays of 2016"):
        cash.initial_end(at("2015-12-31T18:00"))


def test_section_6_cash_orders():
    assert cash.order_end(day("2026-12-01")) == day("2027-05-31")
    assert cash.outer_limit(day("2026-12-01")) == day("2028-11-30")
    assert cash.order_end(day("2028-10-01"), day("2026-12-01")) == day("2028-11-30")


def test_times_are_shown_as_london_reads_them():
    assert calendar.show(at("2015-09-22T04:40")) == "22 September 2015 at 5:40am BST"
    assert calendar.show(at("2026-12-01T17:00")) == "1 December 2026 at 5pm GMT"
    assert calendar.show(at("2026-12-01T12:00")) == "1 December 2026 at midday GMT"
    assert calendar.show(at("2026-12-02T00:00")) == "2 December 2026 at midnight GMT"
    assert calendar.show(at("2026-12-02T00:05")) == "2 December 2026 at 12:05am GMT"
    assert calendar.show(at("2026-10-25T00:30")) != calendar.show(at("2026-10-25T01:30")), "the zone tells them apart"
    with pytest.raises(ValueError, match="no time zone"):
        calendar.show(datetime(2026, 1, 1))  # noqa: DTZ001


@given(st.dates(day("1990-01-01"), day("2090-01-01")), st.integers(0, 240))
def test_a_period_of_months_never_leaves_its_month(first: date, months: int):
    later = calendar.add_months(first, months)
    assert (later.year * 12 + later.month) - (first.year * 12 + first.month) == months
    assert later.day == first.day or (later + calendar.DAY).day == 1
    assert (later - calendar.last_day_of_months_beginning_with(first, months)).days in (0, 1)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 11, 30)), st.integers(1, 96))  # noqa: DTZ001
def test_working_hours_pass_only_on_working_days(naive: datetime, hours: int):
    start = naive.replace(tzinfo=UTC)
    end = calendar.add_working_hours(start, hours)
    just_before = calendar.london(end - calendar.timedelta(microseconds=1)).date()
    assert calendar.is_working_day(just_before)
    assert (end - start).total_seconds() >= hours * 3600
    assert calendar.add_working_hours(start, hours + 1) > end

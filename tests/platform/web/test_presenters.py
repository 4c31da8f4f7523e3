"""Forms as the components show them: nothing typed is lost, and what is wrong says what and where."""

from datetime import UTC, datetime

import pytest
from django import forms
from django.core.paginator import Paginator

from handel.platform.web.presenters import error_items, field_parameters, pagination_parameters
from handel.rules import Refused


class ReturnForm(forms.Form):
    issued = forms.DateTimeField(label="Issued", widget=forms.DateTimeInput)
    day = forms.DateField(label="Date of return", widget=forms.DateInput)
    count = forms.IntegerField(label="Items seized", required=False, max_value=99)
    outcome = forms.ChoiceField(
        label="What happened?", choices=[("", "---------"), ("entry", "Entry")], widget=forms.RadioSelect
    )
    bags = forms.MultipleChoiceField(
        label="Bags", choices=[(1, "One"), (2, "Two")], widget=forms.CheckboxSelectMultiple
    )
    office = forms.TypedChoiceField(label="Office", choices=[("Courts", [("w", "Westminster")]), ("", "Not known")])
    sworn = forms.BooleanField(label="This is true")
    token = forms.CharField(widget=forms.HiddenInput)


def test_a_first_value_in_utc_stands_in_the_box_as_the_time_in_london():
    form = ReturnForm(initial={"issued": datetime(2015, 9, 22, 4, 40, tzinfo=UTC)})
    it = field_parameters(form["issued"])
    assert (it["type"], it["value"]) == ("datetime-local", "2015-09-22T05:40")


def test_what_was_typed_comes_back_as_it_was():
    form = ReturnForm({"issued": "2015-09-22T05:40", "count": " twelve ", "outcome": "entry", "bags": ["2"]})
    assert field_parameters(form["issued"])["value"] == "2015-09-22T05:40"
    assert field_parameters(form["count"])["value"] == " twelve "
    assert [item["checked"] for item in field_parameters(form["outcome"])["items"]] == [True]
    assert [(item["value"], item["checked"]) for item in field_parameters(form["bags"])["items"]] == [
        ("1", False),
        ("2", True),
    ]


def test_a_ticked_box_stays_ticked_and_an_unticked_one_does_not():
    for data, ticked in [({"sworn": "on"}, True), ({}, False)]:
        (item,) = field_parameters(ReturnForm(data)["sworn"])["items"]
        assert item["checked"] is ticked


def test_choices_in_groups_are_all_offered():
    values = [item["value"] for item in field_parameters(ReturnForm()["office"])["items"]]
    assert values == ["w", ""]


def test_a_number_is_typed_into_a_box_that_does_not_change_by_scrolling():
    it = field_parameters(ReturnForm()["count"])
    assert (it["type"], it["inputmode"]) == ("text", "numeric")


def test_a_widget_that_no_component_shows_is_an_error_of_ours():
    class Odd(forms.Form):
        when = forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="SplitDateTimeWidget of field when"):
        field_parameters(Odd()["when"])


def test_errors_name_their_field_and_lead_to_it_in_the_order_of_the_form():
    form = ReturnForm({"issued": "soon", "day": "", "count": "100", "bags": ["1"], "office": "w", "token": "x"})
    assert [(item["message"], item["href"]) for item in error_items(form)] == [
        ("Issued: Enter a valid date/time.", "#id_issued"),
        ("Enter date of return", "#id_day"),
        ("Items seized: Ensure this value is less than or equal to 99.", "#id_count"),
        ("Choose an answer to “What happened?”", "#id_outcome"),
        ("Tick “This is true” to go on", "#id_sworn"),
    ]
    assert field_parameters(form["count"])["error"] == "Ensure this value is less than or equal to 99."


def test_an_error_of_ours_is_shown_as_it_was_written():
    form = ReturnForm({})
    form.add_error("day", "The return is later than 3 months after the issue.")
    assert {
        "message": "The return is later than 3 months after the issue.",
        "href": "#id_day",
    } in error_items(form)


def test_an_error_of_a_hidden_field_leads_nowhere():
    assert error_items(ReturnForm({}))[-1]["href"] == ""


def test_a_refusal_is_said_once_first_with_its_rule_and_what_to_do():
    refusal = Refused("The warrant has expired.", "PACE 1984 s.16(3)", "Return it to the court.", field="issued")
    form = ReturnForm(
        {
            "issued": "2015-09-22T05:40",
            "day": "2015-09-23",
            "outcome": "entry",
            "bags": ["1"],
            "office": "w",
            "sworn": "on",
            "token": "x",
        }
    )
    assert form.is_valid()
    form.add_error("issued", str(refusal))
    assert error_items(form, refusal) == [
        {
            "message": "The warrant has expired.",
            "citation": "PACE 1984 s.16(3)",
            "remedy": "Return it to the court.",
            "href": "#id_issued",
        }
    ]


def test_a_refusal_without_a_form_or_a_field_of_it_is_still_said():
    refusal = Refused("Message", "Citation", "Remedy", field="elsewhere")
    for form in (None, ReturnForm()):
        assert [item["href"] for item in error_items(form, refusal)] == [""]


def test_pages_of_a_list_keep_the_rest_of_the_address():
    parameters = pagination_parameters(Paginator(range(100), 10).page(5), "?status=open&page=2&q=a%26b")
    assert parameters["next"] == {"href": "?status=open&q=a%26b&page=6"}
    assert parameters["previous"] == {"href": "?status=open&q=a%26b&page=4"}
    assert [item.get("number", "…") for item in parameters["items"]] == [1, "…", 4, 5, 6, "…", 10]
    assert [item["number"] for item in parameters["items"] if item.get("current")] == [5]


def test_the_first_page_has_no_previous_and_the_last_no_next():
    paginator = Paginator(range(20), 10)
    assert "previous" not in pagination_parameters(paginator.page(1))
    assert "next" not in pagination_parameters(paginator.page(2))

"""What is typed at the intelligence desk."""

from typing import Any

from django import forms

from handel.desks.intelligence.models import Origin, State
from handel.platform.accounts.models import Marking
from handel.platform.web import forms as shared
from handel.platform.web.forms import Choices, capitalised, or_any
from handel.rules.england_wales import grading


def words(scheme: dict[str, str]) -> Choices:
    """A part of the grade to choose from: code and meaning."""
    return [(code, f"{code}: {meaning}") for code, meaning in scheme.items()]


class FilterForm(shared.FilterForm):
    search = forms.CharField(required=False, max_length=100, label="Words or reference")
    origin = forms.ChoiceField(required=False, choices=or_any(Origin.choices), label="Origin")
    state = forms.ChoiceField(required=False, choices=or_any(State.choices), label="State")
    source = forms.ChoiceField(required=False, choices=or_any(words(grading.SOURCE)), label="Source")
    assessment = forms.ChoiceField(required=False, choices=or_any(words(grading.ASSESSMENT)), label="Information")
    handling = forms.ChoiceField(required=False, choices=or_any(words(grading.HANDLING)), label="Handling")

    def asked(self) -> dict[str, Any]:
        """What was asked for, as `queries.reports` takes it."""
        asked = super().asked()
        if state := asked.pop("state", ""):
            asked["released"] = state == State.RELEASED
        return asked


class ReportForm(forms.Form):
    origin = forms.ChoiceField(
        choices=capitalised((origin.value, origin.label) for origin in Origin if origin is not Origin.COMMUNITY),
        widget=forms.RadioSelect,
        label="Where does it come from?",
        help_text="What the public tells the police directly comes through the report desk.",
    )
    text = forms.CharField(
        widget=forms.Textarea,
        max_length=4000,
        label="The item of information",
        help_text="One item only, in words that do not show who the source is: leave out what only they could know. "
        "Submit another report for another item.",
    )
    source_identified = forms.TypedChoiceField(
        choices=[("yes", "Yes"), ("no", "No, the source is anonymous")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        label="Does anybody know who the source is?",
        help_text="Crimestoppers never does. Do not write who it is.",
    )
    source = forms.ChoiceField(choices=words(grading.SOURCE), widget=forms.RadioSelect, label="The source is")
    assessment = forms.ChoiceField(
        choices=words(grading.ASSESSMENT), widget=forms.RadioSelect, label="The information is"
    )
    handling = forms.ChoiceField(choices=words(grading.HANDLING), widget=forms.RadioSelect, label="Handling")
    conditions = forms.CharField(
        widget=forms.Textarea,
        max_length=1000,
        required=False,
        label="Conditions",
        help_text="For handling code C. They are shown wherever the text is.",
    )
    marking = forms.TypedChoiceField(coerce=int, label="Marking", initial=Marking.OFFICIAL_SENSITIVE)

    def __init__(self, *args: Any, clearance: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["marking"].choices = [choice for choice in Marking.choices if choice[0] <= clearance]  # type: ignore[attr-defined]


class ReleaseForm(forms.Form):
    edition = forms.IntegerField(widget=forms.HiddenInput)

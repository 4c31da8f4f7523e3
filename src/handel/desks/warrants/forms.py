"""What is typed at the warrants desk."""

from typing import Any

from django import forms

from handel.desks.warrants import queries
from handel.desks.warrants.models import Enactment, PremisesKind, State
from handel.platform.gazetteer import wards
from handel.platform.web import forms as shared
from handel.platform.web.forms import Choices, capitalised, or_any
from handel.rules.england_wales import warrants as rules


def yes_or_no(label: str, help_text: str = "") -> forms.TypedChoiceField:
    """A question that has to be answered: nothing is taken for a no."""
    return forms.TypedChoiceField(
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        label=label,
        help_text=help_text,
    )


def text(label: str, help_text: str = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea, max_length=4000, label=label, help_text=help_text, required=required)


class Lines(forms.CharField):
    """A list, one entry a line."""

    widget = forms.Textarea

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class FilterForm(shared.FilterForm):
    search = forms.CharField(required=False, max_length=100, label="Address or reference")
    operation = forms.ChoiceField(required=False, label="Operation")
    state = forms.ChoiceField(
        required=False,
        choices=or_any([(each, each) for each in (queries.OUT_OF_TIME, queries.RETURN_DUE)] + State.choices),
        label="State",
    )

    def __init__(self, *args: Any, operations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["operation"].choices = [("", "Any"), *operations]

    def asked(self) -> dict[str, Any]:
        """What was asked for, as `queries.register` takes it."""
        asked = super().asked()
        if operation := asked.pop("operation", ""):
            asked["operation_reference"] = operation
        return asked


class ApplyForm(forms.Form):
    operation = forms.ChoiceField(label="Operation")
    enactment = forms.ChoiceField(choices=Enactment.choices, widget=forms.RadioSelect, label="Under which power?")
    access_condition = forms.ChoiceField(
        choices=list(rules.S8_ACCESS_CONDITIONS.items()),
        widget=forms.RadioSelect,
        required=False,
        label="Which access condition applies?",
    )
    address = forms.CharField(
        max_length=200,
        label="Address",
        help_text="One address, as specific as possible. For example, Flat 2, 14 Third Avenue, London W10.",
    )
    ward = forms.ChoiceField(
        required=False,
        choices=lambda: [("", "Take it from the street"), *((name, name) for name in wards())],
        label="Ward",
    )
    latitude = forms.FloatField(
        required=False, min_value=-90, max_value=90, label="Latitude", help_text="Empty: the middle of the street."
    )
    longitude = forms.FloatField(required=False, min_value=-180, max_value=180, label="Longitude")
    premises_kind = forms.ChoiceField(
        choices=capitalised(PremisesKind.choices), widget=forms.RadioSelect, label="What kind of premises is it?"
    )
    occupier_enquiries = text(
        "What is known of the occupier, the premises and earlier searches?", "Say who was asked and what was looked up."
    )
    articles = text("What is sought?", "As specifically as possible.")
    persons_sought = yes_or_no("Is the search of persons found there asked for?")
    grounds = text(
        "Grounds",
        "What was seen, heard or found here, when, and why it gives grounds. Never who told it.",
    )
    intelligence = Lines(
        required=False,
        max_length=1000,
        label="Intelligence reports that the grounds rest on",
        help_text="References, one a line. For example, IR-7K3M9Q.",
    )
    anonymous_only = yes_or_no("Do the grounds rest on anonymous information alone?")
    corroboration_sought = text(
        "What was done to seek corroboration?",
        "Needed for anonymous information, and for reports whose source or content is untested.",
        required=False,
    )
    additional_grounds = text(
        "Additional grounds", "Needed when a court refused a warrant for these premises before.", required=False
    )
    entries_sought = forms.IntegerField(min_value=1, max_value=99, initial=1, label="How many entries are sought?")
    disclosure = text(
        "What might weigh against the application?",
        "Full and frank: what the occupier would say, what was looked for and not found.",
    )
    community_impact = text("What is the impact on the community?", "Say who was consulted, or why nobody could be.")

    def __init__(self, *args: Any, operations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["operation"].choices = [("", "Choose an operation"), *operations]

    def clean_access_condition(self) -> str:
        """A condition chosen before the power was changed is not one of this application."""
        needed = self.cleaned_data.get("enactment") == Enactment.PACE_S8
        return str(self.cleaned_data["access_condition"]) if needed else ""


class AuthoriseForm(forms.Form):
    note = text("Why may the application be made?", "Necessary, proportionate, and why nothing less would do.")


class IssueForm(forms.Form):
    court = forms.CharField(max_length=120, label="Which court issued it?")
    issued_on = forms.DateField(widget=forms.DateInput, label="Date of issue")
    printed_expiry = forms.DateField(
        widget=forms.DateInput,
        required=False,
        label="Date until which it may be executed, if printed on it",
        help_text="The last day is this date or the limit of the enactment, whichever is earlier.",
    )
    entries_allowed = forms.IntegerField(min_value=1, max_value=99, initial=1, label="How many entries does it allow?")
    persons_covered = yes_or_no("Does it cover the search of persons found there?")


class RefusedForm(forms.Form):
    reason = text("Why did the court refuse?", "A new application for these premises needs additional grounds.")


class AuthoriseEntryForm(forms.Form):
    reasons = text("Why is a further entry needed?")


class ExecuteForm(forms.Form):
    entered_at = forms.DateTimeField(widget=forms.DateTimeInput, label="Entered")
    left_at = forms.DateTimeField(widget=forms.DateTimeInput, label="Left")
    reasons_for_hour = text(
        "Why at this hour?", "Needed outside a reasonable hour: why the purpose might have failed.", required=False
    )
    officers = Lines(
        max_length=2000,
        label="Who searched?",
        help_text="One a line; the warrant or staff number where a name would put somebody in danger.",
    )
    occupier_present = yes_or_no("Was the occupier present?")
    person_in_charge = forms.CharField(
        required=False, max_length=200, label="Occupier or person in charge of the premises"
    )
    notice_given = yes_or_no("Was the notice of powers and rights given before the search?")
    copy_left_with = forms.CharField(max_length=200, label="With whom, or where, was the copy of the warrant left?")
    force_used = text("What force was used, and why?", "Leave empty for none.", required=False)
    damage = text("What was damaged?", "Leave empty for nothing.", required=False)


class EndorseForm(forms.Form):
    sought_found = yes_or_no("Was what was sought found?")
    found = text("What, and where?", required=False)
    others_seized = yes_or_no("Was anything else seized?")
    other_seized = text("What else, and where?", required=False)

    def clean(self) -> dict[str, Any]:
        """What else was seized is told when something was, and not when nothing was."""
        data = super().clean() or {}
        others = data.pop("others_seized", None)
        if others and not data.get("other_seized"):
            self.add_error("other_seized", "Write what else was seized, and where it was found.")
        if others is False:
            data["other_seized"] = ""
        if data.get("sought_found") is False:
            data["found"] = ""
        return data


class ReturnForm(forms.Form):
    returned_on = forms.DateField(widget=forms.DateInput, label="On which day was it returned to the court?")

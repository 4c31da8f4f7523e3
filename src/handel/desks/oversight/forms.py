"""What is asked at the oversight desk."""

from typing import Any

from django import forms

from handel.desks.oversight.words import REFERENCE, verbs
from handel.platform.journal.models import Operation, Outcome
from handel.platform.web.forms import or_any


class ReferenceForm(forms.Form):
    reference = forms.RegexField(
        f"^{REFERENCE}$",
        required=False,
        label="Reference of a record",
        error_messages={"invalid": "Write a record's reference, such as IR-7K3M9Q."},
    )

    def __init__(self, data: Any = None, **values: Any) -> None:
        """Take a reference in small letters too."""
        if data is not None and data.get("reference"):
            data = data.copy()
            data["reference"] = data["reference"].strip().upper()
        super().__init__(data, **values)


class FilterForm(ReferenceForm):
    person = forms.CharField(required=False, max_length=100, label="Person's name or number")
    verb = forms.ChoiceField(
        required=False,
        choices=lambda: [("", "Any"), *sorted(verbs().items(), key=lambda item: item[1])],
        label="Act",
    )
    operation = forms.ChoiceField(required=False, choices=or_any(Operation.choices), label="Kind")
    outcome = forms.ChoiceField(required=False, choices=or_any(Outcome.choices), label="Outcome")
    since = forms.DateField(required=False, label="From day", widget=forms.DateInput)
    until = forms.DateField(required=False, label="To day", widget=forms.DateInput)

    def clean(self) -> dict[str, Any]:
        asked: dict[str, Any] = super().clean() or {}
        if asked.get("since") and asked.get("until") and asked["since"] > asked["until"]:
            self.add_error("until", "The last day is before the first. Choose a later one.")
        return asked

    def asked(self) -> dict[str, Any]:
        """What was asked for, as `queries.events` takes it; call it when the form is valid."""
        return {name: value for name, value in self.cleaned_data.items() if value}

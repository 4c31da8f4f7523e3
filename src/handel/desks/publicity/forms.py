"""What is typed at the publicity desk."""

from collections.abc import Iterable
from typing import Any

from django import forms

from handel.desks.publicity.writing import PARTS
from handel.platform.accounts.models import User


class DraftForm(forms.Form):
    operation = forms.ChoiceField(label="Which operation is it about?")

    def __init__(self, *args: Any, operations: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(row.reference, str(row)) for row in operations]
        self.fields["operation"].choices = [("", "Choose an operation"), *rows]


class EditForm(forms.Form):
    """One box for each part of the release."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part, label in PARTS.items():
            self.fields[part] = (
                forms.CharField(label=label, max_length=200)
                if part == "headline"
                else forms.CharField(label=label, max_length=4000, required=False, widget=forms.Textarea)
            )


class QuotationForm(forms.Form):
    text = forms.CharField(
        widget=forms.Textarea,
        max_length=1500,
        label="Words to quote",
        help_text="As the person would say them, without a figure. Only they can approve them.",
    )
    username = forms.ChoiceField(label="Who says this?", help_text="A leader or press officer of the operation.")

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(person.username, str(person)) for person in people]
        self.fields["username"].choices = [("", "Choose a person"), *rows]


class ApproveForm(forms.Form):
    edition = forms.IntegerField(widget=forms.HiddenInput)


class PublishForm(forms.Form):
    embargo_until = forms.DateTimeField(
        required=False,
        widget=forms.DateTimeInput,
        label="Embargo until",
        help_text="Leave empty to publish now. Until then the public site shows nothing of it.",
    )


class RetractForm(forms.Form):
    reason = forms.CharField(
        max_length=300, label="Why is it retracted?", help_text="The public reads this in place of the release."
    )

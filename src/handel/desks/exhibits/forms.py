"""What is typed at the exhibits desk."""

import re
from typing import Any

from django import forms

from handel.desks.exhibits.models import Kind, Power
from handel.platform.accounts.models import User
from handel.platform.files import service as files
from handel.platform.web import forms as shared
from handel.platform.web.forms import capitalised, or_any
from handel.rules.england_wales import drugs

AMOUNT = re.compile(r"£?\s*(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d{2}))?")


def everyone() -> list[tuple[str, str]]:
    """Everyone of the force, by name."""
    rows = User.objects.filter(is_active=True).select_related("unit")
    return [("", "Nobody"), *((row.username, f"{row}, {row.unit}") for row in rows)]


class FilterForm(shared.FilterForm):
    operation = forms.ChoiceField(required=False, label="Operation")
    kind = forms.ChoiceField(required=False, label="Kind", choices=or_any(Kind.choices))
    holder = forms.ChoiceField(required=False, label="Held by")
    search = forms.CharField(required=False, label="Mark, words or seal", max_length=80)


class SeizeForm(forms.Form):
    kind = forms.ChoiceField(choices=capitalised(Kind.choices), widget=forms.RadioSelect, label="What is it?")
    description = forms.CharField(
        widget=forms.Textarea,
        max_length=1000,
        label="Description",
        help_text="What anybody can see: number, colour, wrapping. Not what it is worth, nor whose it is.",
    )
    substance = forms.CharField(
        required=False,
        max_length=80,
        label="Substance, if it is suspected drugs",
        help_text="As you suspect it to be, for example crack cocaine or heroin.",
    )
    found_at = forms.DateTimeField(label="Time of the finding")
    found_where = forms.CharField(
        max_length=200,
        label="Exact place",
        help_text="For example: 14 Third Avenue, front bedroom, under the mattress.",
    )
    power = forms.ChoiceField(choices=Power.choices, widget=forms.RadioSelect, label="Power of seizure")
    warrant = forms.ChoiceField(required=False, label="Search warrant")
    arrest = forms.ChoiceField(required=False, label="Arrest")
    seen_by = forms.ChoiceField(choices=everyone, required=False, label="Who else saw it found?")
    seal = forms.CharField(max_length=40, label="Seal number", help_text="As printed on the bag. A seal is used once.")


class HandOverForm(forms.Form):
    to = forms.ChoiceField(
        required=False,
        label="Handed to",
        help_text="Choose nobody when it is left in a store or with another organisation.",
    )
    place = forms.CharField(
        max_length=200,
        label="Place",
        help_text="Where it was handed over or, with nobody chosen, where it lies: the store and its shelf.",
    )
    happened_at = forms.DateTimeField(label="Time")
    purpose = forms.CharField(max_length=200, label="Purpose", help_text="For example: to the property store.")
    seal_before = forms.CharField(max_length=40, label="Seal as read on the bag")
    seal_after = forms.CharField(
        max_length=40, required=False, label="New seal, if it was resealed", help_text="The old bag and seal are kept."
    )
    condition = forms.CharField(max_length=200, label="Condition", help_text="For example: bag and seal intact.")
    explanation = forms.CharField(
        widget=forms.Textarea,
        max_length=1000,
        required=False,
        label="If the seal is another than before, why?",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["seal_after"] = data.get("seal_after") or data.get("seal_before", "")
        return data


class CountForm(forms.Form):
    pence = forms.CharField(max_length=20, label="Amount counted, in pounds", help_text="For example, 1,250.50")
    second_counter = forms.ChoiceField(choices=everyone, label="Who counted it with you?")
    reason = forms.CharField(
        max_length=200, required=False, label="If it was counted before, why is this amount right?"
    )

    def clean_pence(self) -> int:
        match = AMOUNT.fullmatch(self.cleaned_data["pence"].strip())
        if match is None:
            raise forms.ValidationError("Write the amount in pounds and pence, for example 1,250.50")
        return int(match[1].replace(",", "")) * 100 + int(match[2] or 0)


class OrderForm(forms.Form):
    court = forms.CharField(max_length=120, label="Court")
    ordered_on = forms.DateField(widget=forms.DateInput, label="Date of the order")
    last_day = forms.DateField(
        widget=forms.DateInput,
        required=False,
        label="Last day",
        help_text="Leave empty for the latest that the law allows: six months.",
    )


class SubstanceForm(forms.Form):
    state = forms.ChoiceField(
        choices=[(key, words) for key, words in drugs.STATES.items() if key != "suspected"],
        widget=forms.RadioSelect,
        label="Result",
    )
    method = forms.ChoiceField(choices=list(drugs.METHODS.items()), widget=forms.RadioSelect, label="Method")
    substance = forms.CharField(
        max_length=80,
        required=False,
        label="Substance, if it is another than was thought",
    )
    provider = forms.CharField(max_length=120, required=False, label="Forensic provider")
    accreditation = forms.CharField(
        max_length=120,
        required=False,
        label="Accreditation for this method",
        help_text="As stated on the report (Forensic Science Regulator's Code of Practice).",
    )


class PhotographForm(forms.Form):
    file = forms.FileField(
        label="Photograph",
        help_text=f"JPEG or PNG, up to {files.MAXIMUM // 1024 // 1024} MB. The original is kept; what the camera "
        "wrote in it (place, device) is not in the copy that people are shown.",
    )
    caption = forms.CharField(max_length=200, label="What does it show?")

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > files.MAXIMUM:
            raise forms.ValidationError(f"The photograph is larger than {files.MAXIMUM // 1024 // 1024} MB.")
        return upload

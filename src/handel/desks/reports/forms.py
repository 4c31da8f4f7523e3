"""What is typed at the report desk."""

import json
from typing import Any

from django import forms

from handel.desks.reports import carried_over
from handel.desks.reports.models import Category, Priority, State
from handel.desks.reports.queries import OPEN
from handel.platform.web.forms import capitalised, or_any
from handel.rules.england_wales import grading


def _choices(scheme: dict[str, str]) -> list[tuple[str, str]]:
    return [(code, f"{code}: {words}") for code, words in scheme.items()]


class InboxForm(forms.Form):
    state = forms.ChoiceField(choices=[(OPEN, "Open"), ("all", "All"), *capitalised(State.choices)], required=False)
    priority = forms.ChoiceField(choices=or_any(Priority.choices), required=False)
    category = forms.ChoiceField(choices=or_any(Category.choices), required=False)


class AssessForm(forms.Form):
    priority = forms.ChoiceField(choices=capitalised(reversed(Priority.choices)), widget=forms.RadioSelect)
    category = forms.ChoiceField(choices=capitalised(Category.choices), widget=forms.RadioSelect)
    note = forms.CharField(
        label="Note",
        help_text="For a threat to life: who was told and what is done now. The note is sealed like the report.",
        widget=forms.Textarea,
        max_length=4_000,
        required=False,
    )


class CloseForm(forms.Form):
    reason = forms.CharField(
        label="Why is nothing done?",
        help_text="The reason is sealed like the report. The reporter is told only that it was closed.",
        widget=forms.Textarea,
        max_length=2_000,
    )


class SanitiseForm(forms.Form):
    """One item of information. What it carries over from the original is shown before it is offered."""

    text = forms.CharField(
        label="Sanitised text",
        help_text="One item of information, in your own words. Nothing in it may lead back to the reporter.",
        widget=forms.Textarea,
        max_length=8_000,
    )
    source = forms.ChoiceField(choices=_choices(grading.SOURCE), widget=forms.RadioSelect)
    assessment = forms.ChoiceField(
        label="Assessment of the information", choices=_choices(grading.ASSESSMENT), widget=forms.RadioSelect
    )
    handling = forms.ChoiceField(choices=_choices(grading.HANDLING), widget=forms.RadioSelect)
    conditions = forms.CharField(
        label="Conditions for sharing",
        help_text="For handling code C.",
        widget=forms.Textarea,
        max_length=1_000,
        required=False,
    )
    source_identified = forms.BooleanField(label="The report desk knows who the reporter is", required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    looked_at = forms.BooleanField(
        label="I have looked at every mark, and none leads back to the reporter", required=False
    )

    def __init__(self, *args: Any, original: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.original = original
        self.pieces: list[tuple[str, str]] = []

    def clean(self) -> dict[str, Any]:
        """Ask for a look at every mark that was not on the page before."""
        data = super().clean() or {}
        looked, shown = data.pop("looked_at", False), self._words(data.pop("shown", ""))
        self.pieces = carried_over.pieces(self.original, data.get("text", ""))
        marked = {piece for piece, why in self.pieces if why}
        # A tick counts for the marks that its page showed and no others: the text may have been changed since.
        if marked - (shown if looked else set()):
            self.add_error(
                "text", "Some of this stands in the original. Look at each mark, then change the text or confirm it"
            )
            self.data = self.data.copy()  # what the page is drawn from again
            self.data["shown"] = json.dumps(sorted(marked))
            self.data.pop("looked_at", None)
        return data

    @staticmethod
    def _words(typed: str) -> set[str]:
        try:
            words = json.loads(typed or "[]")
        except ValueError:
            return set()
        return {word for word in words if isinstance(word, str)} if isinstance(words, list) else set()

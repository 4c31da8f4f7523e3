"""What is typed at the search-day desk."""

import re
from collections.abc import Container, Iterable
from typing import Any

from django import forms

from handel.desks.search_day.models import AT_PREMISES, FUNCTIONS, SKILLS, Risk
from handel.platform.accounts.models import User
from handel.platform.web.forms import Choices

EVERYONE = "everyone"


def number(label: str, most: int, help_text: str = "", least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(min_value=least, max_value=most, label=label, help_text=help_text)


class FilterForm(forms.Form):
    operation = forms.ChoiceField(required=False, label="Operation")

    def __init__(self, *args: Any, operations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["operation"].choices = [("", "Any"), *operations]


class DraftForm(forms.Form):
    name = forms.CharField(
        max_length=80,
        label="Name",
        help_text="For example, Day of action. Write no address here: the name stands in lists, in the titles of pages "
        "(which browsers keep), and on the sheet of every team.",
    )
    strike_at = forms.DateTimeField(
        widget=forms.DateTimeInput, label="Strike", help_text="The one moment at which every door is struck."
    )
    reasons_for_hour = forms.CharField(
        widget=forms.Textarea,
        max_length=2000,
        required=False,
        label="Reasons for the hour",
        help_text="Needed before 6am and from 10pm: why entry at a reasonable hour may frustrate the search.",
    )
    warrants = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        label="Premises",
        help_text="Each must have a warrant that is valid on the day of the strike.",
    )
    briefing_place = forms.CharField(
        max_length=120,
        required=False,
        label="Briefing place",
        help_text="A street of the area is found by its name. Travel counts from here in a straight line; "
        "left empty, from the middle of the premises.",
    )
    briefing_latitude = forms.FloatField(
        min_value=-90, max_value=90, required=False, label="Latitude of the briefing place", help_text="In degrees."
    )
    briefing_longitude = forms.FloatField(
        min_value=-180, max_value=180, required=False, label="Longitude of the briefing place", help_text="In degrees."
    )

    def __init__(self, *args: Any, premises: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["warrants"].choices = premises
        self.fields["warrants"].initial = [reference for reference, _ in premises]

    def clean(self) -> None:
        given = [self.cleaned_data.get(name) is not None for name in ("briefing_latitude", "briefing_longitude")]
        if any(given) != all(given) and not self.errors:
            self.add_error("briefing_latitude", "Give both latitude and longitude of the briefing place, or neither.")


class NeedsForm(forms.Form):
    risk = forms.TypedChoiceField(
        choices=[(value, label.capitalize()) for value, label in Risk.choices],
        coerce=int,
        widget=forms.RadioSelect,
        label="Risk",
        help_text="Of the premises, by the risk assessment.",
    )
    minutes = number("Length of the search", 480, "In minutes.", least=15)
    arrests_expected = number("Arrests expected", 50)
    team_leaders = number("Team leaders", 5, "Sergeants or above, not investigators.")
    exhibits_officers = number("Exhibits officers", 5)
    officers_in_case = number("Officers in the case", 5, "Investigators, who also arrest.")
    searchers = number("Searchers", 60)
    licensed_searchers = number("of these, licensed search officers", 60, "They search in pairs.")
    entry_officers = number("of these, trained in method of entry", 20)
    medics = number("of these, medics", 20)
    public_order = number("Public-order trained in the whole team", 60)
    female = number("Female officers in the whole team", 60, "Who may search women there.")


class PremisesForm(forms.Form):
    warrant = forms.ChoiceField(label="Premises")

    def __init__(self, *args: Any, premises: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["warrant"].choices = [("", "Choose premises"), *premises]


class PeopleForm(forms.Form):
    """People ticked by unit, one field a unit.

    "Everyone of this unit" stands before its people, unless the page says who is `ticked` (keys) to begin with.
    """

    def __init__(
        self,
        *args: Any,
        people: Iterable[User],
        notes: dict[int, str],
        ticked: Container[int] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units: dict[str, list[User]] = {}
        self.by_number: dict[str, str] = {}
        for user in people:
            self.units.setdefault(user.unit.name, []).append(user)
            self.by_number[user.number.upper()] = user.username
        for index, (unit, members) in enumerate(self.units.items()):
            choices = [(user.username, _described(user, notes.get(user.pk, ""))) for user in members]
            self.fields[f"unit_{index}"] = forms.MultipleChoiceField(
                choices=choices
                if ticked is not None
                else [(EVERYONE, f"Everyone of this unit ({len(members)})"), *choices],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                label=unit,
                initial=[user.username for user in members if ticked is not None and user.pk in ticked],
            )

    def unit_fields(self) -> list[Any]:
        """The fields of the units, each with how many people it has."""
        return [(self[f"unit_{index}"], len(members)) for index, members in enumerate(self.units.values())]

    def clean(self) -> dict[str, Any]:
        chosen: list[str] = []
        for index, members in enumerate(self.units.values()):
            ticked = self.cleaned_data.pop(f"unit_{index}", [])
            chosen += [user.username for user in members] if EVERYONE in ticked else ticked
        chosen += self.cleaned_data.pop("numbers", [])
        self.cleaned_data["usernames"] = list(dict.fromkeys(chosen))
        return self.cleaned_data


class CallOutForm(PeopleForm):
    numbers = forms.CharField(
        widget=forms.Textarea,
        max_length=10_000,
        required=False,
        label="Warrant or staff numbers",
        help_text="Paste a list, separated by spaces, commas or lines. These people are added to those ticked below.",
    )
    function = forms.ChoiceField(
        choices=[("", "The teams at the premises"), *((seat.value, seat.label) for seat in FUNCTIONS)],
        required=False,
        label="Called out for",
    )

    def clean_numbers(self) -> list[str]:
        typed = [each.upper() for each in re.split(r"[\s,;]+", self.cleaned_data["numbers"]) if each]
        if unknown := [each for each in typed if each not in self.by_number]:
            raise forms.ValidationError(f"Nobody has the number {', '.join(unknown[:5])}.")
        return [self.by_number[each] for each in typed]


class MoveForm(forms.Form):
    username = forms.ChoiceField(label="Person")
    seat = forms.ChoiceField(label="Where to")

    def __init__(self, *args: Any, people: Choices, premises: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].choices = [("", "Choose a person"), *people]
        seats = [
            (words, [(f"{warrant}/{seat.value}", f"{words}: {seat.label.lower()}") for seat in AT_PREMISES])
            for warrant, words in premises
        ]
        functions = [(f"/{seat.value}", seat.label) for seat in FUNCTIONS]
        self.fields["seat"].choices = [
            ("", "Choose a place"),
            *seats,
            ("The whole plan", [*functions, ("/", "No place for now")]),
        ]

    def clean(self) -> dict[str, Any]:
        if "seat" in self.cleaned_data:
            warrant, _, seat = self.cleaned_data["seat"].partition("/")
            self.cleaned_data |= {"warrant": warrant, "seat": seat}
        return self.cleaned_data


class ConflictForm(PremisesForm):
    username = forms.ChoiceField(label="Person")
    reason = forms.CharField(
        max_length=200, label="Reason", help_text="For example, lives near, or knows somebody who lives there."
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].choices = [("", "Choose a person"), *people]
        self.order_fields(["username", "warrant", "reason"])


class ApproveForm(forms.Form):
    edition = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        widget=forms.Textarea,
        max_length=2000,
        label="Reason",
        help_text="What has changed, and what has to be planned anew.",
    )


def _described(user: User, note: str) -> str:
    skills = f" ({', '.join(SKILLS[code] for code in user.skills)})" if user.skills else ""
    return f"{user}, {user.number}{skills}{f': {note}' if note else ''}"

"""What is typed at the custody desk."""

from typing import Any

from django import forms

from handel.desks.custody.models import AFTER_CHARGE, Gender, Outcome, Place, State
from handel.platform.gazetteer import wards
from handel.platform.web import forms as shared
from handel.platform.web.forms import capitalised, or_any
from handel.rules.england_wales.arrest import NECESSITY, OFFENCES
from handel.rules.england_wales.bail import CONDITIONS

TEXT: dict[str, Any] = {"widget": forms.Textarea, "max_length": 4000}
RIGHTS = [("inform", "To have someone informed of the arrest"), ("solicitor", "To consult a solicitor")]


def offences() -> list[tuple[str, str]]:
    """The offences that arrests are made for, in the words of today's law."""
    named = [(key, table[-1]) for key, table in OFFENCES.items()]
    return [(key, f"{found.value.label.capitalize()}, {found.citation}") for key, found in named]


class ArrestForm(forms.Form):
    person_name = forms.CharField(
        max_length=120, label="Name of the person", help_text="If they do not give one, write “Name not given”."
    )
    born_on = forms.DateField(label="Date of birth", required=False, widget=forms.DateInput)
    appears_under_18 = forms.BooleanField(
        required=False,
        label="The date of birth is not known, and the person appears to be under 18",
    )
    gender = forms.ChoiceField(choices=capitalised(Gender.choices), widget=forms.RadioSelect, label="Gender")
    arrested_at = forms.DateTimeField(label="Time of the arrest")
    arrested_where = forms.ChoiceField(
        choices=capitalised(Place.choices), widget=forms.RadioSelect, label="Where was the arrest made?"
    )
    place = forms.CharField(max_length=200, label="Place of the arrest")
    ward = forms.ChoiceField(
        choices=lambda: [("", "Outside the area, or not known"), *((name, name) for name in wards())],
        required=False,
        label="Ward",
    )
    warrant = forms.ChoiceField(
        required=False,
        label="Search warrant that led there",
        choices=[("", "None")],
    )
    offence = forms.ChoiceField(choices=offences, label="Offence", widget=forms.RadioSelect)
    grounds = forms.CharField(**TEXT, label="Why do you suspect this person?")
    reasons = forms.MultipleChoiceField(
        choices=[(key, f"{reason.label} ({reason.citation})") for key, reason in NECESSITY.items()],
        widget=forms.CheckboxSelectMultiple,
        label="Why was the arrest necessary?",
        help_text="At least one. If none applies, consider a voluntary interview (PACE 1984 s.24(4), (5); Code G 2.9).",
    )
    facts = forms.CharField(**TEXT, label="The facts that made it necessary")
    told = forms.BooleanField(
        required=False, label="I told the person that they were under arrest, and why (PACE s.28)"
    )
    cautioned = forms.BooleanField(required=False, label="I cautioned the person (Code C 10)")
    exceptional_reason = forms.CharField(
        **TEXT, required=False, label="If you did not tell or caution the person, what made it impracticable?"
    )
    reply = forms.CharField(**TEXT, required=False, label="What did the person say?")
    force_used = forms.CharField(**TEXT, required=False, label="What force was used, and why?")


class ArriveForm(forms.Form):
    station = forms.CharField(max_length=80, label="Station")
    arrived_at = forms.DateTimeField(
        label="Time at the gate",
        help_text="The detention clock runs from the arrival within the station's precincts, not from booking in.",
    )


class FilterForm(shared.FilterForm):
    search = forms.CharField(required=False, max_length=100, label="Name or reference")
    state = forms.ChoiceField(required=False, choices=or_any(State.choices), label="State")


class ReleaseOnTheWayForm(forms.Form):
    reason = forms.CharField(**TEXT, label="Why was no ground left to keep the person under arrest?")
    released_at = forms.DateTimeField(label="Time of the release")


class AuthoriseForm(forms.Form):
    grounds = forms.CharField(
        **TEXT,
        label="Grounds for detention",
        help_text="Why it is necessary to secure or preserve evidence, or to obtain it by questioning.",
    )
    authorised_at = forms.DateTimeField(label="Time of the authorisation")


class ReviewForm(forms.Form):
    representations = forms.CharField(**TEXT, label="What did the person or their solicitor say?")
    decision = forms.CharField(**TEXT, label="Why is detention still necessary?")
    reviewed_at = forms.DateTimeField(label="Time of the review")
    reason_for_delay = forms.CharField(**TEXT, required=False, label="If the review is late, why?")


class ExtendForm(forms.Form):
    necessary = forms.CharField(**TEXT, label="Why is further detention necessary?")
    diligent = forms.BooleanField(
        required=False, label="The investigation is being conducted diligently and expeditiously"
    )
    representations_heard = forms.BooleanField(
        required=False, label="The person and their solicitor could make representations, and these are recorded"
    )
    until = forms.DateTimeField(
        required=False, label="Extend to", help_text="Leave empty for the latest that the law allows: 36 hours."
    )
    extended_at = forms.DateTimeField(label="Time of the extension")


class WarrantForm(forms.Form):
    court = forms.CharField(max_length=120, label="Court")
    hours = forms.IntegerField(min_value=1, max_value=36, label="Hours granted")
    issued_at = forms.DateTimeField(label="Time of issue")


class EventForm(forms.Form):
    type = forms.ChoiceField(
        choices=[
            ("left_for_hospital", "Left for hospital"),
            ("questioned", "Questioned about an offence"),
            ("returned", "Returned from hospital"),
            ("further_arrest", "Arrested for a further offence"),
        ],
        widget=forms.RadioSelect,
        label="What happened?",
    )
    happened_at = forms.DateTimeField(label="When did it happen, or begin?")
    until = forms.DateTimeField(required=False, label="End of the questioning")
    purpose = forms.ChoiceField(
        choices=[
            ("treatment", "Medical treatment: the time does not count, except while questioned"),
            ("investigation", "Search or x-ray for the investigation: the time counts"),
        ],
        widget=forms.RadioSelect,
        initial="treatment",
        label="Purpose of a visit to hospital",
    )
    note = forms.CharField(**TEXT, required=False, label="Note")


class DelayForm(forms.Form):
    right = forms.ChoiceField(choices=RIGHTS, widget=forms.RadioSelect, label="Right to delay")
    grounds = forms.CharField(**TEXT, label="Grounds", help_text="The facts, against Code C Annex B.")
    delayed_at = forms.DateTimeField(label="Time of the decision")


class GiveForm(forms.Form):
    right = forms.ChoiceField(choices=RIGHTS, widget=forms.RadioSelect, label="Right given")
    given_at = forms.DateTimeField(label="When was it given?")


class ChargeForm(forms.Form):
    offence = forms.ChoiceField(choices=offences, label="Offence", widget=forms.RadioSelect)
    charged_at = forms.DateTimeField(label="Time of the charge")


class ReleaseForm(forms.Form):
    """The outcomes offered are those that the law has at this stage."""

    outcome = forms.ChoiceField(widget=forms.RadioSelect, label="How is the person released?")
    conditions_met = forms.MultipleChoiceField(
        choices=list(CONDITIONS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label="For bail: which conditions are met?",
        help_text="All four are needed (PACE 1984 s.47ZC). Bail lasts three months from the day after the arrest.",
    )
    reason = forms.CharField(**TEXT, label="Reasons")
    released_at = forms.DateTimeField(label="Time of the release")

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        charged = state == State.CHARGED
        offered = [outcome for outcome in Outcome if (outcome in AFTER_CHARGE) == charged]
        self.fields["outcome"].choices = capitalised((outcome.value, outcome.label) for outcome in offered)  # type: ignore[attr-defined]
        if charged:
            del self.fields["conditions_met"]


class AnswerForm(forms.Form):
    answered_at = forms.DateTimeField(label="When did the person arrive to answer bail?")

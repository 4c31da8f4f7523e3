"""What is typed at the operations desk."""

from django import forms

from handel.platform.access.roles import Role
from handel.platform.accounts.models import User
from handel.platform.gazetteer import wards


class OpenForm(forms.Form):
    name = forms.CharField(max_length=40, label="Name", help_text="One word from the list of operation names.")
    aim = forms.CharField(widget=forms.Textarea, max_length=1000, label="What is the operation to achieve?")
    objectives = forms.CharField(widget=forms.Textarea, max_length=2000, label="Objectives", help_text="One a line.")
    wards = forms.MultipleChoiceField(
        choices=lambda: [(name, name) for name in wards()],
        widget=forms.CheckboxSelectMultiple,
        label="Which wards does it cover?",
        required=False,
    )

    def clean_objectives(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["objectives"].splitlines() if line.strip()]


class MemberForm(forms.Form):
    username = forms.ChoiceField(label="Person", choices=lambda: people())
    role = forms.ChoiceField(
        choices=[(role.value, role.label.capitalize()) for role in Role if role is not Role.AUDITOR],
        label="Role on the operation",
    )

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class DecisionForm(forms.Form):
    known = forms.CharField(widget=forms.Textarea, max_length=4000, label="What was known")
    options = forms.CharField(widget=forms.Textarea, max_length=4000, label="What else could have been done")
    decision = forms.CharField(widget=forms.Textarea, max_length=4000, label="Decision")
    reasons = forms.CharField(
        widget=forms.Textarea,
        max_length=4000,
        label="Reasons",
        help_text="Why it is necessary and proportionate, and why not the alternatives.",
    )
    corrects = forms.IntegerField(
        required=False,
        min_value=1,
        label="Corrects decision number",
        help_text="The old entry stays as it is.",
    )


class AdoptForm(forms.Form):
    intelligence_reference = forms.CharField(
        max_length=40, label="Reference of the intelligence report", help_text="For example, IR-7K3M9Q."
    )
    reason = forms.CharField(max_length=200, label="Why does the operation need it?")

    def clean_intelligence_reference(self) -> str:
        return str(self.cleaned_data["intelligence_reference"]).strip().upper()


def people() -> list[tuple[str, str]]:
    """Everyone of the force who can be given a role, by name."""
    rows = User.objects.filter(is_active=True).select_related("unit")
    return [("", "Choose a person"), *((row.username, f"{row}, {row.unit}") for row in rows)]

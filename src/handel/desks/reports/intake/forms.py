"""The questions of the public form, one form a question."""

from django import forms

from handel.desks.reports.intake.answers import WHEN
from handel.platform.gazetteer import ATTRIBUTION, Street, find_streets

AS_TYPED = "as typed"
MATCHES_SHOWN = 8


def matches(typed: str) -> list[Street]:
    """Streets of the area that match what was typed, best first; none for nothing."""
    return find_streets(typed, limit=MATCHES_SHOWN) if typed.strip() else []


class QuestionForm(forms.Form):
    """One question. `typed` is everything the form has been told so far, by field name."""

    template = "report/question.html"
    title = ""

    def __init__(self, typed: dict[str, str], *, bound: bool = True) -> None:
        super().__init__(typed if bound else None, initial=typed)
        self.typed = typed
        self.prepare()

    def prepare(self) -> None:
        """Fit the fields to earlier answers."""

    def answers(self) -> dict[str, str]:
        """What the valid form contributes to the report's answers."""
        return {name: str(value) for name, value in self.cleaned_data.items()}

    def shown(self) -> str:
        """The answer as check-your-answers shows it."""
        return str(next(iter(self.answers().values())))


class Happening(QuestionForm):
    title = "What is happening?"
    template = "report/happening.html"
    happening = forms.CharField(
        label=title,
        widget=forms.Textarea,
        max_length=10_000,
    )


class WhichStreet(QuestionForm):
    title = "Which street is it in?"
    street_typed = forms.CharField(
        label=title,
        help_text="For example, Harrow Road. The next page shows the streets that match.",
        max_length=100,
    )
    street_unknown = forms.BooleanField(label="I do not know the street", required=False)

    def prepare(self) -> None:
        if self.is_bound and self.typed.get("street_unknown"):
            self.fields["street_typed"].required = False

    def answers(self) -> dict[str, str]:
        return {}


class Where(QuestionForm):
    title = "Where is it?"
    template = "report/where.html"
    attribution = ATTRIBUTION
    street = forms.ChoiceField(
        label="Which of these streets is it?",
        widget=forms.RadioSelect,
    )
    place = forms.CharField(
        label="More about the place",
        help_text="For example, a number, a shop, a stairwell, or what is close by.",
        widget=forms.Textarea,
        max_length=2_000,
        required=False,
    )

    def prepare(self) -> None:
        self.street_typed = "" if self.typed.get("street_unknown") else self.typed.get("street_typed", "").strip()
        self.found = {found.name: found for found in matches(self.street_typed)}
        if not self.found:
            del self.fields["street"]
            return
        choices = [
            (name, f"{name} ({', '.join(found.wards)})" if found.wards else name) for name, found in self.found.items()
        ]
        self.fields["street"].choices = [  # type: ignore[attr-defined]
            *choices,
            (AS_TYPED, f"None of these: keep “{self.street_typed}”"),
        ]

    def answers(self) -> dict[str, str]:
        data = self.cleaned_data
        found = self.found.get(data.get("street", AS_TYPED))
        return {
            "street": found.name if found else self.street_typed,
            "wards": ", ".join(found.wards) if found else "",
            "place": data["place"],
        }

    def shown(self) -> str:
        answers = self.answers()
        street = answers["street"] or "I do not know the street"
        return "\n".join(part for part in (street, answers["place"]) if part)


class When(QuestionForm):
    title = "When does it happen?"
    when = forms.ChoiceField(
        label=title,
        choices=list(WHEN.items()),
        widget=forms.RadioSelect,
    )
    when_detail = forms.CharField(
        label="Days and times",
        help_text="For example, most Fridays after 10pm. Leave this empty if only you could know them.",
        max_length=500,
        required=False,
    )

    def shown(self) -> str:
        data = self.cleaned_data
        return "\n".join(part for part in (WHEN[data["when"]], data["when_detail"]) if part)


class Who(QuestionForm):
    title = "Who is involved?"
    who = forms.CharField(
        label=title,
        help_text="Names or nicknames, what they look like, vehicles, telephone numbers. Do not try to find out more.",
        widget=forms.Textarea,
        max_length=5_000,
        required=False,
    )


class Contact(QuestionForm):
    title = "May the police contact you?"
    template = "report/contact.html"
    name = forms.CharField(label="Your name", max_length=200, required=False)
    contact = forms.CharField(
        label="How and when to contact you safely",
        help_text="For example, a telephone number and the hours when nobody else would answer.",
        widget=forms.Textarea,
        max_length=1_000,
        required=False,
    )

    def shown(self) -> str:
        return "\n".join(part for part in self.answers().values() if part)


QUESTIONS: dict[str, type[QuestionForm]] = {
    "happening": Happening,
    "street": WhichStreet,
    "where": Where,
    "when": When,
    "who": Who,
    "contact": Contact,
}
FIELDS = tuple(name for form in QUESTIONS.values() for name in form.base_fields)


class CheckForm(forms.Form):
    """The receipt that somebody comes back with. Anything may be typed: what is no receipt is answered like one."""

    receipt = forms.CharField(
        label="Your receipt",
        help_text="20 letters and digits. Spaces, hyphens and capitals do not matter.",
        required=False,
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

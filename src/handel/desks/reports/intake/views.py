"""The public pages. What was typed travels in the pages' own hidden fields and is kept nowhere before it is sealed."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.validators import slug_re
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from handel.desks.reports.intake import acts, keys, queries
from handel.desks.reports.intake.answers import Answers
from handel.desks.reports.intake.forms import FIELDS, QUESTIONS, CheckForm, QuestionForm
from handel.desks.reports.intake.models import APPEAL_LENGTH
from handel.engines.sealing import BadKeyFile

CHECK = "check"
FIRST = next(iter(QUESTIONS))
LONGEST_TYPED = 200
NOT_FOUND = "No report has this receipt. Check each letter and digit, and try again."


def with_keys(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that needs the site's keys says so before anything is typed, not after."""

    @wraps(view)
    def wrapper(request: HttpRequest) -> HttpResponse:
        try:
            keys.desk_key(), keys.salt(), keys.pepper()
        except (OSError, BadKeyFile):
            return render(request, "report/unavailable.html", status=503)
        return view(request)

    return wrapper


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What this form is, whom it is for, what it protects and what it does not."""
    return render(request, "report/start.html", {"appeal": appeal_in(request.GET)})


@with_keys
def questions(request: HttpRequest) -> HttpResponse:
    """Every step of the form: shows the question asked for, with all earlier answers in hidden fields."""
    if request.method != "POST":
        return ask(request, FIRST, typed={}, appeal=appeal_in(request.GET), bound=False)
    typed = {name: request.POST[name] for name in FIELDS if request.POST.get(name)}
    appeal = appeal_in(request.POST)
    current = request.POST.get("question", CHECK)
    names = list(QUESTIONS)
    step, _, target = request.POST.get("go", "continue").partition(":")
    if step == "back":
        before = names.index(current) - 1 if current in QUESTIONS else len(names) - 1
        return ask(request, names[max(before, 0)], typed=typed, appeal=appeal)
    if step == "change" and target in QUESTIONS:
        return ask(request, target, typed=typed, appeal=appeal, changing=True)

    changing = bool(request.POST.get("changing"))
    if current in QUESTIONS:
        form = QUESTIONS[current](typed)
        if not form.is_valid():
            return show(request, current, form, typed, appeal, changing, status=422)
        # Another street has other matches, so its own question always follows.
        if current == "street" or not changing:
            following = names[names.index(current) + 1 :]
            if following:
                return ask(request, following[0], typed=typed, appeal=appeal, changing=changing)
    answered = {name: form(typed) for name, form in QUESTIONS.items()}
    for name, form in answered.items():
        if not form.is_valid():
            return show(request, name, form, typed, appeal, changing=True, status=422)
    submission = submission_in(request)
    if step == "send" and submission:
        answers = Answers(**{key: value for form in answered.values() for key, value in form.answers().items()})
        receipt = acts.file(answers, submission=submission, received_on=timezone.localdate(), appeal=appeal)
        return render(request, "report/receipt.html", {"receipt": receipt.shown()})
    rows = [(name, form.title, form.shown()) for name, form in answered.items() if name != "street"]
    context = {"rows": rows, "typed": typed, "appeal": appeal, "submission": str(uuid.uuid4())}
    return render(request, "report/check.html", context)


def ask(
    request: HttpRequest,
    name: str,
    *,
    typed: dict[str, str],
    appeal: str,
    changing: bool = False,
    bound: bool = False,
) -> HttpResponse:
    """Show a question with what was answered to it before."""
    return show(request, name, QUESTIONS[name](typed, bound=bound), typed, appeal, changing)


def show(
    request: HttpRequest,
    name: str,
    form: QuestionForm,
    typed: dict[str, str],
    appeal: str,
    changing: bool,
    status: int = 200,
) -> HttpResponse:
    context = {
        "question": name,
        "form": form,
        "others": {key: value for key, value in typed.items() if key not in form.base_fields},
        "appeal": appeal,
        "changing": changing,
        "first": name == FIRST,
    }
    return render(request, form.template, context, status=status)


@with_keys
def check_on(request: HttpRequest) -> HttpResponse:
    """What became of a report, for whoever holds its receipt."""
    if request.method != "POST":
        return render(request, "report/check_on.html", {"form": CheckForm(), "report": None})
    form = CheckForm(request.POST)
    report = queries.by_receipt(request.POST.get("receipt", "")[:LONGEST_TYPED])
    if report is None:
        form.add_error("receipt", NOT_FOUND)
    # The box comes back empty either way: a receipt stands in no page but the one that hands it over.
    form.data = {}
    return render(request, "report/check_on.html", {"form": form, "report": report}, status=200 if report else 422)


def appeal_in(given: Any) -> str:
    """The appeal's slug, or nothing for what can't be one."""
    slug = given.get("appeal", "")
    return slug if len(slug) <= APPEAL_LENGTH and slug_re.match(slug) else ""


def submission_in(request: HttpRequest) -> str:
    """The name that one check-your-answers page gave its submission; nothing for what is none."""
    try:
        return str(uuid.UUID(request.POST.get("submission", "")))
    except ValueError:
        return ""

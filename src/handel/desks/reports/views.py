"""Pages of the report desk."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handel.desks.reports import acts, forms, queries
from handel.desks.reports.models import Report
from handel.desks.reports.verbs import VERBS
from handel.platform.access.viewer import Viewer
from handel.platform.journal.queries import history
from handel.platform.web.pages import ActPage, page


@page("reports")
def inbox(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = forms.InboxForm(request.GET or {"state": queries.OPEN})
    chosen = form.cleaned_data if form.is_valid() else {}
    state = chosen.get("state") or queries.OPEN
    reports = queries.inbox(
        viewer,
        state="" if state == "all" else state,
        priority=chosen.get("priority", ""),
        category=chosen.get("category", ""),
        page=request.GET.get("page", 1),
    )
    context = {"form": form, "reports": reports, "query": request.GET.urlencode(), "filtered": bool(request.GET)}
    return render(request, "reports/inbox.html", context)


@page("report")
def show(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    report = queries.report(viewer, reference)
    answers, notes = queries.answers(viewer, report), queries.notes(viewer, report)
    if answers is None or any(note.text is None for note in notes):
        acts.journal_broken_seal(reference, by=viewer.user, at=viewer.at)
    context = around(report) | {
        "answers": answers,
        "notes": notes,
        "provenances": queries.provenances(viewer, report),
        "history": history(viewer, reference, VERBS),
    }
    return render(request, "reports/show.html", context)


def around(report: Report) -> dict[str, Any]:
    """What every page of one report is given."""
    return {"record": report, "marking": report.get_marking_display()}


class OnReport(ActPage):
    """An act on one report."""

    def context(self, viewer: Viewer, reference: str) -> dict[str, Any]:
        return around(queries.report(viewer, reference))


class Assess(OnReport):
    name, form_class = "report.assess", forms.AssessForm
    title, submit, done = "Assess the report", "Save the assessment", "Report assessed"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Report:
        return acts.assess(reference, **data, by=by, at=at)


class Close(OnReport):
    name, form_class, kind = "report.close", forms.CloseForm, "warning"
    title, submit, done = "Close without action", "Close the report", "Report closed"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Report:
        return acts.close_without_action(reference, **data, by=by, at=at)


class Sanitise(OnReport):
    name, form_class, template_name = "report.sanitise", forms.SanitiseForm, "reports/sanitise.html"
    title, submit = "Sanitise the report", "Offer to the intelligence desk"
    done = "Offered to the intelligence desk, where another person releases it"

    def context(self, viewer: Viewer, reference: str) -> dict[str, Any]:
        context = super().context(viewer, reference)
        return context | {"answers": queries.answers(viewer, context["record"]), "wide": True}

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> forms.SanitiseForm:
        answers = context["answers"]
        return forms.SanitiseForm(original=answers.text() if answers else "", **bound)

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Any:
        return acts.sanitise(reference, **data, by=by, at=at)

    def next_url(self, record: Any) -> str:
        return reverse("reports:show", kwargs={"reference": self.kwargs["reference"]})

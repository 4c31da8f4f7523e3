"""Pages of the intelligence desk."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handel.desks.intelligence import acts, forms, queries
from handel.desks.intelligence.models import IntelligenceReport
from handel.platform.access.models import highest_marking
from handel.platform.access.viewer import Viewer
from handel.platform.accounts.models import Marking
from handel.platform.journal.models import Operation as Processing
from handel.platform.web.pages import ActPage, page
from handel.platform.web.spreadsheet import csv_file
from handel.rules.england_wales import grading

COLUMNS = (
    "Reference",
    "Marking",
    "Text",
    "Grade",
    "Source",
    "Information",
    "Handling",
    "Conditions",
    "Origin",
    "Received",
    "State",
)
# What the report desk hands over is marked as everything is that is not marked otherwise.
WAITING_MARKING = Marking.OFFICIAL_SENSITIVE.label


@page("intelligence_reports")
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = forms.FilterForm(request.GET)
    rows = queries.page_of_reports(viewer, request.GET.get("page"), **form.asked())
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": rows,
        "query": query.urlencode(),
        "filtered": bool(form.asked()),
        "marking": highest_marking(rows),
        "grading": grading,
        "works_here": queries.works_here(viewer),
        "tabs": tabs(viewer, "Reports"),
    }
    return render(request, "intelligence/list.html", context)


@page("intelligence_report.export", operation=Processing.DISCLOSURE)
def export(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    rows = queries.reports(viewer, **forms.FilterForm(request.GET).asked())
    for report in rows:
        viewer.saw(report.reference)  # each leaves the house: each has its line in the journal
    return csv_file("intelligence-reports", COLUMNS, [cells(report) for report in rows])


def cells(report: IntelligenceReport) -> list[Any]:
    """A report as a row of `COLUMNS`: never its text without its conditions."""
    return [
        report.reference,
        report.get_marking_display(),
        report.text,
        report.grade,
        grading.SOURCE[report.source],
        grading.ASSESSMENT[report.assessment],
        grading.HANDLING[report.handling],
        report.conditions,
        report.get_origin_display(),
        report.received_on,
        report.get_state_display(),
    ]


@page("intelligence_report")
def show(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    report = queries.report(viewer, reference)
    context = {
        "report": report,
        "marking": report.get_marking_display(),
        "grading": grading,
        "works_here": queries.works_here(viewer),
        "is_author": report.author_id == viewer.user.pk,
        "shared_with": queries.shared_with(viewer, report),
        "history": queries.history(viewer, report),
    }
    return render(request, "intelligence/show.html", context)


@page("sanitised_items")
def waiting(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    items = queries.waiting(viewer)
    context = {"items": items, "marking": WAITING_MARKING, "grading": grading, "tabs": tabs(viewer, "Waiting")}
    return render(request, "intelligence/waiting.html", context)


def tabs(viewer: Viewer, current: str) -> list[dict[str, Any]]:
    """The pages of the desk, for its officers."""
    if not queries.works_here(viewer):
        return []
    pages = {"Reports": "intelligence:list", "Waiting": "intelligence:waiting"}
    return [{"text": text, "href": reverse(name), "current": text == current} for text, name in pages.items()]


class Take(ActPage):
    name, template_name = "intelligence_report.take", "intelligence/read_and_release.html"
    title, submit, done = "Release this item as intelligence", "Release as intelligence", "Intelligence report released"

    def context(self, viewer: Viewer, reference: str) -> dict[str, Any]:
        queries.require_desk(viewer)
        item = queries.waiting_item(viewer, reference)
        return {"item": item, "marking": WAITING_MARKING, "grading": grading}

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> IntelligenceReport:
        return acts.take(reference, by=by, at=at)


class Submit(ActPage):
    name = "intelligence_report.submit"
    title, submit, done = "Submit intelligence", "Submit for release", "Draft submitted: a colleague releases it"

    def context(self, viewer: Viewer) -> dict[str, Any]:
        queries.require_desk(viewer)
        return {}

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> forms.ReportForm:
        return forms.ReportForm(clearance=viewer.user.clearance, **bound)

    def perform(self, data: dict[str, Any], *, by: Any, at: Any) -> IntelligenceReport:
        return acts.submit(**data, by=by, at=at)


class OnReport(ActPage):
    """An act of the desk on one report."""

    def context(self, viewer: Viewer, reference: str) -> dict[str, Any]:
        queries.require_desk(viewer)
        report = queries.report(viewer, reference)
        return {"record": report, "item": report, "marking": report.get_marking_display(), "grading": grading}


class Edit(OnReport):
    name = "intelligence_report.edit"
    title, submit, done = "Change the draft", "Save the draft", "Draft changed"

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> forms.ReportForm:
        report = context["record"]
        written = {name: getattr(report, name) for name in forms.ReportForm.base_fields}
        written["source_identified"] = "yes" if report.source_identified else "no"
        return forms.ReportForm(clearance=viewer.user.clearance, initial=written, **bound)

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> IntelligenceReport:
        return acts.edit(reference, **data, by=by, at=at)


class Release(OnReport):
    name, form_class = "intelligence_report.release", forms.ReleaseForm
    template_name = "intelligence/read_and_release.html"
    title, submit, done = "Release intelligence", "Release", "Intelligence report released"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> IntelligenceReport:
        return acts.release(reference, **data, by=by, at=at)

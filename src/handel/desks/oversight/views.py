"""Pages of the oversight desk."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from handel.desks.oversight import forms, queries
from handel.desks.oversight.words import REFERENCE
from handel.platform.access.viewer import NotFound, Viewer
from handel.platform.accounts.models import Marking
from handel.platform.journal.models import Operation
from handel.platform.web.pages import page
from handel.platform.web.spreadsheet import csv_file

COLUMNS = (
    "Number",
    "Time",
    "Recorded",
    "Person",
    "Person's number",
    "What",
    "Kind",
    "Outcome",
    "References",
    "Note",
)
MARKING = Marking.OFFICIAL_SENSITIVE.label


@page("journal")
def journal(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    queries.require_auditor(viewer)
    form = forms.FilterForm(request.GET)
    shown = queries.journal(viewer, request.GET.get("page"), **form.asked()) if form.is_valid() else None
    query = request.GET.copy()
    query.pop("page", None)
    context = {"form": form, "shown": shown, "query": query.urlencode(), "marking": MARKING, "wide": True}
    return render(request, "oversight/journal.html", context, status=200 if shown else 422)


@page("journal.export", operation=Operation.DISCLOSURE)
def export(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    queries.require_auditor(viewer)
    form = forms.FilterForm(request.GET)
    if not form.is_valid():
        return redirect(f"{reverse('oversight:journal')}?{request.GET.urlencode()}")
    lines = queries.all_events(viewer, **form.asked())
    return csv_file(
        "journal",
        COLUMNS,
        (
            [
                line.number,
                line.at,
                line.recorded_at,
                line.person,
                line.person_number,
                line.what,
                line.operation,
                line.outcome,
                " ".join(line.references),
                line.note,
            ]
            for line in lines
        ),
    )


@page("journal.record")
def record(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    queries.require_auditor(viewer)
    if not re.fullmatch(REFERENCE, reference):
        raise NotFound(reference)
    readers = queries.readers(viewer, reference)
    context = {"reference": reference, "readers": readers, "marking": MARKING, "wide": True}
    return render(request, "oversight/record.html", context)

"""Pages of the warrants desk."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handel.desks.operations import queries as operations
from handel.desks.warrants import acts, forms, printed, queries
from handel.desks.warrants.models import Warrant
from handel.desks.warrants.statements import statements, steps
from handel.platform.access.models import highest_marking
from handel.platform.access.viewer import Viewer
from handel.platform.journal.models import Operation as Processing
from handel.platform.web.pages import ActPage, page


@page("warrants")
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    known = operations.operations(viewer)
    form = forms.FilterForm(request.GET, operations=[(row.reference, str(row)) for row in known])
    asked = form.asked()
    rows = queries.register(viewer, page=request.GET.get("page", "1"), **asked)
    context = {
        "form": form,
        "page": rows,
        "query": request.GET.urlencode(),
        "filtered": bool(asked),
        "marking": highest_marking(rows),
        "may_apply": bool(led(viewer, known)),
        "at": viewer.at,
    }
    return render(request, "warrants/list.html", context)


@page("warrant")
def show(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    warrant = queries.warrant(viewer, reference)
    context = {
        "warrant": warrant,
        "marking": warrant.get_marking_display(),
        "at": viewer.at,
        "steps": steps(warrant, viewer.at),
        "statements": statements(warrant),
        "reports": queries.reports(viewer, warrant),
        "actions": queries.acts_open_to(viewer, warrant),
        "history": queries.history(viewer, warrant),
    }
    return render(request, "warrants/show.html", context)


@page("warrant.print_application", operation=Processing.DISCLOSURE)
def application(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    warrant = queries.warrant(viewer, reference)
    return pdf(printed.application(warrant, by=viewer.user, at=viewer.at), f"{reference}-application.pdf")


@page("warrant.print_notice", operation=Processing.DISCLOSURE)
def notice(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    warrant = queries.issued_warrant(viewer, reference)
    return pdf(printed.notice(warrant, by=viewer.user, at=viewer.at), f"{reference}-notice.pdf")


def pdf(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


def led(viewer: Viewer, known: Iterable[operations.Operation]) -> list[tuple[str, str]]:
    """Those of the operations that are open and in which this person may apply for a warrant."""
    return [(row.reference, str(row)) for row in known if row.state == "open" and operations.leads(viewer, row)]


class Apply(ActPage):
    name, form_class, template_name = "warrant.apply", forms.ApplyForm, "warrants/apply.html"
    title, submit, done = "Apply for a warrant", "Save the application", "Application drafted"

    def context(self, viewer: Viewer) -> dict[str, Any]:
        return {"operations": led(viewer, operations.operations(viewer))}

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> forms.ApplyForm:
        chosen = {"operation": self.request.GET.get("operation", "")}
        return forms.ApplyForm(operations=context["operations"], initial=chosen, **bound)

    def perform(self, data: dict[str, Any], *, by: Any, at: Any) -> Warrant:
        return acts.apply(data.pop("operation"), **data, by=by, at=at)


class OnWarrant(ActPage):
    """An act on one warrant."""

    def context(self, viewer: Viewer, reference: str) -> dict[str, Any]:
        warrant = queries.warrant(viewer, reference)
        return {"record": warrant, "marking": warrant.get_marking_display()}

    def next_url(self, record: Any) -> str:
        return reverse("warrants:show", kwargs={"reference": self.kwargs["reference"]})


class Authorise(OnWarrant):
    name, form_class, template_name = "warrant.authorise", forms.AuthoriseForm, "warrants/authorise.html"
    title, submit, done = "Authorise the application", "Sign the authority", "Application authorised"

    def context(self, viewer: Viewer, reference: str) -> dict[str, Any]:
        context = super().context(viewer, reference)
        warrant = context["record"]
        return context | {"statements": statements(warrant), "reports": queries.reports(viewer, warrant)}

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Warrant:
        return acts.authorise(reference, **data, by=by, at=at)


class Issue(OnWarrant):
    name, form_class = "warrant.issue", forms.IssueForm
    title, submit, done = "Record the issue of the warrant", "Record the issue", "Warrant issued"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Warrant:
        return acts.issue(reference, **data, by=by, at=at)


class RefusedByCourt(OnWarrant):
    name, form_class, kind = "warrant.refused_by_court", forms.RefusedForm, "warning"
    title, submit, done = "Record that the court refused", "Record the refusal", "Refusal recorded"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Warrant:
        return acts.refused_by_court(reference, **data, by=by, at=at)


class AuthoriseEntry(OnWarrant):
    name, form_class = "warrant.authorise_entry", forms.AuthoriseEntryForm
    title, submit, done = "Authorise a further entry", "Sign the authority", "Further entry authorised"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Any:
        return acts.authorise_entry(reference, **data, by=by, at=at)


class Execute(OnWarrant):
    name, form_class = "warrant.execute", forms.ExecuteForm
    title, submit, done = "Record an entry", "Record the entry", "Entry recorded"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Warrant:
        return acts.execute(reference, **data, by=by, at=at)


class Endorse(OnWarrant):
    name, form_class = "warrant.endorse", forms.EndorseForm
    title, submit, done = "Endorse the warrant", "Endorse", "Warrant endorsed"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Warrant:
        return acts.endorse(reference, **data, by=by, at=at)


class Return(OnWarrant):
    name, form_class, kind = "warrant.return_to_court", forms.ReturnForm, "warning"
    title, submit, done = "Return the warrant to the court", "Record the return", "Warrant returned"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Warrant:
        return acts.return_to_court(reference, **data, by=by, at=at)

"""Pages of the operations desk."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handel.desks.operations import acts, forms, queries
from handel.desks.operations.models import Operation
from handel.platform.access.viewer import NotFound, Viewer
from handel.platform.web.pages import ActPage, page
from handel.rules import Refused


@page("operations")
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return render(request, "operations/list.html", {"operations": queries.operations(viewer)})


@page("operation.team")
def team(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    operation = queries.operation(viewer, reference)
    context = {
        "operation": operation,
        "team": queries.team(viewer, operation),
        "leads": queries.leads(viewer, operation),
        "tabs": tabs(viewer, operation, "Team"),
        "marking": operation.get_marking_display(),
    }
    return render(request, "operations/team.html", context)


@page("operation.policy_log")
def policy_log(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    operation = queries.operation(viewer, reference)
    context = {
        "operation": operation,
        "decisions": queries.policy_log(viewer, operation),
        "leads": queries.leads(viewer, operation),
        "tabs": tabs(viewer, operation, "Policy log"),
        "marking": operation.get_marking_display(),
    }
    return render(request, "operations/policy_log.html", context)


def tabs(viewer: Viewer, operation: Operation, current: str) -> list[dict[str, Any]]:
    """The pages of one operation that are for this person."""
    pages = {"Overview": "operation:show", "Team": "operations:team"}
    if queries.reads_policy_log(viewer, operation):
        pages["Policy log"] = "operations:policy_log"
    pages["Timeline"] = "operation:timeline"
    return [
        {
            "text": text,
            "href": reverse(name, kwargs={"reference": operation.reference}),
            "current": text == current,
        }
        for text, name in pages.items()
    ]


class Open(ActPage):
    name, form_class = "operation.open", forms.OpenForm
    title, submit, done = "Open an operation", "Open the operation", "Operation opened"

    def context(self, viewer: Viewer) -> dict[str, Any]:
        return {}

    def perform(self, data: dict[str, Any], *, by: Any, at: Any) -> Operation:
        return acts.open_operation(data.pop("name"), **data, by=by, at=at)


class OnOperation(ActPage):
    """An act on one operation."""

    back: str

    def context(self, viewer: Viewer, reference: str) -> dict[str, Any]:
        return {"record": queries.operation(viewer, reference)}

    def next_url(self, record: Any) -> str:
        return reverse(self.back, kwargs={"reference": self.kwargs["reference"]})


class AddMember(OnOperation):
    name, form_class, back = "operation.add_member", forms.MemberForm, "operations:team"
    title, submit, done = "Add a person to the team", "Add to the team", "Added to the team"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Operation:
        return acts.add_member(reference, **data, by=by, at=at)


class EndMembership(OnOperation):
    name, form_class, back = "operation.end_membership", forms.MemberForm, "operations:team"
    title, submit, done, kind = "End a person's role", "End the role", "Role ended", "warning"

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> forms.MemberForm:
        chosen = {key: self.request.GET.get(key, "") for key in ("username", "role")}
        return forms.MemberForm(initial=chosen, **bound)

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Operation:
        return acts.end_membership(reference, **data, by=by, at=at)


class Decide(OnOperation):
    name, form_class, back = "operation.decide", forms.DecisionForm, "operations:policy_log"
    title, submit, done = "Enter a decision", "Enter the decision", "Decision entered"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Any:
        return acts.decide(reference, **data, by=by, at=at)


class Adopt(OnOperation):
    name, form_class, back = "operation.adopt_intelligence", forms.AdoptForm, "operation:show"
    title, submit, done = "Adopt an intelligence report", "Adopt", "Intelligence adopted"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Operation:
        try:
            return acts.adopt_intelligence(reference, **data, by=by, at=at)
        except NotFound as missing:
            if missing.reference == reference:
                raise
            raise Refused(
                "There is no intelligence report of this reference that you may see.",
                "Need-to-know policy",
                "Check the reference against the report.",
                field="intelligence_reference",
            ) from None


class Close(OnOperation):
    name, back = "operation.close", "operation:show"
    title, submit, done, kind = "Close the operation", "Close the operation", "Operation closed", "warning"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Operation:
        return acts.close(reference, by=by, at=at)

"""Pages of the publicity desk."""

from typing import Any
from urllib.parse import urlencode

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handel.desks.operations import queries as operations
from handel.desks.publicity import acts, forms, queries
from handel.desks.publicity.models import Release
from handel.platform.access.viewer import Viewer
from handel.platform.web.pages import ActPage, page


@page("releases")
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    reference = request.GET.get("operation", "")
    operation = operations.operation(viewer, reference) if reference else None
    context = {
        "operation": operation,
        "releases": queries.page_of_releases(viewer, request.GET.get("page"), operation_reference=reference or None),
        "may_write": bool(queries.written_about(viewer)),
        "query": urlencode({"operation": reference}) if reference else "",
    }
    return render(request, "publicity/list.html", context)


@page("release")
def show(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    release = queries.release(viewer, reference)
    context = {
        "record": release,
        "account": queries.account(viewer, release, at=viewer.at),
        "successor": queries.successor(viewer, release),
        "history": queries.history(viewer, release),
        "may_approve": queries.may_approve(viewer, release),
        "under_embargo": release.embargo_until is not None and release.embargo_until > viewer.at,
    }
    return render(request, "publicity/show.html", context)


class Draft(ActPage):
    name, template_name = "release.draft", "publicity/start.html"
    title, submit, done = "Start a release", "Start the release", "Release started"

    def context(self, viewer: Viewer) -> dict[str, Any]:
        return {"operations": queries.written_about(viewer)}

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> django_forms.Form:
        chosen = {"operation": self.request.GET.get("operation", "")}
        return forms.DraftForm(operations=context["operations"], initial=chosen, **bound)

    def perform(self, data: dict[str, Any], *, by: Any, at: Any) -> Release:
        return acts.draft(data["operation"], by=by, at=at)


class OnRelease(ActPage):
    """An act on one release; the page shows what it says now."""

    def context(self, viewer: Viewer, reference: str) -> dict[str, Any]:
        release = queries.release(viewer, reference)
        return {"record": release, "account": queries.account(viewer, release, at=viewer.at)}


class Edit(OnRelease):
    name, template_name = "release.edit", "publicity/edit.html"
    title, submit, done = "Edit the release", "Save", "Release saved"

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> django_forms.Form:
        release = context["record"]
        return forms.EditForm(initial=release.text.parts | {"edition": release.edition}, **bound)

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Release:
        return acts.edit(reference, edition=data.pop("edition"), parts=data, by=by, at=at)


class ProposeQuotation(OnRelease):
    name = "release.propose_quotation"
    title, submit, done = "Propose a quotation", "Propose", "Quotation proposed"

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> django_forms.Form:
        release = context["record"]
        team = operations.team(viewer, release.operation)
        people = {row.user.pk: row.user for row in team if row.role in Release.READ_ROLES}
        quoted = release.quotation
        before = {"text": quoted.text, "username": quoted.person.username} if quoted else {}
        return forms.QuotationForm(people=people.values(), initial=before, **bound)

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Release:
        return acts.propose_quotation(reference, **data, by=by, at=at)


class ApproveQuotation(OnRelease):
    name, template_name = "release.approve_quotation", "publicity/approve_quotation.html"
    title, submit, done = "Approve your words", "Approve these words", "Your words are approved"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Release:
        return acts.approve_quotation(reference, by=by, at=at)


class Approve(OnRelease):
    name, form_class, template_name = "release.approve", forms.ApproveForm, "publicity/approve.html"
    title, submit, done = "Approve the release", "Approve it as it reads here", "Release approved"

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> django_forms.Form:
        return forms.ApproveForm(initial={"edition": context["record"].edition}, **bound)

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Release:
        return acts.approve(reference, **data, by=by, at=at)


class Publish(OnRelease):
    name, form_class, template_name = "release.publish", forms.PublishForm, "publicity/approve.html"
    title, submit, done = "Publish the release", "Publish", "Release published"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Release:
        return acts.publish(reference, **data, by=by, at=at)


class Supersede(OnRelease):
    name, template_name = "release.supersede", "publicity/supersede.html"
    title, submit, done = "Supersede with new figures", "Start the later release", "Later release started"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Release:
        return acts.supersede(reference, by=by, at=at)


class Retract(OnRelease):
    name, form_class = "release.retract", forms.RetractForm
    title, submit, done, kind = "Retract the release", "Retract it", "Release retracted", "warning"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Release:
        return acts.retract(reference, **data, by=by, at=at)

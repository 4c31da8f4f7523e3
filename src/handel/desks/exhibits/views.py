"""Pages of the exhibits desk."""

from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handel.desks.custody import queries as custody
from handel.desks.exhibits import acts, forms, presenters, queries
from handel.desks.exhibits.models import Exhibit
from handel.desks.operations import queries as operations
from handel.desks.warrants import queries as warrants
from handel.platform.access.models import highest_marking
from handel.platform.access.viewer import NotFound, Viewer
from handel.platform.files.service import attachment
from handel.platform.web.pages import ActPage, page


@page("exhibits")
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    found = operations.operations(viewer)
    form = forms.FilterForm(request.GET)
    form.fields["operation"].choices = [("", "Any"), *((row.reference, str(row)) for row in found)]  # type: ignore[attr-defined]
    people = [(person.username, str(person)) for person in queries.holders(viewer)]
    form.fields["holder"].choices = [("", "Anybody"), *people, (queries.NOBODY, "Nobody: it lies at a place")]  # type: ignore[attr-defined]
    asked = form.asked()
    filtered = dict(asked)
    chosen = asked.pop("operation", None)
    rows, total = queries.register(viewer, operation_reference=chosen, **asked, page=request.GET.get("page", "1"))
    context = {
        "form": form,
        "page": rows,
        "marking": highest_marking(rows),
        "total": total,
        "query": request.GET.urlencode(),
        "filtered": bool(filtered),
        "chosen": chosen,
        "seize_in": [row for row in found if queries.may_seize(viewer, row) and chosen in (None, row.reference)],
    }
    return render(request, "exhibits/list.html", context)


@page("exhibit")
def show(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    exhibit = queries.exhibit(viewer, reference)
    context = {
        "exhibit": exhibit,
        "marking": exhibit.get_marking_display(),
        "chain": presenters.chain(exhibit),
        "detained": presenters.detained(exhibit, viewer.at),
        "below_minimum": presenters.below_minimum(exhibit),
        "handles": queries.handles(viewer, exhibit),
        "offered": _offered(viewer, exhibit),
        "history": queries.history(viewer, exhibit),
    }
    return render(request, "exhibits/show.html", context)


@page("exhibit.photograph")
def photograph(request: HttpRequest, viewer: Viewer, reference: str, number: int) -> HttpResponse:
    shown = queries.photograph(viewer, reference, number)
    return attachment(shown, media_type="image/jpeg", name=f"{reference}-photograph-{number}.jpg")


def _offered(viewer: Viewer, exhibit: Exhibit) -> list[tuple[str, str]]:
    """The acts that this person may do on the exhibit now: the button's words and the page's name."""
    handles = queries.handles(viewer, exhibit)
    if not handles and exhibit.last_movement.holder_id != viewer.user.pk:
        return []
    offered = [("Hand over", "hand_over"), ("Add a photograph", "photograph")]
    if exhibit.is_cash:
        offered.insert(0, ("Correct the count" if exhibit.count else "Record the count", "count_cash"))
    if handles and exhibit.is_detained_cash:
        offered.append(("Record a court's order", "record_order"))
    known = exhibit.identification
    if handles and known and not known.is_final:
        offered.append(("Record a result", "record_substance"))
    return offered


class Seize(ActPage):
    name, form_class, template_name = "exhibit.seize", forms.SeizeForm, "exhibits/seize.html"
    title, submit, done = "Record a seizure", "Record the seizure", "Seizure recorded"

    def context(self, viewer: Viewer, operation: str) -> dict[str, Any]:
        found = operations.operation(viewer, operation)
        if not queries.may_seize(viewer, found):
            raise NotFound(operation)
        return {
            "operation": found,
            "premises": warrants.premises(viewer, operation),
            "arrests": custody.arrests(viewer, operation),
            "initials": viewer.user.initials,
        }

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> django_forms.Form:
        form = forms.SeizeForm(initial={"found_at": viewer.this_minute}, **bound)
        premises = [(row.warrant, f"{row.warrant}, {row.address}") for row in context["premises"]]
        arrests = [(row.reference, f"{row.reference}, {row.person_name}") for row in context["arrests"]]
        form.fields["warrant"].choices = [("", "None"), *premises]  # type: ignore[attr-defined]
        form.fields["arrest"].choices = [("", "None"), *arrests]  # type: ignore[attr-defined]
        return form

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, operation: str) -> Exhibit:
        return acts.seize(operation, **data, by=by, at=at)


class OnExhibit(ActPage):
    """An act on one exhibit."""

    def context(self, viewer: Viewer, reference: str) -> dict[str, Any]:
        exhibit = queries.exhibit(viewer, reference)
        return {"record": exhibit, "marking": exhibit.get_marking_display()}

    def next_url(self, record: Any) -> str:
        return reverse("exhibits:show", kwargs={"reference": self.kwargs["reference"]})


class HandOver(OnExhibit):
    name, form_class = "exhibit.hand_over", forms.HandOverForm
    title, submit, done = "Hand over", "Record the hand-over", "Hand-over recorded"

    def context(self, viewer: Viewer, reference: str) -> dict[str, Any]:
        context = super().context(viewer, reference)
        return context | {"team": acts.team(context["record"])}

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> django_forms.Form:
        form = forms.HandOverForm(initial={"happened_at": viewer.this_minute}, **bound)
        people = [(person.username, f"{person}, {person.unit}") for person in context["team"]]
        form.fields["to"].choices = [("", "Nobody"), *people]  # type: ignore[attr-defined]
        return form

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Any:
        return acts.hand_over(reference, **data, by=by, at=at)


class Count(OnExhibit):
    name, form_class = "exhibit.count_cash", forms.CountForm
    title, submit, done = "Record a count of cash", "Record the count", "Count recorded"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Any:
        return acts.count_cash(reference, **data, by=by, at=at)


class RecordOrder(OnExhibit):
    name, form_class = "exhibit.record_order", forms.OrderForm
    title, submit, done = "Record a detention order", "Record the order", "Order recorded"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Any:
        return acts.record_order(reference, **data, by=by, at=at)


class RecordSubstance(OnExhibit):
    name, form_class = "exhibit.record_substance", forms.SubstanceForm
    title, submit, done = "Record a result", "Record the result", "Result recorded"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Any:
        return acts.record_substance(reference, **data, by=by, at=at)


class Photograph(OnExhibit):
    name, form_class = "exhibit.photograph", forms.PhotographForm
    title, submit, done = "Add a photograph", "Add the photograph", "Photograph added"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Any:
        file = data["file"]
        return acts.photograph(reference, content=file.read(), name=file.name, caption=data["caption"], by=by, at=at)

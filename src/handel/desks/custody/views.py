"""Pages of the custody desk."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms as django_forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handel.desks.custody import acts, forms, queries
from handel.desks.custody.clocks import delayed_rights, held
from handel.desks.custody.models import Arrest, Detention, State
from handel.desks.custody.presenters import ledger_lines
from handel.desks.operations import queries as operations
from handel.desks.warrants import queries as warrants
from handel.platform.access.roles import LEADERS
from handel.platform.access.viewer import Viewer
from handel.platform.accounts.models import Marking
from handel.platform.web.pages import ActPage, page

# The acts that a page offers in each state: (text, name of the page). The act itself decides who may do it.
RECORD, DELAY, GIVE = (
    ("Record an event", "record_event"),
    ("Delay a right", "delay_rights"),
    ("Give a right", "give_rights"),
)
OFFERED = {
    State.ARRIVED: [("Authorise detention", "authorise"), ("Release", "release"), RECORD, DELAY],
    State.DETAINED: [
        ("Review", "review"),
        ("Charge", "charge"),
        ("Release", "release"),
        ("Extend", "extend"),
        ("Record a court's warrant", "record_warrant"),
        RECORD,
        DELAY,
    ],
    State.CHARGED: [("Release", "release"), ("Review", "review"), RECORD],
    State.BAILED: [("Bail answered", "answer_bail")],
    State.RELEASED: [],
}


def board_context(viewer: Viewer) -> dict[str, Any]:
    people = queries.board(viewer)
    return {
        "people": people,
        "on_the_way": queries.on_the_way(viewer),
        "marking": _highest(row.detention.marking for row in people),
    }


def _highest(markings: Iterable[int]) -> str:
    """The marking of a page that shows several records."""
    return Marking(max(markings, default=Marking.OFFICIAL)).label


@page("detention.board")
def board(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    working_on = [row for row in operations.operations(viewer) if _may_arrest(viewer, row)]
    live = queries.live_compartment(viewer)
    context = {
        "working_on": working_on,
        "stream": reverse("live:stream", args=[live]) if live else None,
        "wide": True,
    }
    return render(request, "custody/board.html", board_context(viewer) | context)


@page("detention.board")
def board_fragment(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return render(request, "custody/board_fragment.html", board_context(viewer))


@page("detentions")
def register(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = forms.FilterForm(request.GET)
    asked = form.asked()
    found = queries.register(viewer, page=request.GET.get("page", "1"), **asked)
    context = {
        "form": form,
        "page": found,
        "marking": _highest(row.marking for row in found.object_list),
        "query": request.GET.urlencode(),
        "filtered": bool(asked),
    }
    return render(request, "custody/register.html", context)


@page("arrests")
def arrests(request: HttpRequest, viewer: Viewer, operation: str) -> HttpResponse:
    found = operations.operation(viewer, operation)
    context = {
        "operation": found,
        "page": Paginator(queries.arrests(viewer, operation), queries.PAGE).get_page(request.GET.get("page", "1")),
        "may_arrest": _may_arrest(viewer, found),
        "marking": found.get_marking_display(),
    }
    return render(request, "custody/arrests.html", context)


@page("arrest")
def arrest(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    made = queries.arrest(viewer, reference)
    context = {
        "arrest": made,
        "detention": queries.detention_of(viewer, made),
        "on_the_way": queries.is_on_the_way(viewer, made),
        "receives": queries.receives(viewer),
        "lets_go": viewer.user.pk == made.officer_id or _leads(viewer, made),
        "marking": made.get_marking_display(),
    }
    return render(request, "custody/arrest.html", context)


@page("detention")
def show(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    detention = queries.detention(viewer, reference)
    offered = list(OFFERED[State(detention.state)])
    if detention.is_in_custody and delayed_rights(detention.events.all()):
        offered.append(GIVE)
    context = {
        "detention": detention,
        "person": held(detention, viewer.at),
        "lines": ledger_lines(detention),
        "offered": offered if queries.receives(viewer) else [],
        "marking": detention.get_marking_display(),
    }
    return render(request, "custody/show.html", context)


def _leads(viewer: Viewer, made: Arrest) -> bool:
    return any(viewer.holds(role, made.compartment_id) for role in LEADERS)


def _may_arrest(viewer: Viewer, operation: Any) -> bool:
    return any(viewer.holds(role, operation.compartment_id) for role in acts.ARRESTERS)


class TimedPage(ActPage):
    """An act with a time, which is first the present minute."""

    when: ClassVar[str]

    def first_values(self, viewer: Viewer) -> dict[str, Any]:
        return {self.when: viewer.this_minute}

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> django_forms.Form:
        return self.form_class(initial=self.first_values(viewer), **bound)


class Make(TimedPage):
    name, form_class, when = "arrest.make", forms.ArrestForm, "arrested_at"
    template_name = "custody/make_arrest.html"
    title, submit, done = "Record an arrest", "Record the arrest", "Arrest recorded"

    def first_values(self, viewer: Viewer) -> dict[str, Any]:
        return super().first_values(viewer) | {"arrested_where": "elsewhere"}

    def context(self, viewer: Viewer, operation: str) -> dict[str, Any]:
        found = operations.operation(viewer, operation)
        premises = warrants.premises(viewer, operation) if _may_arrest(viewer, found) else []
        return {"operation": found, "premises": premises}

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> django_forms.Form:
        form = super().make_form(viewer, context, **bound)
        choices = [(row.warrant, f"{row.warrant}, {row.address}") for row in context["premises"]]
        form.fields["warrant"].choices = [("", "None"), *choices]  # type: ignore[attr-defined]
        return form

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, operation: str) -> Arrest:
        data["necessity"] = data.pop("reasons")
        return acts.arrest(operation, **data, by=by, at=at)


class Arrive(TimedPage):
    name, form_class, when = "detention.arrive", forms.ArriveForm, "arrived_at"
    title, submit, done = "Record the arrival at the station", "Record the arrival", "Arrival recorded"

    def context(self, viewer: Viewer, reference: str) -> dict[str, Any]:
        return {"record": queries.arrest(viewer, reference)}

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Detention:
        return acts.arrive(reference, **data, by=by, at=at)


class ReleaseOnTheWay(TimedPage):
    name, form_class, when = "arrest.release", forms.ReleaseOnTheWayForm, "released_at"
    title, submit, done, kind = "Release before reaching a station", "Release", "Release recorded", "warning"

    def context(self, viewer: Viewer, reference: str) -> dict[str, Any]:
        return {"record": queries.arrest(viewer, reference)}

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Arrest:
        return acts.release_on_the_way(reference, **data, by=by, at=at)


class OnDetention(TimedPage):
    """An act on one detention, told by `act`."""

    template_name = "custody/act.html"
    act: ClassVar[Any]

    def context(self, viewer: Viewer, reference: str) -> dict[str, Any]:
        detention = queries.detention(viewer, reference)
        return {"record": detention, "person": held(detention, viewer.at)}

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Detention:
        done: Detention = type(self).act(reference, **data, by=by, at=at)
        return done


class Authorise(OnDetention):
    name, form_class, when = "detention.authorise", forms.AuthoriseForm, "authorised_at"
    title, submit, done = "Authorise detention", "Authorise detention", "Detention authorised"
    act = staticmethod(acts.authorise_detention)


class Review(OnDetention):
    name, form_class, when = "detention.review", forms.ReviewForm, "reviewed_at"
    title, submit, done = "Review detention", "Record the review", "Review recorded"
    act = staticmethod(acts.review)


class Extend(OnDetention):
    name, form_class, when = "detention.extend", forms.ExtendForm, "extended_at"
    title, submit, done = "Extend detention", "Extend detention", "Detention extended"
    act = staticmethod(acts.extend)


class RecordWarrant(OnDetention):
    name, form_class, when = "detention.record_warrant", forms.WarrantForm, "issued_at"
    title, submit, done = "Record a court's warrant of further detention", "Record the warrant", "Warrant recorded"
    act = staticmethod(acts.record_warrant)


class RecordEvent(OnDetention):
    name, form_class, when = "detention.record_event", forms.EventForm, "happened_at"
    title, submit, done = "Record an event", "Record the event", "Event recorded"
    act = staticmethod(acts.record_event)

    def first_values(self, viewer: Viewer) -> dict[str, Any]:
        return super().first_values(viewer) | {"purpose": "treatment"}


class DelayRights(OnDetention):
    name, form_class, when = "detention.delay_rights", forms.DelayForm, "delayed_at"
    title, submit, done = "Delay a right", "Delay the right", "Right delayed"
    act = staticmethod(acts.delay_rights)


class GiveRights(OnDetention):
    name, form_class, when = "detention.give_rights", forms.GiveForm, "given_at"
    title, submit, done = "Give a delayed right", "Record that it was given", "Right given"
    act = staticmethod(acts.give_rights)


class Charge(OnDetention):
    name, form_class, when = "detention.charge", forms.ChargeForm, "charged_at"
    title, submit, done = "Charge", "Record the charge", "Charge recorded"
    act = staticmethod(acts.charge)


class Release(OnDetention):
    name, form_class, when = "detention.release", forms.ReleaseForm, "released_at"
    title, submit, done, kind = "Release", "Release", "Released", "warning"
    act = staticmethod(acts.release)

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> django_forms.Form:
        return forms.ReleaseForm(initial=self.first_values(viewer), state=context["record"].state, **bound)


class AnswerBail(OnDetention):
    name, form_class, when = "detention.answer_bail", forms.AnswerForm, "answered_at"
    title, submit, done = "Record that bail was answered", "Record the arrival", "Bail answered"
    act = staticmethod(acts.answer_bail)

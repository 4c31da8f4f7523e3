"""Pages of the search-day desk on which an act is done."""

from collections.abc import Iterable
from typing import Any

from django import forms as django_forms
from django.urls import reverse

from handel.desks.operations import queries as operations
from handel.desks.search_day import acts, forms, queries
from handel.desks.search_day.acts.drafting import NEEDS
from handel.desks.search_day.models import Plan, PlannedPremises, Seat
from handel.desks.search_day.premises import plannable
from handel.desks.warrants import queries as warrants
from handel.platform.access.viewer import NotFound, Viewer
from handel.platform.accounts.models import User
from handel.platform.web.formats import day
from handel.platform.web.forms import Choices
from handel.platform.web.pages import ActPage
from handel.rules.england_wales import calendar


class Draft(ActPage):
    name, form_class, template_name = "plan.draft", forms.DraftForm, "search_day/draft.html"
    title, submit, done = "Plan a search day", "Save the draft", "Search day drafted"

    def context(self, viewer: Viewer) -> dict[str, Any]:
        """The operation of the address, or those of which one has to be chosen first."""
        asked = self.request.GET.get("operation", "")
        if not asked:
            rows = operations.operations(viewer)
            return {
                "operations": [
                    row for row in rows if row.state == "open" and queries.may_plan(viewer, row.compartment_id)
                ],
                "premises": [],
            }
        operation = operations.operation(viewer, asked)
        return {
            "record": operation,
            "operations": [operation],
            "premises": warrants.premises(viewer, asked),
            "marking": operation.get_marking_display(),
        }

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> forms.DraftForm:
        premises = [(row.warrant, f"{row.address}: {_until(row)}") for row in context["premises"]]
        return forms.DraftForm(premises=premises, **bound)

    def perform(self, data: dict[str, Any], *, by: Any, at: Any) -> Plan:
        operation = self.request.GET.get("operation", "")
        if not operation:
            raise NotFound("")
        return acts.draft(operation, **data, day=calendar.london(data["strike_at"]).date(), by=by, at=at)


class OnPlan(ActPage):
    """An act on one plan."""

    def context(self, viewer: Viewer, reference: str, **kwargs: Any) -> dict[str, Any]:
        plan = queries.plan(viewer, reference)
        return {"record": plan, "marking": plan.get_marking_display()}

    def next_url(self, record: Any) -> str:
        return reverse("search_day:show", kwargs={"reference": self.kwargs["reference"]})


class OnPremises(OnPlan):
    """An act on the premises of one warrant in a plan. Its title, which a browser keeps, tells no address."""

    template_name = "search_day/on_premises.html"

    def context(self, viewer: Viewer, reference: str, **kwargs: Any) -> dict[str, Any]:
        context = super().context(viewer, reference)
        found = [row for row in queries.premises(viewer, context["record"]) if row.warrant == kwargs["warrant"]]
        if not found:
            raise NotFound(kwargs["warrant"])
        return context | {"premises": found[0], "title": f"{self.title}: {found[0].team}"}


class SetNeeds(OnPremises):
    name, form_class = "plan.set_needs", forms.NeedsForm
    title, submit, done = "Needs", "Save the needs", "Needs saved"

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> forms.NeedsForm:
        return forms.NeedsForm(initial={field: getattr(context["premises"], field) for field in NEEDS}, **bound)

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str, warrant: str) -> Plan:
        return acts.set_needs(reference, warrant=warrant, **data, by=by, at=at)


class DropPremises(OnPremises):
    name, kind = "plan.drop_premises", "warning"
    title, submit, done = "Take out of the plan", "Take out", "Premises taken out of the plan"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str, warrant: str) -> Plan:
        return acts.drop_premises(reference, warrant=warrant, by=by, at=at)


class AddPremises(OnPlan):
    name, form_class = "plan.add_premises", forms.PremisesForm
    title, submit, done = "Add premises to the plan", "Add", "Premises added"

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> forms.PremisesForm:
        plan = context["record"]
        there = {row.warrant for row in queries.premises(viewer, plan)}
        valid = plannable(viewer, plan.operation.reference, plan.day)
        choices = [(row.warrant, row.address) for row in valid if row.warrant not in there]
        return forms.PremisesForm(premises=choices, **bound)

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Plan:
        return acts.add_premises(reference, **data, by=by, at=at)


class OnPeople(OnPlan):
    """An act on people ticked by unit."""

    template_name = "search_day/people.html"

    def choose(self, viewer: Viewer, plan: Plan) -> Iterable[User]:
        """Who can be ticked: those called out, unless a page says otherwise."""
        return queries.called_out(viewer, plan)

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> django_forms.Form:
        plan = context["record"]
        return self.form_class(people=self.choose(viewer, plan), notes=queries.places(viewer, plan), **bound)


class CallOut(OnPeople):
    name, form_class = "plan.call_out", forms.CallOutForm
    title, submit, done = "Call people out", "Call out", "People called out"

    def choose(self, viewer: Viewer, plan: Plan) -> Iterable[User]:
        return queries.people(viewer)

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Plan:
        function = Seat(data["function"]) if data["function"] else None
        return acts.call_out(reference, usernames=data["usernames"], function=function, by=by, at=at)


class StandDown(OnPeople):
    name, form_class = "plan.stand_down", forms.PeopleForm
    title, submit, done = "Stand people down", "Stand down", "People stood down"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Plan:
        return acts.stand_down(reference, usernames=data["usernames"], by=by, at=at)


class Muster(OnPeople):
    name, form_class = "plan.muster", forms.PeopleForm
    title, submit, done = "Take the muster: who turned up", "Record the muster", "Muster recorded"

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> forms.PeopleForm:
        plan = context["record"]
        people = queries.not_mustered(viewer, plan)
        assigned = queries.assigned(viewer, plan)
        return forms.PeopleForm(people=people, notes=queries.places(viewer, plan), ticked=assigned, **bound)

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Plan:
        return acts.muster(reference, usernames=data["usernames"], by=by, at=at)


class DeclareConflict(OnPlan):
    name, form_class = "plan.declare_conflict", forms.ConflictForm
    title, submit, done = "Record a conflict of interest", "Bar from these premises", "Conflict of interest recorded"

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> forms.ConflictForm:
        plan = context["record"]
        premises = _premises(queries.premises(viewer, plan))
        return forms.ConflictForm(people=_people(queries.called_out(viewer, plan)), premises=premises, **bound)

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Plan:
        return acts.declare_conflict(reference, **data, by=by, at=at)


class Move(OnPlan):
    name, form_class = "plan.move", forms.MoveForm
    title, submit, done = "Move a person", "Move", "Person moved"

    def make_form(self, viewer: Viewer, context: dict[str, Any], **bound: Any) -> forms.MoveForm:
        plan = context["record"]
        return forms.MoveForm(
            people=_people(queries.called_out(viewer, plan), queries.places(viewer, plan)),
            premises=_premises(queries.premises(viewer, plan)),
            initial={"username": self.request.GET.get("username", "")},
            **bound,
        )

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Plan:
        return acts.move(reference, **data, by=by, at=at)


class Assign(OnPlan):
    name, title, submit, done = "plan.assign", "Assign people", "Assign people", "People assigned"
    template_name = "search_day/assign.html"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Plan:
        return acts.assign(reference, by=by, at=at)


class Approve(OnPlan):
    name, form_class, template_name = "plan.approve", forms.ApproveForm, "search_day/approve.html"
    title, submit, done = "Approve the plan", "Approve", "Plan approved"

    def context(self, viewer: Viewer, reference: str, **kwargs: Any) -> dict[str, Any]:
        context = super().context(viewer, reference)
        return context | {"board": queries.board(viewer, context["record"])}

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Plan:
        return acts.approve(reference, **data, by=by, at=at)


class WithdrawApproval(OnPlan):
    name, form_class, kind = "plan.withdraw_approval", forms.WithdrawForm, "warning"
    title, submit, done = (
        "Withdraw the approval",
        "Withdraw the approval",
        "Approval withdrawn: the plan is a draft again",
    )

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Plan:
        return acts.withdraw_approval(reference, **data, by=by, at=at)


class Finish(OnPlan):
    name, title, submit, done = "plan.finish", "End the search day", "The search day is done", "Search day done"

    def perform(self, data: dict[str, Any], *, by: Any, at: Any, reference: str) -> Plan:
        return acts.finish(reference, by=by, at=at)


def _until(row: warrants.Premises) -> str:
    if row.last_day is None:
        return f"{row.warrant}, not issued"
    return f"{row.warrant}, {row.state}, up to {day(row.last_day)}"


def _people(users: Iterable[User], notes: dict[int, str] | None = None) -> Choices:
    notes = notes or {}
    return [(user.username, f"{user}, {user.number}{_note(notes.get(user.pk))}") for user in users]


def _note(words: str | None) -> str:
    return f": {words}" if words else ""


def _premises(rows: Iterable[PlannedPremises]) -> Choices:
    return [(row.warrant, str(row)) for row in rows]

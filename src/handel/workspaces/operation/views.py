"""Pages of the operation's workspace."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from handel.desks.operations import queries as operations
from handel.desks.operations.views import tabs
from handel.platform.access.roles import LEADERS, Role
from handel.platform.access.standing import CUSTODY, INTELLIGENCE_DESK, compartment
from handel.platform.access.viewer import Viewer
from handel.platform.gazetteer import ATTRIBUTION
from handel.platform.journal.queries import in_words, timeline
from handel.platform.web import maps
from handel.platform.web.pages import page
from handel.workspaces.operation.picture import picture
from handel.workspaces.operation.thread import premises_of, thread
from handel.workspaces.operation.words import WORDS

# How each state of a warrant shows on the map: by shape, which the key beside the map explains.
SHAPES = {
    "drafted": "circle",
    "authorised": "circle",
    "refused": "cross",
    "issued": "triangle",
    "executed": "square",
    "endorsed": "square",
    "returned": "diamond",
}
KEY = [
    {"shape": "circle", "text": "applied for"},
    {"shape": "triangle", "text": "issued"},
    {"shape": "square", "text": "executed"},
    {"shape": "diamond", "text": "returned to the court"},
    {"shape": "cross", "text": "refused by the court"},
]
WESTMINSTER = [-0.2165, 51.4839, -0.1111, 51.5401]
CLOCKS, EVENTS, ALL_EVENTS, REFERENCES = 8, 8, 500, 6


@page("operation")
def show(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    operation = operations.operation(viewer, reference)
    found = thread(viewer, operation)
    around = [(row.longitude, row.latitude) for row in found.premises]
    context = {
        "operation": operation,
        "tabs": tabs(viewer, operation, "Overview"),
        "objectives": operations.objectives(viewer, operation),
        "next_acts": next_acts(viewer, operation),
        "thread": found,
        "wide_picture": picture(found.stages),
        "narrow_picture": picture(found.stages, across=2),
        "clocks": found.clocks[:CLOCKS],
        "map_layers": maps.layers(reverse("operation:premises", kwargs={"reference": operation.reference})),
        "map_bounds": maps.bounds(around) if around else WESTMINSTER,
        "map_key": KEY,
        "attribution": ATTRIBUTION,
        "events": history(viewer, operation, found.references, EVENTS),
        "live": reverse("live:stream", kwargs={"compartment_id": operation.compartment_id}),
        "marking": operation.get_marking_display(),
        "wide": True,
    }
    template = "operation/fragment.html" if request.GET.get("fragment") else "operation/show.html"
    return render(request, template, context)


@page("operation.timeline")
def all_done(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    operation = operations.operation(viewer, reference)
    context = {
        "operation": operation,
        "tabs": tabs(viewer, operation, "Timeline"),
        "events": history(viewer, operation, thread(viewer, operation).references, ALL_EVENTS),
        "marking": operation.get_marking_display(),
    }
    return render(request, "operation/timeline.html", context)


@page("operation.premises")
def premises(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """The premises as GeoJSON, for the map."""
    operation = operations.operation(viewer, reference)
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row.longitude, row.latitude]},
            "properties": {"shape": SHAPES[row.state], "name": row.address, "state": f"{row.warrant}, {row.state}"},
        }
        for row in premises_of(viewer, operation)
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


# What a person can begin from here: words, page, how the page is told the operation, and who may.
BEGINNINGS = (
    ("Adopt an intelligence report", "operations:adopt", "reference", {*LEADERS, Role.INTELLIGENCE}),
    ("Enter a decision in the policy log", "operations:decide", "reference", {*LEADERS}),
    ("Apply for a warrant", "warrants:apply", "?", {*LEADERS}),
    ("Plan a search day", "search_day:draft", "?", {*LEADERS, Role.PLANNER}),
    ("Record an arrest", "custody:make_arrest", "operation", {*LEADERS, Role.TEAM, Role.EXHIBITS}),
    ("Record a seizure", "exhibits:seize", "operation", {*LEADERS, Role.TEAM, Role.EXHIBITS}),
    ("Start a release", "publicity:start", "?", {*LEADERS, Role.PRESS}),
    ("Close the operation", "operations:close", "reference", {*LEADERS}),
)


def next_acts(viewer: Viewer, operation: operations.Operation) -> list[dict[str, str]]:
    """What this person can begin on an open operation."""
    if operation.state != "open":
        return []
    acts = []
    for text, name, told, roles in BEGINNINGS:
        if any(viewer.holds(role, operation.compartment_id) for role in roles):
            by_query = told == "?"
            href = reverse(name) if by_query else reverse(name, kwargs={told: operation.reference})
            acts.append({"text": text, "href": f"{href}?operation={operation.reference}" if by_query else href})
    return acts


def history(viewer: Viewer, operation: operations.Operation, references: list[str], limit: int) -> list[dict[str, Any]]:
    """The acts on these records, newest first, in words.

    An intelligence report may be shared with other operations, too: what they do with it is not told, nor that they
    have it. With whom it is shared is known to the intelligence desk alone. An act of another desk names the operation
    beside its own record: without a right to that record the act is not told either.
    """
    told = {operation.compartment_id, *(compartment(desk).pk for desk in (INTELLIGENCE_DESK, CUSTODY))}
    return [
        {
            "title": in_words(WORDS.get(entry.verb, entry.verb), entry.outcome),
            "at": entry.at,
            "by": entry.actor,
            "text": listed(entry.references),
        }
        for entry in timeline(viewer, references, limit, within=told, without=["intelligence_report.disseminate"])
        if entry.verb.startswith("operation.") or set(entry.references) != {operation.reference}
    ]


def listed(references: tuple[str, ...]) -> str:
    """The first few references, and how many more there are."""
    more = len(references) - REFERENCES
    return ", ".join(references[:REFERENCES]) + (f" and {more} more" if more > 0 else "")

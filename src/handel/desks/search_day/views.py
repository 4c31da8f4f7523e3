"""Pages of the search-day desk that show: the list, a plan, the sheets of its teams."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from handel.desks.operations import queries as operations
from handel.desks.search_day import forms, printed, queries
from handel.desks.search_day.models import Plan
from handel.desks.search_day.verbs import VERBS
from handel.platform.access.models import highest_marking
from handel.platform.access.viewer import Viewer
from handel.platform.gazetteer import ATTRIBUTION
from handel.platform.journal.models import Operation as Processing
from handel.platform.journal.queries import history
from handel.platform.web import maps
from handel.platform.web.pages import page

PAGE = 50
MAP_KEY = [{"shape": "square", "text": "every seat and skill is there"}, {"shape": "triangle", "text": "short"}]


@page("search-day plans")
def index(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    known = operations.operations(viewer)
    form = forms.FilterForm(request.GET, operations=[(row.reference, str(row)) for row in known])
    asked = form.cleaned_data["operation"] if form.is_valid() else ""
    rows = queries.plans(viewer, operation_reference=asked or None)
    shown = Paginator(rows, PAGE).get_page(request.GET.get("page", "1"))
    mine = queries.my_plans(viewer)
    context = {
        "form": form,
        "asked": asked,
        "page": shown,
        "query": f"operation={asked}" if asked else "",
        "mine": mine,
        "may_plan": any(row.state == "open" and queries.may_plan(viewer, row.compartment_id) for row in known),
        "marking": highest_marking([*shown, *mine]),
    }
    return render(request, "search_day/list.html", context)


@page("search-day plan")
def show(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    plan = queries.plan(viewer, reference)
    board = queries.board(viewer, plan)
    context = {
        "plan": plan,
        "board": board,
        "may_plan": queries.may_plan(viewer, plan.compartment_id),
        "may_approve": queries.may_approve(viewer, plan),
        "strike_passed": viewer.at >= plan.strike_at,
        "map_layers": maps.layers(reverse("search_day:places", kwargs={"reference": reference})),
        "map_bounds": _bounds(plan, board.teams),
        "map_key": MAP_KEY,
        "attribution": ATTRIBUTION,
        "history": history(viewer, reference, VERBS),
        "marking": plan.get_marking_display(),
        "wide": True,
    }
    return render(request, "search_day/show.html", context)


@page("search-day plan.places")
def places(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """The premises as GeoJSON, for the map."""
    board = queries.board(viewer, queries.plan(viewer, reference))
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [team.premises.longitude, team.premises.latitude]},
            "properties": {
                "shape": "triangle" if team.shortage else "square",
                "name": str(team.premises),
                "state": f"{team.filled} of {team.needed} seats taken",
            },
        }
        for team in board.teams
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


@page("search-day team sheet")
def team(request: HttpRequest, viewer: Viewer, reference: str, team: str) -> HttpResponse:
    return _sheet(request, viewer, queries.team_sheet(viewer, reference, team))


@page("search-day team sheet")
def my_team(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    return _sheet(request, viewer, queries.my_team(viewer, reference))


@page("plan.print_sheet", operation=Processing.DISCLOSURE)
def card(request: HttpRequest, viewer: Viewer, reference: str, team: str) -> HttpResponse:
    sheet = queries.team_sheet(viewer, reference, team)
    return HttpResponse(
        printed.card(sheet, by=viewer.user, at=viewer.at),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{reference}-{sheet.key}.pdf"'},
    )


def _sheet(request: HttpRequest, viewer: Viewer, sheet: queries.Sheet) -> HttpResponse:
    return render(request, "search_day/team.html", {"sheet": sheet, "marking": sheet.marking})


def _bounds(plan: Plan, teams: Sequence[queries.Team]) -> list[float]:
    """The box around the briefing place and the premises."""
    there = [(team.premises.longitude, team.premises.latitude) for team in teams]
    return maps.bounds([(plan.briefing_longitude, plan.briefing_latitude), *there])

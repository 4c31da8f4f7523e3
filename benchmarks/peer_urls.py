"""The desk site's addresses, and beside them the peers: the same templates from rows kept in memory."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from handel.sites.desk.urls import urlpatterns as desk

kept: dict[str, tuple[str, dict[str, Any]]] = {}


def peer(request: HttpRequest, name: str) -> HttpResponse:
    template, context = kept[name]
    return render(request, template, context)


urlpatterns = [*desk, path("peer/<str:name>/", peer)]

"""The pages of signing in, and one desk behind them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path


def desk(request: HttpRequest) -> HttpResponse:
    return render(request, "handel/desk.html")


urlpatterns = [
    path("accounts/", include("handel.platform.accounts.urls")),
    path("operations/", desk),
    path("", desk),
]

"""The addresses that the layout of the desk site asks for."""

from django.http import HttpResponse
from django.urls import include, path

urlpatterns = [
    path("accounts/", include(([path("", lambda request: HttpResponse(), name="profile")], "accounts"))),
    path("accounts/logout/", lambda request: HttpResponse(), name="account_logout"),
]

"""Addresses of the public site: what was done, and the door to tell the police something."""

from django.urls import include, path

urlpatterns = [
    path("report/", include("handel.desks.reports.public_urls")),
    path("", include("handel.desks.publicity.newsroom.urls")),
]

"""Addresses of the desk site, in the order of the thread."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("handel.workspaces.my_day.urls")),
    path("reports/", include("handel.desks.reports.urls")),
    path("intelligence/", include("handel.desks.intelligence.urls")),
    path("operations/", include("handel.desks.operations.urls")),
    path("operations/", include("handel.workspaces.operation.urls")),
    path("warrants/", include("handel.desks.warrants.urls")),
    path("search-day/", include("handel.desks.search_day.urls")),
    path("custody/", include("handel.desks.custody.urls")),
    path("exhibits/", include("handel.desks.exhibits.urls")),
    path("publicity/", include("handel.desks.publicity.urls")),
    path("oversight/", include("handel.desks.oversight.urls")),
    path("accounts/", include("handel.platform.accounts.urls")),
    path("live/", include("handel.platform.live.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("handel.demo.urls")))

"""Addresses of the desk site, in the order of the thread."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

DESKS = {
    "reports": "handel.desks.reports.urls",
    "intelligence": "handel.desks.intelligence.urls",
    "operations": "handel.desks.operations.urls",
    "warrants": "handel.desks.warrants.urls",
    "search-day": "handel.desks.search_day.urls",
    "custody": "handel.desks.custody.urls",
    "exhibits": "handel.desks.exhibits.urls",
    "publicity": "handel.desks.publicity.urls",
    "oversight": "handel.desks.oversight.urls",
}


def stands(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


urlpatterns = [path(f"{prefix}/", include(module)) for prefix, module in DESKS.items() if stands(module)]
urlpatterns.append(path("accounts/", include("handel.platform.accounts.urls")))
JOINED = {
    "": "handel.workspaces.my_day.urls",
    "operations/": "handel.workspaces.operation.urls",
    "live/": "handel.platform.live.urls",
}
for prefix, module in JOINED.items():
    if stands(module):
        urlpatterns.append(path(prefix, include(module)))
if settings.DEMO and stands("handel.demo.urls"):
    urlpatterns.append(path("demo/", include("handel.demo.urls")))

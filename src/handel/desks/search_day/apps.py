from django.apps import AppConfig


class SearchDayConfig(AppConfig):
    name = "handel.desks.search_day"
    label = "search_day"

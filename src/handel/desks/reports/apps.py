from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "handel.desks.reports"
    label = "reports"

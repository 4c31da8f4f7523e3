from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "handel.desks.reports.intake"
    label = "intake"

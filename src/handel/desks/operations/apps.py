from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "handel.desks.operations"
    label = "operations"

from django.apps import AppConfig


class ExhibitsConfig(AppConfig):
    name = "handel.desks.exhibits"
    label = "exhibits"

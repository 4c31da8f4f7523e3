from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "handel.desks.oversight"
    label = "oversight"

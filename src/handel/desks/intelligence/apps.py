from django.apps import AppConfig


class IntelligenceConfig(AppConfig):
    name = "handel.desks.intelligence"
    label = "intelligence"

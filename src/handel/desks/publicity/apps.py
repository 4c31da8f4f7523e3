from django.apps import AppConfig


class PublicityConfig(AppConfig):
    name = "handel.desks.publicity"
    label = "publicity"

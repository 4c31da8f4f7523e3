from django.apps import AppConfig


class WarrantsConfig(AppConfig):
    name = "handel.desks.warrants"
    label = "warrants"

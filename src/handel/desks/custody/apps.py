from django.apps import AppConfig


class CustodyConfig(AppConfig):
    name = "handel.desks.custody"
    label = "custody"

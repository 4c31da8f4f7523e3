from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "handel.platform.access"
    label = "access"

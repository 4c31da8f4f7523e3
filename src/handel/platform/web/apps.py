from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "handel.platform.web"
    label = "web"

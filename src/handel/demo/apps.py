from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "handel.demo"
    label = "demo"

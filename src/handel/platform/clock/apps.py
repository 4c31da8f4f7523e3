from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "handel.platform.clock"
    label = "clock"

from django.apps import AppConfig


class MyDayConfig(AppConfig):
    name = "handel.workspaces.my_day"
    label = "my_day"

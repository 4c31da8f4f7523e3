from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "handel.platform.journal"
    label = "journal"

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "handel.platform.files"
    label = "files"

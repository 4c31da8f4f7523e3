from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "handel.platform.accounts"
    label = "accounts"

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "handel.platform.accounts"
    label = "accounts"

    def ready(self) -> None:
        from handel.platform.accounts import journalled  # noqa: F401 - connects its receivers

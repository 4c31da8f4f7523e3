"""Which database a model lives in.

The public site's tables (reports as they come in, sealed; releases as they were published) are all that its
process can reach. The desk reaches both: its own as `default`, the public site's as `public_site`.
"""

from typing import Any

from django.conf import settings

PUBLIC_SITE_APPS = {"intake", "newsroom"}


class SiteRouter:
    def db_for_read(self, model: Any, **hints: Any) -> str:
        return settings.PUBLIC_SITE_DATABASE if model._meta.app_label in PUBLIC_SITE_APPS else "default"

    db_for_write = db_for_read

    def allow_relation(self, first: Any, second: Any, **hints: Any) -> bool:
        return (first._meta.app_label in PUBLIC_SITE_APPS) == (second._meta.app_label in PUBLIC_SITE_APPS)

    def allow_migrate(self, database: str, app_label: str, **hints: Any) -> bool:
        home = settings.PUBLIC_SITE_DATABASE if app_label in PUBLIC_SITE_APPS else "default"
        return database == home

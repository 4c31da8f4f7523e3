"""Preparing the data folder: databases with their tables, keys. Done again, it changes nothing."""

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from handel.desks.reports import keys
from handel.sites.router import PUBLIC_SITE_APPS


def prepare() -> None:
    """Make what is missing: the public site's database on PostgreSQL, all tables, the report desk's keys."""
    for folder in (settings.KEYS_ROOT, settings.PUBLIC_KEYS_ROOT):
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.parent.chmod(0o700)
    public = connections[settings.PUBLIC_SITE_DATABASE]
    if public.vendor == "postgresql":
        _make_database(public.settings_dict["NAME"])
    if _is_behind("default"):
        call_command("migrate", database="default", verbosity=0, interactive=False)
    for app in sorted(PUBLIC_SITE_APPS):
        if _is_behind(settings.PUBLIC_SITE_DATABASE, app):
            call_command("migrate", app, database=settings.PUBLIC_SITE_DATABASE, verbosity=0, interactive=False)
    keys.ensure_keys()


def _is_behind(database: str, app: str | None = None) -> bool:
    """Whether a migration is still to be done: asking is much quicker than migrating for nothing at every start."""
    executor = MigrationExecutor(connections[database])
    leaves = executor.loader.graph.leaf_nodes(app)
    return bool(executor.migration_plan(leaves))


def _make_database(name: str) -> None:
    """Make the public site's database beside the desk's, where the desk's role may."""
    connection = connections["default"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)}")

"""What the environment says, which database a model lives in, and what the public site's process can reach."""

import json

import pytest
from django.apps import apps
from django.db import connections

from handel.sites import common, work
from handel.sites.router import PUBLIC_SITE_APPS, SiteRouter


@pytest.mark.parametrize(
    ("value", "expected"), [("on", True), (" On ", True), ("1", True), ("true", True), ("off", False), ("", False)]
)
def test_a_switch_is_on_only_when_it_says_so(monkeypatch, value, expected):
    monkeypatch.setenv("HANDEL_SWITCH", value)
    assert common.on("HANDEL_SWITCH", default=True) is expected
    monkeypatch.delenv("HANDEL_SWITCH")
    assert common.on("HANDEL_SWITCH", default=True) is True


def test_an_address_of_postgresql_is_read_with_its_odd_characters():
    made = common.postgresql("postgres://handel:p%40ss%2Fword@db.example:5433/unit?sslmode=require", suffix="_public")
    assert (made["USER"], made["PASSWORD"], made["HOST"], made["PORT"]) == ("handel", "p@ss/word", "db.example", "5433")
    assert (made["NAME"], made["OPTIONS"]) == ("unit_public", {"sslmode": "require"})


def test_the_public_database_follows_the_desks(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://u@h/unit")
    monkeypatch.delenv("PUBLIC_DATABASE_URL", raising=False)
    assert common.public_database()["NAME"] == "unit_public"
    monkeypatch.setenv("PUBLIC_DATABASE_URL", "postgres://u@h/elsewhere")
    assert common.public_database()["NAME"] == "elsewhere"


def test_a_signing_key_is_made_once_and_for_its_owner_only(tmp_path, monkeypatch):
    monkeypatch.setattr(common, "DATA", tmp_path)
    first = common.secret_key("desk")
    assert common.secret_key("desk") == first != common.secret_key("public")
    assert (tmp_path / "desk/secret-key").stat().st_mode & 0o777 == 0o600
    assert len(first) >= 50


@pytest.mark.django_db(databases=["default", "public_site"])
def test_every_table_is_in_the_one_database_where_its_model_is_looked_for():
    router = SiteRouter()
    tables = {alias: set(connections[alias].introspection.table_names()) for alias in ("default", "public_site")}
    for model in apps.get_models():
        if model._meta.proxy or not model._meta.managed:
            continue
        home = router.db_for_read(model)
        (away,) = set(tables) - {home}
        assert home == ("public_site" if model._meta.app_label in PUBLIC_SITE_APPS else "default")
        assert model._meta.db_table in tables[home]
        assert model._meta.db_table not in tables[away]


def test_no_relation_joins_the_two_databases():
    router = SiteRouter()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.is_relation and field.related_model is not None:
                assert router.allow_relation(model, field.related_model)


def test_the_public_sites_process_reaches_its_own_database_only(prepared):
    installation, _ = prepared
    script = """
import json, sys
from django.apps import apps
from django.conf import settings
from django.urls import get_resolver
get_resolver().url_patterns
for pattern in get_resolver().url_patterns:
    getattr(pattern, "url_patterns", None)
print(json.dumps([
    list(settings.DATABASES), str(settings.DATABASES["default"]["NAME"]),
    sorted(app.label for app in apps.get_app_configs()),
    sorted(name for name in sys.modules if name.startswith(("handel.platform.a", "handel.platform.journal"))),
]))
"""
    answer = installation.python(script, site="public")
    assert answer.returncode == 0, answer.stderr
    databases, name, labels, loaded = json.loads(answer.stdout)
    assert databases == ["default"]
    assert "public" in name
    assert labels == ["csp", "intake", "newsroom", "staticfiles", "web"]
    assert loaded == []


@pytest.mark.django_db(databases=["default", "public_site"])
def test_background_work_done_again_changes_nothing(now):
    from handel.desks.reports import keys

    keys.ensure_keys()
    models = [model for model in apps.get_models() if not model._meta.proxy and model._meta.managed]

    def counts():
        return {
            model._meta.label: model._base_manager.using(SiteRouter().db_for_read(model)).count() for model in models
        }

    work.once(at=now)
    first = counts()
    work.once(at=now)
    assert counts() == first

"""The tests run on the database that the lane claims, for both of the desk's databases."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from tests.lanes import LANE

VERSION_OF = {"sqlite": "SELECT 'SQLite ' || sqlite_version()", "postgresql": "SELECT version()"}


@pytest.mark.django_db(databases=["default", "public_site"])
@pytest.mark.parametrize("alias", ["default", "public_site"])
def test_each_database_is_of_the_kind_that_the_lane_claims(alias: str) -> None:
    connection = connections[alias]
    with connection.cursor() as cursor:
        cursor.execute(VERSION_OF[LANE])
        (version,) = cursor.fetchone()
    assert connection.vendor == LANE
    assert version.lower().startswith(LANE)


def test_the_two_databases_are_two() -> None:
    names = {str(connections[alias].settings_dict["NAME"]) for alias in ("default", "public_site")}
    assert len(names) == 2


def test_data_is_kept_in_a_folder_of_the_tests_own() -> None:
    assert Path(settings.FILES_ROOT).parent.parent.parent.name.startswith("handel-tests-")

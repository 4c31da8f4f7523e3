"""The people, the operation and the report desk of the desks' own tests. Every test here may use both databases."""

import pytest
from tests.desks.conftest import (  # noqa: F401
    browse,
    colleague,
    inspector,
    last_event,
    look,
    now,
    operation,
    outsider,
    person,
    sign_in_without_second_factor,
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/security/" in item.path.as_posix():
            item.add_marker(pytest.mark.django_db(databases=["default", "public_site"]), append=False)

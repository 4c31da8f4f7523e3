"""People and an operation for the tests of the platform; a journal that cannot be written; rows that are committed."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import connection, connections

from handel.platform.append_only import protect, unprotect
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


def refuse_inserts(table: str) -> None:
    """From here on the database refuses every new row of `table`, as a full or broken disk would."""
    message = f"{table} takes no more rows"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            raising = f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        else:
            raising = "FOR EACH ROW EXECUTE FUNCTION refuse_insert()"
            cursor.execute(
                "CREATE OR REPLACE FUNCTION refuse_insert() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{message}'; END $$"
            )
        cursor.execute(f"CREATE TRIGGER refuse_{table} BEFORE INSERT ON {table} {raising}")


def take_inserts(table: str) -> None:
    """Take rows of `table` again."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER refuse_{table}" + ("" if connection.vendor == "sqlite" else f" ON {table}"))


@pytest.fixture
def broken_journal(db: None) -> Callable[[], AbstractContextManager[None]]:
    """with broken_journal(): no event can be written."""

    @contextmanager
    def broken() -> Iterator[None]:
        refuse_inserts("journal_event")
        try:
            yield
        finally:
            take_inserts("journal_event")

    return broken


def append_only_tables(alias: str = "default") -> list[str]:
    """The tables of this database that carry the triggers, as the database itself tells."""
    with connections[alias].cursor() as cursor:
        if connections[alias].vendor == "sqlite":
            cursor.execute(
                "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_no\\_update' ESCAPE '\\'"
            )
        else:
            cursor.execute(
                "SELECT DISTINCT event_object_table FROM information_schema.triggers "
                "WHERE trigger_name LIKE '%\\_append\\_only'"
            )
        return sorted(table for (table,) in cursor.fetchall())


@pytest.fixture
def _append_only_again(django_db_setup: None, django_db_blocker: object) -> Iterator[list[str]]:
    """Set up before and torn down after the emptying of the database, which the triggers would refuse."""
    tables: list[str] = []
    yield tables
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        for table in tables:
            protect(connection, table)


@pytest.fixture
def committed(_append_only_again: list[str], transactional_db: None) -> Iterator[None]:
    """The test's transactions are real ones: what is committed is seen by other connections."""
    yield
    for table in append_only_tables():
        _append_only_again.append(table)
        unprotect(connection, table)

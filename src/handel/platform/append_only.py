"""Tables to which rows can be added and from which nothing can be changed or taken away, on both databases."""

from typing import Any

from django.db.migrations.operations.base import Operation

# SQLite calls the trigger for rows that REPLACE takes away only with recursive_triggers on (`sites.common.sqlite`).
SQLITE = {
    "update": """CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
                 BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END""",
    "delete": """CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
                 BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END""",
}
POSTGRESQL = {
    "function": """CREATE OR REPLACE FUNCTION handel_append_only() RETURNS trigger LANGUAGE plpgsql AS
                   $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$""",
    "trigger": """CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
                  FOR EACH ROW EXECUTE FUNCTION handel_append_only()""",
    "truncate": """CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
                   FOR EACH STATEMENT EXECUTE FUNCTION handel_append_only()""",
}


def protect(connection: Any, table: str) -> None:
    """Put the triggers on `table`."""
    statements = SQLITE if connection.vendor == "sqlite" else POSTGRESQL
    with connection.cursor() as cursor:
        for statement in statements.values():
            cursor.execute(statement.format(table=table))


def unprotect(connection: Any, table: str) -> None:
    """Take the triggers off: for migrations that rebuild the table, and for tests that empty the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_update")
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_delete")
        else:
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}")


class AppendOnly(Operation):
    """A migration's step: from here on the table is append-only.

    >>> operations = [AppendOnly("journal_event")]
    """

    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models do not change."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        from django.db import router

        if router.allow_migrate(schema_editor.connection.alias, app_label):
            protect(schema_editor.connection, self.table)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        unprotect(schema_editor.connection, self.table)

    def describe(self) -> str:
        return f"Make {self.table} append-only"

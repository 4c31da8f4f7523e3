"""Ledgers refuse every change, through models and past them."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from handel.platform.acts import acting
from handel.platform.append_only import protect, unprotect
from handel.platform.journal.models import Event, Subject
from tests.platform.conftest import append_only_tables

pytestmark = pytest.mark.django_db(databases=["default", "public_site"])


@pytest.fixture
def event(operation, inspector, now):
    with acting("operation.read", by=inspector, at=now) as act:
        act.about(operation)
    return Event.objects.latest("id")


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


CHANGES = {
    "save": lambda event: event.save(),
    "update": lambda event: Event.objects.filter(pk=event.pk).update(verb="another"),
    "bulk update": lambda event: Event.objects.bulk_update([event], ["verb"]),
    "delete a subject": lambda event: event.subjects.first().delete(),
    "delete all subjects": lambda event: Subject.objects.all().delete(),
    "raw deletion of the queryset": lambda event: Subject.objects.all()._raw_delete("default"),
    "insert or update": lambda event: Event.objects.bulk_create(
        [event], update_conflicts=True, unique_fields=["id"], update_fields=["verb"]
    ),
    "SQL update": lambda event: sql("UPDATE journal_event SET verb = 'another'"),
    "SQL update that changes nothing": lambda event: sql("UPDATE journal_event SET verb = verb"),
    "SQL deletion": lambda event: sql("DELETE FROM journal_subject"),
    "SQL insert or update": lambda event: sql(
        "INSERT INTO journal_subject (id, reference, event_id) SELECT id, 'X-1', event_id FROM journal_subject "
        "WHERE true ON CONFLICT (id) DO UPDATE SET reference = 'X-1'"
    ),
}
OF_ONE_DATABASE = {
    "sqlite": "REPLACE INTO journal_subject (id, reference, event_id) SELECT id, 'X-1', event_id FROM journal_subject",
    "postgresql": "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE journal_event CASCADE",
}


def rows():
    return list(Event.objects.order_by("id").values()), list(Subject.objects.order_by("id").values())


@pytest.mark.parametrize("change", [*CHANGES, "of this database"])
def test_a_ledger_refuses_change(change, event):
    before = rows()
    event.verb = "another"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        CHANGES.get(change, lambda event: sql(OF_ONE_DATABASE[connection.vendor]))(event)
    assert rows() == before


def test_a_ledger_takes_rows_after_a_refused_change(event):
    with pytest.raises(DatabaseError), transaction.atomic():
        sql("DELETE FROM journal_subject")
    Subject.objects.create(event=event, reference="X-1")
    assert event.subjects.count() == 2


def test_the_protection_can_be_lifted_and_put_back(event):
    unprotect(connection, "journal_subject")
    assert Subject.objects.all().delete()[0]
    protect(connection, "journal_subject")
    Subject.objects.create(event=event, reference="X-1")
    with pytest.raises(DatabaseError, match="journal_subject is append-only"), transaction.atomic():
        Subject.objects.all().delete()


def test_every_table_that_a_migration_names_carries_the_protection():
    from django.db.migrations.loader import MigrationLoader

    from handel.platform.append_only import AppendOnly

    named = {
        operation.table
        for migration in MigrationLoader(connection).disk_migrations.values()
        for operation in migration.operations
        if isinstance(operation, AppendOnly)
    }
    tables = {model._meta.db_table for model in apps.get_models()}
    assert named
    assert named == set(append_only_tables())
    assert named <= tables


def test_times_of_events_are_real_ones(event, now):
    assert event.at == now
    assert abs((timezone.now() - event.recorded_at).total_seconds()) < 600

"""What holds for every kind of protected record, those to come included."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Max

import handel
from handel.platform.access.models import Protected
from handel.platform.access.roles import Role
from handel.platform.access.viewer import Viewer
from handel.platform.acts import acting

SOURCE = Path(handel.__file__).parent
MODELS = [model for model in apps.get_models() if not model._meta.proxy]
KINDS = [model for model in MODELS if issubclass(model, Protected)]
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)

# Background work, where nobody looks and so there is no viewer.
WITHOUT_A_VIEWER = {"desks/publicity/delivery.py"}

QUERIES = {
    "all": lambda objects: list(objects.all()),
    "manager": lambda objects: list(objects.iterator()),
    "count": lambda objects: objects.count(),
    "exists": lambda objects: objects.exists(),
    "first": lambda objects: objects.first(),
    "values": lambda objects: list(objects.values_list("reference")),
    "filter": lambda objects: list(objects.filter(pk__gt=0)),
    "exclude": lambda objects: list(objects.exclude(pk=0)),
    "in bulk": lambda objects: objects.in_bulk(),
    "aggregate": lambda objects: objects.aggregate(last=Max("pk"))["last"],
    "other alias": lambda objects: list(objects.using("default").all()),
    "manager of the alias": lambda objects: list(objects.db_manager("default").all()),
    "update": lambda objects: objects.update(marking=1),
    "delete": lambda objects: objects.all().delete()[0],
}


def test_there_are_kinds():
    assert len(KINDS) >= 5


@every_kind
def test_a_kind_says_its_prefix_and_who_reads_it(kind):
    assert kind.PREFIX.isalpha() and kind.PREFIX.isupper()
    assert kind.READ_ROLES and frozenset(Role) >= kind.READ_ROLES
    assert isinstance(kind.READ_ROLES, frozenset)


@every_kind
def test_auditors_read_the_journal_and_no_record(kind):
    assert Role.AUDITOR not in kind.READ_ROLES


def test_no_two_kinds_share_a_prefix():
    prefixes = [model.PREFIX for model in MODELS if hasattr(model, "PREFIX")]
    assert len(prefixes) == len(set(prefixes))


@every_kind
def test_every_way_to_rows_that_names_no_viewer_is_guarded(kind):
    assert kind._default_manager.name == "objects"
    assert type(kind.objects) is type(KINDS[0].objects)
    assert kind._base_manager.name == "unguarded"
    for field in kind._meta.get_fields():
        try:
            related = kind._meta.get_field(field.name).related_model
        except FieldDoesNotExist:
            continue
        if field.auto_created and related in KINDS:  # a way back from one protected record to others
            assert related._default_manager.name == "objects"


@pytest.mark.django_db(databases=["default", "public_site"])
@pytest.mark.parametrize("query", QUERIES)
def test_without_a_viewer_there_are_no_rows(query, operation):
    kind = type(operation)
    assert kind.unguarded.count() == 1
    assert not QUERIES[query](kind.objects)
    assert kind.unguarded.get().marking == operation.marking


@pytest.mark.django_db(databases=["default", "public_site"])
def test_sql_does_not_go_past_the_rule(operation, inspector, now):
    kind = type(operation)
    for rows in (kind.objects, kind.objects.visible_to(Viewer.of(inspector, at=now))):
        with pytest.raises(TypeError):
            rows.raw(f"SELECT * FROM {kind._meta.db_table}")


@every_kind
@pytest.mark.django_db(databases=["default", "public_site"])
def test_without_a_viewer_no_kind_asks_the_database_for_rows(kind, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert list(kind.objects.all()) == []


@every_kind
@pytest.mark.django_db(databases=["default", "public_site"])
def test_a_person_without_any_role_sees_no_row_of_any_kind(kind, outsider, now):
    assert list(kind.objects.visible_to(Viewer.of(outsider, at=now))) == []


@pytest.mark.django_db(databases=["default", "public_site"])
def test_a_record_found_in_an_act_is_what_its_maker_made(operation, inspector, now):
    with acting("operation.read", by=inspector, at=now) as act:
        assert act.find(type(operation), operation.reference) == operation


def uses_of_unguarded(path):
    tree = ast.parse(path.read_text())
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "unguarded"]


def is_act(path):
    rooms = path.relative_to(SOURCE).parts
    return rooms[-1] == "acts.py" or "acts" in rooms or "migrations" in rooms


def test_only_acts_go_past_the_rule():
    past = {path for path in SOURCE.rglob("*.py") if not is_act(path) and uses_of_unguarded(path)}
    assert {str(path.relative_to(SOURCE)) for path in past} <= WITHOUT_A_VIEWER
    assert uses_of_unguarded(SOURCE / "platform/acts.py")

"""Every address of the desk site: who gets an answer, and that looks and acts go through the two kinds of page."""

import inspect
import random
import re

import pytest
from django.conf import settings as site
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from handel.platform.access.models import Protected
from handel.platform.access.roles import Role
from handel.platform.accounts.models import User
from handel.platform.journal.models import Event
from handel.platform.web.pages import ActPage, page

OPEN = {  # pages without a record: what they show is the reader's own, or nothing
    "handel.platform.accounts.views": "signing in, and a person's own account",
    "allauth": "signing in",
    "handel.demo.views": "the sample operation's people",
    "handel.platform.live.views": "tells that something changed, and checks the right itself",
}
MADE_UP = "ZZ-000000"


def routes(patterns=None, namespace="", parameters=()):
    """(name, view, names of its parameters) of every address."""
    for entry in get_resolver(site.ROOT_URLCONF).url_patterns if patterns is None else patterns:
        taken = {*parameters, *entry.pattern.converters}
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", entry.callback, taken
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from routes(entry.url_patterns, inner, taken)


ROUTES = {name: (view, parameters) for name, view, parameters in routes()}
DESK = {name: parameters for name, (view, parameters) in ROUTES.items() if not view.__module__.startswith(tuple(OPEN))}
# Of one record, named by a reference.
OF_A_RECORD = {name: parameters for name, parameters in DESK.items() if parameters}


def goes_through_a_page(view):
    if inspect.isclass(getattr(view, "view_class", None)):
        return issubclass(view.view_class, ActPage)
    made_by_page = page("any")(lambda request, viewer: None)
    return view.__code__ is made_by_page.__code__


def addresses(name, reference):
    values = {parameter: 1 if parameter in {"number", "pk"} else reference for parameter in DESK[name]}
    return reverse(name, kwargs=values)


def test_the_site_has_addresses():
    assert len(DESK) > 40
    assert len(ROUTES) == len(list(routes()))


@pytest.mark.parametrize("name", DESK)
def test_every_desk_address_is_one_of_the_two_kinds_of_page(name):
    assert goes_through_a_page(ROUTES[name][0]), f"{name} is neither a page nor an ActPage, and is not listed as open"


@pytest.fixture(scope="module")
def story(django_db_setup, django_db_blocker):
    """The sample operation, built once for these tests and undone after them: a record of every kind."""
    from handel.demo import build
    from handel.desks.reports import keys

    with django_db_blocker.unblock(), transaction.atomic(), transaction.atomic(using=site.PUBLIC_SITE_DATABASE):
        keys.ensure_keys()
        build.build(random.Random(build.SEED))
        yield build
        transaction.set_rollback(True)
        transaction.set_rollback(True, using=site.PUBLIC_SITE_DATABASE)


def kinds():
    from django.apps import apps

    return [model for model in apps.get_models() if issubclass(model, Protected) and not model._meta.proxy]


@pytest.fixture
def references(story):
    """A reference of every kind of record."""
    return {kind: kind.unguarded.order_by("id").values_list("reference", flat=True).first() for kind in kinds()}


@pytest.fixture
def fitting(references):
    """The references that fit an address: of records of its desk, or of the operation."""

    def of(name):
        module = ROUTES[name][0].__module__
        own = [ref for kind, ref in references.items() if f".{kind._meta.app_label}." in f"{module}."]
        operation = [ref for kind, ref in references.items() if kind._meta.label == "operations.Operation"]
        return operation if "operation" in DESK[name] or not own else own

    return of


def masked(answer, reference):
    """What the page says, but for the reference that was asked for and the form's token, which is new each time."""
    content = answer.content.replace(reference.encode(), b"REFERENCE")
    return re.sub(rb'(name="csrfmiddlewaretoken" value=")[^"]*', rb"\1", content)


def headers(answer):
    return {name: value for name, value in answer.headers.items() if name != "Content-Length"}


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_gets_past_the_door_without_signing_in(method):
    client = Client()
    for name in DESK:
        address = addresses(name, MADE_UP)
        answer = getattr(client, method)(address)
        assert answer.status_code == 302, name
        assert answer.headers["Location"].startswith(reverse("account_login") + "?next="), name
    assert not Event.objects.exists()


@pytest.mark.django_db(databases=["default", "public_site"])
def test_the_story_has_a_record_of_every_kind(references):
    assert references
    assert [kind for kind, reference in references.items() if reference is None] == []


@pytest.mark.django_db(databases=["default", "public_site"])
@pytest.mark.parametrize("name", OF_A_RECORD)
def test_an_outsider_is_answered_for_a_record_as_for_one_that_does_not_exist(name, fitting, outsider, browse):
    client = browse(outsider)
    for method in (client.get, client.post):
        unknown = method(addresses(name, MADE_UP))
        assert unknown.status_code == 404
        for reference in fitting(name):
            hidden = method(addresses(name, reference))
            assert hidden.status_code == 404, reference
            assert masked(hidden, reference) == masked(unknown, MADE_UP)
            assert headers(hidden) == headers(unknown)


@pytest.mark.django_db(databases=["default", "public_site"])
@pytest.mark.parametrize("name", sorted(set(DESK) - set(OF_A_RECORD)))
def test_an_outsider_sees_no_record_on_a_page_of_many(name, references, outsider, browse):
    answer = browse(outsider).get(addresses(name, ""))
    assert answer.status_code in {200, 404}
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    shown = [reference for reference in references.values() if reference.encode() in content]
    assert shown == []


@pytest.mark.django_db(databases=["default", "public_site"])
@pytest.mark.parametrize("name", OF_A_RECORD)
def test_members_in_any_role_are_shown_the_page_or_that_it_is_not_there(name, story, fitting, browse):
    for role in (Role.COMMANDER, Role.PRESS, Role.CUSTODY):
        member = User.objects.filter(memberships__role=role).order_by("id").first()
        for reference in fitting(name):
            assert browse(member).get(addresses(name, reference)).status_code in {200, 404}, role


@pytest.mark.django_db(databases=["default", "public_site"])
@pytest.mark.parametrize("name", OF_A_RECORD)
def test_an_address_that_no_browser_writes_is_not_found(name, outsider, browse):
    client = browse(outsider)
    for odd in ("OP-\x00", "x" * 300, "' OR 1=1 --"):
        assert client.get(addresses(name, odd)).status_code in {400, 404}, odd

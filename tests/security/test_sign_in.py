"""Signing in leads to no other site, takes over no session, and is asked for by our own pages alone."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

PASSWORD = "three words apart"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "https:evil.example", "javascript:x"]
)
def test_signing_in_leads_to_no_other_site(elsewhere: str, person: Any) -> None:
    user = person("ann")
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    known = client.session
    known["planted"] = "before"
    known.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted = known.session_key
    answer = client.post(
        f"/accounts/login/?next={elsewhere}", {"login": "ann", "password": PASSWORD, "next": elsewhere}
    )
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != planted
    assert Client(headers={"cookie": f"{settings.SESSION_COOKIE_NAME}={planted}"}).get("/").status_code != 200


def test_an_act_is_asked_for_by_our_own_pages_alone(operation: Any, inspector: Any, browse: Any) -> None:
    signed_in = browse(inspector)
    forged = Client(enforce_csrf_checks=True)
    forged.cookies = signed_in.cookies
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(forged, method)(f"/operations/{operation.reference}/close/")
        assert answer.status_code == 403, method
    operation.refresh_from_db(from_queryset=type(operation).unguarded)
    assert operation.state == "open"


def test_nobody_signs_in_by_name_outside_the_sample_operation(person: Any) -> None:
    person("storey")
    assert not settings.DEMO
    for address in ("/demo/", "/demo/sign-in/"):
        assert Client().post(address, {"username": "storey"}).status_code == 404

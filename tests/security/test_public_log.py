"""The public site's process writes down neither that somebody was there nor what they typed."""

from typing import Any

VISIT = """
import uuid
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
from django.db import connection
from django.test import Client

client, forger = Client(raise_request_exception=False), Client(enforce_csrf_checks=True)
typed = {"happening": "Zofia saw it", "street_unknown": "on", "when": "now", "who": "Danny", "question": "check"}

def send():
    return client.post("/report/questions", typed | {"go": "send", "submission": str(uuid.uuid4())})
"""


def test_nothing_is_logged_of_those_who_come_to_report(installation: Any) -> None:
    answer = installation.python(
        VISIT
        + """
print(send().status_code)
print(client.post("/report/questions", {"question": "happening"}).status_code)
print(client.post("/report/check", {"receipt": "nothing"}).status_code)
print(client.get("/report/elsewhere").status_code)
print(forger.post("/report/check", {"receipt": "nothing"}).status_code)
""",
        site="public",
    )
    assert answer.stdout.split() == ["200", "422", "422", "404", "403"]
    assert answer.stderr == ""


def test_a_fault_is_logged_without_what_was_typed(installation: Any) -> None:
    answer = installation.python(
        VISIT
        + """
with connection.cursor() as cursor:
    cursor.execute("ALTER TABLE intake_sealedreport RENAME TO elsewhere")
failed = send()
print(failed.status_code, "Zofia" in failed.content.decode())
""",
        site="public",
    )
    assert answer.stdout.split() == ["500", "False"]
    assert "ERROR django.request" in answer.stderr
    assert not any(word in answer.stderr for word in ("Zofia", "Danny", "/report/"))

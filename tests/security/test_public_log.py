"""The public site's process writes down neither that somebody was there nor what they typed: in no log or file."""

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


def test_what_is_sent_lies_in_no_temporary_file(installation: Any) -> None:
    answer = installation.python(
        """
import asyncio, tempfile

def refuse(*arguments, **options):
    raise AssertionError("written to a temporary file")

tempfile.TemporaryFile = tempfile.NamedTemporaryFile = refuse
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
from asgiref.testing import ApplicationCommunicator
from django.core.asgi import get_asgi_application

FORM = "application/x-www-form-urlencoded", b"happening="
FILE = "multipart/form-data; boundary=x", b'--x\\r\\nContent-Disposition: form-data; name="f"; filename="f"\\r\\n\\r\\n'

async def send(kind, start):
    headers = [(b"host", b"testserver"), (b"content-type", kind.encode())]
    scope = {"type": "http", "method": "POST", "path": "/report/questions", "headers": headers, "query_string": b""}
    exchange = ApplicationCommunicator(get_asgi_application(), scope)
    body = start + b"x" * 5_000_000 + (b"\\r\\n--x--" if b"--x" in start else b"")
    await exchange.send_input({"type": "http.request", "body": body})
    return (await exchange.receive_output(30))["status"]

print(asyncio.run(send(*FORM)), asyncio.run(send(*FILE)))
""",
        site="public",
    )
    assert answer.stdout.split() and set(answer.stdout.split()) <= {"400", "403", "413"}, answer.stderr

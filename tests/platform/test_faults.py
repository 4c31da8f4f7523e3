"""What is left when a process is killed, a disk is full, a connection is lost, and when many write at once."""

import json

import pytest

from tests.lanes import LANE

STORY = """
import os, json, signal, threading
from datetime import UTC, datetime
from django.db import DatabaseError, connection, connections
from handel.desks.operations import acts
from handel.desks.operations.models import Decision, Operation
from handel.platform.accounts.models import Unit, User
from handel.platform.journal.models import Event
from handel.rules.england_wales.ranks import Rank

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)

def person():
    unit = Unit.objects.get_or_create(name="Borough")[0]
    return User.objects.get_or_create(
        username="ida", defaults={"full_name": "Ida Nsp", "number": "N1", "rank": Rank.INSPECTOR, "unit": unit}
    )[0]

def open_one(name, aim="Less violence"):
    return acts.open_operation(name, aim=aim, objectives=["One"], wards=["Harrow Road"], by=person(), at=AT)

def decide(operation, text):
    return acts.decide(
        operation.reference, known=text, options=text, decision=text, reasons=text, by=person(), at=AT
    )

def kept():
    return [
        [operation.name for operation in Operation.unguarded.order_by("id")],
        [event.verb for event in Event.objects.order_by("id")],
    ]

def tell():
    print(json.dumps(kept()), flush=True)
"""


def run(installation, script):
    return installation.python(STORY + script)


def kept(installation):
    """Names of operations and verbs of events, as a new process finds them."""
    answer = run(installation, "tell()")
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.mark.parametrize("end", ["os._exit(9)", "os.kill(os.getpid(), signal.SIGKILL)"])
def test_a_process_killed_in_the_middle_of_an_act_leaves_nothing_of_it(installation, end):
    script = f"""
from handel.platform.acts import acting
person()
open_one("Before")
with acting("operation.rename", by=person(), at=AT) as act:
    operation = act.create(
        Operation, name="Half", aim="", wards=[], opened_on=AT.date(), opened_by=person(),
        compartment=Operation.unguarded.get().compartment,
    )
    assert Operation.unguarded.count() == 2
    print("half done", flush=True)
    {end}
"""
    answer = run(installation, script)
    assert answer.returncode != 0
    assert answer.stdout == "half done\n"
    assert kept(installation) == [["Before"], ["operation.open"]]
    assert run(installation, 'open_one("After")').returncode == 0
    assert kept(installation) == [["Before", "After"], ["operation.open"] * 2]


def test_a_process_killed_when_an_act_has_returned_leaves_all_of_it(installation):
    answer = run(installation, 'open_one("Handel"); os.kill(os.getpid(), signal.SIGKILL)')
    assert answer.returncode == -9
    assert kept(installation) == [["Handel"], ["operation.open"]]


@pytest.mark.skipif(LANE != "sqlite", reason="the limit is one of SQLite's own")
def test_a_full_disk_fails_the_act_and_the_next_one_works(installation):
    script = """
def limit(pages):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA max_page_count = {pages}")

person()
open_one("Before")
with connection.cursor() as cursor:
    cursor.execute("PRAGMA page_count")
    limit(cursor.fetchone()[0])
try:
    open_one("Large", aim="x" * 1_000_000)
except DatabaseError as error:
    print(error)
else:
    raise SystemExit("the disk was never full")
tell()
limit(1_000_000)
open_one("After", aim="x" * 1_000_000)
tell()
"""
    answer = run(installation, script)
    assert answer.returncode == 0, answer.stderr
    error, full, lifted = answer.stdout.splitlines()
    assert error == "database or disk is full"
    assert json.loads(full) == [["Before"], ["operation.open"]]
    assert json.loads(lifted) == kept(installation) == [["Before", "After"], ["operation.open"] * 2]


@pytest.mark.skipif(LANE != "postgresql", reason="SQLite has no connection to lose")
def test_a_connection_lost_in_the_middle_of_an_act_is_undone_and_the_next_request_connects_again(installation):
    script = """
import psycopg
from django.core.signals import request_finished, request_started
from handel.platform.acts import acting

def lose_connection():
    connection.ensure_connection()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])

open_one("Before")
request_started.send(sender=None)
try:
    with acting("operation.rename", by=person(), at=AT) as act:
        Operation.unguarded.update(name="Half")
        lose_connection()
        Operation.unguarded.update(aim="Half")
except DatabaseError:
    print("lost", flush=True)
request_finished.send(sender=None)
request_started.send(sender=None)
tell()
open_one("After")
request_finished.send(sender=None)
lose_connection()
request_started.send(sender=None)
tell()
"""
    answer = run(installation, script)
    assert answer.returncode == 0, answer.stderr
    lost, first, second = answer.stdout.splitlines()
    assert lost == "lost"
    assert json.loads(first) == [["Before"], ["operation.open"]]
    assert json.loads(second) == kept(installation) == [["Before", "After"], ["operation.open"] * 2]


def test_sixteen_write_at_once_and_nothing_is_lost(installation):
    script = """
operation = open_one("Handel")
failures = []

def work(writer):
    try:
        for turn in range(20):
            decide(operation, f"{writer}.{turn}")
    except Exception as error:
        failures.append(repr(error))
    finally:
        connections.close_all()

threads = [threading.Thread(target=work, args=(writer,)) for writer in range(16)]
for thread in threads: thread.start()
for thread in threads: thread.join()
decisions = Decision.objects.order_by("number")
print(json.dumps([
    failures,
    [decision.number for decision in decisions],
    sorted(decision.known for decision in decisions),
    Event.objects.filter(verb="operation.decide", outcome="done").count(),
]))
"""
    answer = run(installation, script)
    assert answer.returncode == 0, answer.stderr
    failures, numbers, known, events = json.loads(answer.stdout)
    assert failures == []
    assert numbers == list(range(1, 321))
    assert known == sorted(f"{writer}.{turn}" for writer in range(16) for turn in range(20))
    assert events == 320

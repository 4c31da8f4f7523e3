"""Taking turns at SQLite's one writer."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection

SECONDS = 20  # as long as SQLite itself would wait
_turn = threading.Lock()


@contextmanager
def turn() -> Iterator[None]:
    """Wait for this thread's turn to begin a transaction on SQLite; PostgreSQL needs no such thing.

    SQLite's own waiting is asking again after a while, in no order: with sixteen readers at once some waited ten
    seconds. The threads of one process queue here instead; other processes still wait as SQLite does.

    Raises `OperationalError` when the turn does not come.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    if not _turn.acquire(timeout=SECONDS):
        raise OperationalError("The database is busy.")
    try:
        yield
    finally:
        _turn.release()

"""The background work of the desk: brings reports in, sends releases out, writes what is journalled by the day.

`handel serve` does it inside the desk's process; with several processes run `handel work` once beside them.
"""

import logging
import threading
from datetime import datetime

from django.db import close_old_connections

from handel.desks.publicity import acts as publicity
from handel.desks.reports import acts as reports
from handel.platform.clock import service as clock
from handel.rules.england_wales import calendar

SECONDS = 3
logger = logging.getLogger(__name__)


def once(*, at: datetime) -> None:
    """One round. Everything in it can be stopped at any point and done again without harm."""
    reports.collect(at=at)
    yesterday = calendar.london(at).date() - calendar.DAY
    reports.journal_collections(yesterday)
    reports.journal_crossings(yesterday)
    publicity.deliver(at=at)


def forever(stop: threading.Event) -> None:
    """Rounds until `stop` is set. What fails, a database that is away or a full disk, is tried again in the next."""
    while not stop.wait(SECONDS):
        close_old_connections()
        try:
            once(at=clock.now())
        except Exception:
            logger.exception("background work")


def start() -> threading.Event:
    """Work in a thread of this process; set the returned event to end it."""
    stop = threading.Event()
    threading.Thread(target=forever, args=(stop,), name="work", daemon=True).start()
    return stop

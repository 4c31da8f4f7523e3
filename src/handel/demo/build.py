"""Building the sample operation, once, through the same acts that people use."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from random import Random

from django.conf import settings
from django.db import transaction

from handel.demo import before, day
from handel.demo.people import CAST, make_people
from handel.desks.publicity import acts as publicity
from handel.platform.accounts.models import User
from handel.platform.clock import service as clock
from handel.platform.journal.models import Event
from handel.platform.references import seeded
from handel.sites import setup

SEED = 2015
NOW = datetime(2015, 9, 22, 14, 30, tzinfo=UTC)
"""Where the story's clock stands when the sample operation has been built: half past three in the afternoon."""


def ensure(*, say: Callable[[str], None]) -> None:
    """Build the sample operation where it is missing; where it stands, leave it and let its clock go on."""
    setup.prepare()
    if User.objects.exists():
        say("The sample operation stands already: nothing was changed.")
        last = Event.objects.order_by("-at").values_list("at", flat=True).first()
        clock.set_story(max(NOW, last or NOW))
        return
    say("Building the sample operation (reports are sealed one by one; this takes some seconds) ...")
    # All of it or none: a build that is stopped leaves nothing half told.
    with transaction.atomic(), transaction.atomic(using=settings.PUBLIC_SITE_DATABASE), seeded(SEED):
        build(Random(SEED))
    clock.set_story(NOW)
    publicity.deliver(at=NOW)
    say("The sample operation is built.")


def build(random: Random) -> None:
    """The whole story, from the first report to the public account."""
    units = make_people(random)
    people = {user.username: user for user in User.objects.filter(username__in=[part.username for part in CAST])}
    operation = before.open_operation(people)
    told = before.tell(random, people)
    known = before.submit(people)
    before.adopt(operation, told[:24] + known, people, day=date(2015, 9, 4))
    references = before.apply(operation, told[:24] + known, people)
    in_charge, searchers = day.join(operation, people, units)
    day.plan(operation, people, units)
    before.adopt(operation, told[24:], people, day=date(2015, 9, 21))
    before.decide(operation, people)
    day.search(references, in_charge, searchers, people)
    day.arrest(operation, random, references, searchers, people)
    day.seize(operation, references, in_charge, people)
    day.tell_the_public(operation, people)
    before.apply_once_more(operation, told[24:], people)

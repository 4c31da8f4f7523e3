"""A desk site with enough in it to measure: one operation, 200 warrants, one investigator, signed in."""

import atexit
import os
import shutil
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

WARRANTS = 200
_made: dict[str, Any] = {}


def folder() -> Path:
    """A data folder of this run's own, removed at its end."""
    if "folder" not in _made:
        made = Path(tempfile.mkdtemp(prefix="handel-bench-"))
        atexit.register(shutil.rmtree, made, ignore_errors=True)
        _made["folder"] = made
    return _made["folder"]  # type: ignore[no-any-return]


def world() -> dict[str, Any]:
    """Make the world once: `user`, `session` (its cookie's value), `warrant` (a reference)."""
    if "session" in _made:
        return _made
    os.environ["HANDEL_DATA"] = str(folder())
    os.environ["HANDEL_REQUIRE_SECOND_FACTOR"] = "off"
    os.environ["DJANGO_SETTINGS_MODULE"] = "handel.sites.desk.settings"
    import django

    django.setup()
    from django.contrib.auth import SESSION_KEY
    from django.test import Client

    from handel.desks.operations import acts as operations
    from handel.desks.warrants import acts as warrants
    from handel.platform.accounts.models import Unit, User
    from handel.rules.england_wales.ranks import Rank
    from handel.sites import setup

    setup.prepare()
    unit = Unit.objects.create(name="Bench")
    leader = User.objects.create(
        username="leader", full_name="Lee Der", number="1", rank=Rank.INSPECTOR, unit=unit, title="Detective Inspector"
    )
    inspector = User.objects.create(username="second", full_name="Sec Ond", number="2", rank=Rank.INSPECTOR, unit=unit)
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    operation = operations.open_operation(
        "Bench", aim="Measure", objectives=["Measure"], wards=["Harrow Road"], by=leader, at=at
    )
    operations.add_member(operation.reference, username="second", role="commander", by=leader, at=at)
    for number in range(WARRANTS):
        made = warrants.apply(
            operation.reference,
            enactment="mda_s23",
            address=f"{number + 1} Sample House, Fernhead Road",
            premises_kind="flat",
            occupier_enquiries="Voters' list searched.",
            articles="class A drugs, scales and cash",
            grounds="Several reports name the address as one from which drugs are supplied.",
            anonymous_only=False,
            disclosure="Nobody has been seen to carry drugs in.",
            community_impact="The neighbourhood team was asked.",
            by=leader,
            at=at,
        )
        if number % 2:
            warrants.authorise(made.reference, note="Read and agreed.", by=inspector, at=at)
            warrants.issue(made.reference, court="Sample Court", issued_on=date(2026, 11, 20), by=leader, at=at)
    client = Client(headers={"host": "localhost"})
    client.force_login(leader, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.session[SESSION_KEY] == str(leader.pk)
    from handel.sites.settle import settle

    client.get("/")  # everything a page needs is loaded, as in a server that has answered before
    settle()
    _made.update(user=leader, client=client, session=client.cookies["handel_desk"].value, warrant=made.reference)
    return _made

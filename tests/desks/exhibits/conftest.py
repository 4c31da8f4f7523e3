"""A search day's people, and things seized."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from handel.desks.exhibits import acts
from handel.desks.exhibits.models import Exhibit
from handel.platform.access.roles import Role


@pytest.fixture(autouse=True)
def kept_apart(settings: object, tmp_path: Path) -> None:
    """Files and keys of one test are not there for the next."""
    settings.FILES_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    settings.KEYS_ROOT = tmp_path / "keys"  # type: ignore[attr-defined]


@pytest.fixture
def finder(colleague):
    """A member of the search team, who reads of the operation only what they have to."""
    return colleague("jo", Role.TEAM, full_name="Jo Anne Baker")


@pytest.fixture
def keeper(colleague):
    """The exhibits officer."""
    return colleague("kim", Role.EXHIBITS, full_name="Kim Eeper")


@pytest.fixture
def seize(operation, finder, now) -> Callable[..., Exhibit]:
    """Seize something: seize(kind="cash"). Each has a seal of its own: S1, S2, ..."""
    used: list[str] = []

    def make(**changed: object) -> Exhibit:
        used.append(f"S{len(used) + 1}")
        values = {
            "kind": "cash",
            "description": "Roll of notes in a rubber band",
            "found_at": now - timedelta(hours=3),
            "found_where": "14 Third Avenue, front bedroom, under the mattress",
            "power": "mda_s23_3",
            "seal": used[-1],
            "by": finder,
            "at": now,
        }
        if changed.get("kind") == "suspected_drugs":
            values["substance"] = "crack cocaine"
        return acts.seize(operation.reference, **values | changed)

    return make


@pytest.fixture
def hand_over(now) -> Callable[..., Exhibit]:
    """Hand an exhibit over: hand_over(exhibit, by=finder, to="kim"). The seal stays unless it is said."""

    def make(exhibit: Exhibit, **changed: object) -> Exhibit:
        seal = exhibit.last_movement.seal.number
        values = {
            "to": "",
            "place": "Property store",
            "purpose": "Storage",
            "seal_before": seal,
            "seal_after": seal,
            "condition": "Intact",
            "happened_at": now,
            "at": now,
        }
        return acts.hand_over(exhibit.reference, **values | changed)

    return make

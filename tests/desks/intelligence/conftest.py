"""Two officers of the intelligence desk, drafts, released reports, and items that wait at the report desk."""

from datetime import date

import pytest

from handel.desks.intelligence import acts
from handel.desks.reports.models import Provenance, Report, SanitisedItem
from handel.platform.access.roles import Role
from handel.platform.access.standing import INTELLIGENCE_DESK, REPORT_DESK, compartment

DESK = {INTELLIGENCE_DESK: [Role.INTELLIGENCE]}


@pytest.fixture
def officer(person):
    return person("officer", roles=DESK)


@pytest.fixture
def second(person):
    """The officer of the desk who releases what the other wrote."""
    return person("second", roles=DESK)


@pytest.fixture
def written():
    """What is typed for a report: written(handling="C", conditions="…")."""

    def make(**changed):
        values = {
            "text": "Drugs are sold at the corner of Harrow Road and Fernhead Road after dark.",
            "source": "2",
            "assessment": "B",
            "handling": "P",
            "conditions": "",
            "source_identified": True,
            "origin": "officer",
        }
        return values | changed

    return make


@pytest.fixture
def draft(officer, written, now):
    return acts.submit(**written(), by=officer, at=now)


@pytest.fixture
def released(officer, second, written, now):
    """Make a released report: released(text=…)."""

    def make(**changed):
        report = acts.submit(**written(**changed), by=officer, at=now)
        return acts.release(report.reference, by=second, at=now)

    return make


@pytest.fixture
def item(person, now):
    """Make an item that waits: item(author=…)."""
    numbers = iter(range(100))

    def make(author=None, **changed):
        number = next(numbers)
        author = author or person(f"sanitiser{number}", roles={REPORT_DESK: [Role.REPORT_DESK]})
        report = Report.unguarded.create(
            reference=f"R-00000{number}",
            compartment=compartment(REPORT_DESK),
            created_at=now,
            sealed=b"sealed",
            key_id="key",
            received_on=date(2026, 11, 20),
            status_on=date(2026, 11, 20),
            state="sanitised",
            priority="routine",
            category="drugs",
        )
        Provenance.objects.create(code=f"P-{number}", report=report)
        values = {
            "text": "A flat in Kilburn Lane is used to store drugs.",
            "source": "2",
            "assessment": "A",
            "handling": "C",
            "conditions": "Not beyond the borough.",
            "source_identified": False,
        }
        return SanitisedItem.unguarded.create(
            reference=f"SI-00000{number}",
            compartment=compartment(INTELLIGENCE_DESK),
            created_at=now,
            provenance=f"P-{number}",
            received_on=date(2026, 11, 20),
            author=author,
            **values | changed,
        )

    return make

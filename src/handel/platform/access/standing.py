"""The standing desks of a force, which are compartments like any operation's."""

from handel.platform.access.models import Compartment

REPORT_DESK = "Report desk"
INTELLIGENCE_DESK = "Intelligence desk"
CUSTODY = "Custody"
PRESS_OFFICE = "Press office"
OVERSIGHT = "Oversight"
STANDING = (REPORT_DESK, INTELLIGENCE_DESK, CUSTODY, PRESS_OFFICE, OVERSIGHT)


def compartment(name: str) -> Compartment:
    """The standing compartment of this name, made at first use."""
    return Compartment.objects.get_or_create(name=name)[0]

"""The one door: what leaves the report desk does so here, sanitised, graded, and taken by another person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handel.desks.reports.acts import POLICY, mark_released
from handel.desks.reports.models import SanitisedItem
from handel.platform.access import standing
from handel.platform.access.roles import Role
from handel.platform.access.rule import find
from handel.platform.access.viewer import Viewer
from handel.platform.accounts.models import User
from handel.platform.acts import acting
from handel.platform.journal.models import Operation as Processing
from handel.rules import Refused
from handel.rules.england_wales import grading


@dataclass(frozen=True)
class Item:
    """A sanitised item that waits for the intelligence desk."""

    reference: str
    text: str
    source: str
    assessment: str
    handling: str
    conditions: str
    provenance: str
    author: str
    received_on: date
    appeal: str

    @property
    def grade(self) -> str:
        """The 3x5x2 grade as it is spoken: "2BP"."""
        return f"{self.source}{self.assessment}{self.handling}"


@dataclass(frozen=True)
class Released:
    """What the intelligence desk is given. `provenance` is a random code that only the report desk can follow."""

    text: str
    source: str
    assessment: str
    handling: str
    conditions: str
    provenance: str
    author_id: int
    received_on: date
    appeal: str
    source_identified: bool


def waiting(viewer: Viewer) -> Sequence[Item]:
    """The items that wait, oldest first, for those who hold the role intelligence officer at the intelligence desk."""
    rows = list(SanitisedItem.objects.visible_to(viewer).filter(released_by__isnull=True).select_related("author"))
    viewer.saw_list("sanitised items waiting", [row.reference for row in rows])
    return [_item(row) for row in rows]


def item(viewer: Viewer, reference: str) -> Item:
    """One item, waiting or taken. Raises `NotFound`."""
    return _item(find(viewer, SanitisedItem, reference, "author"))


def hand_over(item_reference: str, *, by: User, at: datetime) -> Released:
    """Hand a waiting item to the intelligence desk: not to its author, and to nobody of the report desk.

    Raises `Refused` for its author, for whoever works at the report desk too, and when it was taken already;
    `NotFound` outside the intelligence desk.
    """
    with acting("sanitised_item.hand_over", by=by, at=at, operation=Processing.DISCLOSURE) as act:
        held = act.find(SanitisedItem, item_reference)
        act.require_role(held.compartment_id, Role.INTELLIGENCE, act="take a sanitised item")
        grading.require_other_person(held.author_id, by.pk, "release")
        if act.viewer.holds(Role.REPORT_DESK, standing.compartment(standing.REPORT_DESK).pk):
            raise Refused(
                "You work at the report desk, so you may not take what comes from it.",
                f"{POLICY}: sterile corridor",
                "Ask a colleague of the intelligence desk who reads no reports.",
            )
        if held.released_by_id is not None:
            raise Refused("This item was taken already.", POLICY, "Look for it among the intelligence reports.")
        held.released_by, held.released_at = by, at
        held.save(update_fields=["released_by", "released_at"])
        mark_released(held.provenance, at=at)
        return Released(
            text=held.text,
            source=held.source,
            assessment=held.assessment,
            handling=held.handling,
            conditions=held.conditions,
            provenance=held.provenance,
            author_id=held.author_id,
            received_on=held.received_on,
            appeal=held.appeal,
            source_identified=held.source_identified,
        )


def _item(row: SanitisedItem) -> Item:
    return Item(
        reference=row.reference,
        text=row.text,
        source=row.source,
        assessment=row.assessment,
        handling=row.handling,
        conditions=row.conditions,
        provenance=row.provenance,
        author=str(row.author),
        received_on=row.received_on,
        appeal=row.appeal,
    )

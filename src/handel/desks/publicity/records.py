"""The records of an operation that its fifteen facts are counted from, read in one sitting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handel.desks.custody import queries as custody
from handel.desks.exhibits import queries as exhibits
from handel.desks.intelligence import queries as intelligence
from handel.desks.operations import queries as operations
from handel.desks.publicity.models import Quotation, Release
from handel.desks.search_day import queries as search_day
from handel.desks.warrants import queries as warrants
from handel.platform.access.viewer import NotFound, Viewer
from handel.rules.england_wales.media import Stage, may_name


@dataclass(frozen=True)
class Records:
    """What stands in an operation's compartment, for counting. Of these, only figures and references are shown."""

    operation: Any
    adopted: Sequence[Any]
    day_of_action: Any | None
    """The plan that was carried out last."""
    deployed: Sequence[Any]
    warrants_executed: Sequence[str]
    arrests: Sequence[Any]
    in_custody: Sequence[Any]
    cash: Sequence[Any]
    substances: Sequence[Any]
    quotation: Quotation | None

    def names_withheld(self) -> list[str]:
        """Names of arrested people, and what they are called by, who may not be named.

        Whoever has left custody is withheld too: no charge is seen from here, and the stricter reading is kept.
        """
        charged = {row.arrest_id for row in self.in_custody if row.state == "charged"}
        names = []
        for arrest in self.arrests:
            stage = Stage.CHARGED if arrest.pk in charged else Stage.ARRESTED
            if not may_name(stage, under_18=arrest.is_child):
                last = arrest.person_name.split()[-1]
                names += [arrest.person_name, *(f"{title} {last}" for title in ("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr"))]
        return names


def read(viewer: Viewer, operation_reference: str, *, at: datetime, release: Release | None = None) -> Records:
    """Read an operation's records at a time, in a constant number of statements.

    The figures are the same for whoever may draw up the operation's releases; raises `NotFound` for everybody else.
    The quotation is the release's own where one is given, else the operation's latest that was approved.
    """
    operation = operations.operation(viewer, operation_reference)
    if operation.compartment_id not in viewer.compartments(Release.READ_ROLES):
        raise NotFound(operation_reference)
    counting = Viewer.counting(viewer, operation.compartment_id)
    # Nothing of a day is counted before the doors are struck: who has mustered is not to be told.
    plans = search_day.plans(counting, operation_reference=operation_reference)
    struck = {plan.reference: plan for plan in plans if plan.strike_at <= at}
    deployed = [row for row in search_day.deployed(counting, operation_reference) if row.plan in struck]
    carried_out = [struck[reference] for reference in {row.plan for row in deployed}]
    quotations = Quotation.objects.filter(approved_at__isnull=False).select_related("person")
    quotations = quotations.filter(release=release) if release else quotations.filter(release__operation=operation.pk)
    quotation = quotations.last()
    if release and quotation != release.quotation:
        quotation = None  # other words have been proposed since
    return Records(
        operation=operation,
        adopted=intelligence.by_references(counting, operations.adopted(counting, operation)),
        day_of_action=max(carried_out, key=lambda plan: plan.strike_at, default=None),
        deployed=deployed,
        warrants_executed=warrants.executed(counting, operation_reference),
        arrests=custody.arrests(counting, operation_reference),
        in_custody=custody.in_custody(counting, operation_reference),
        cash=exhibits.cash(counting, operation_reference),
        substances=exhibits.substances(counting, operation_reference),
        quotation=quotation,
    )

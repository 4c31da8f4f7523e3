"""What a receipt answers."""

from handel.desks.reports.intake import receipts
from handel.desks.reports.intake.models import SealedReport


def by_receipt(typed: str) -> SealedReport | None:
    """The report of this receipt, however it was typed, without its envelope.

    None alike for a receipt that nobody holds and for what is no receipt, after the same work.
    """
    return SealedReport.objects.defer("sealed").filter(lookup=receipts.lookup_typed(typed)).first()

"""The one thing that the public site does with a report: seal it and keep the envelope."""

from datetime import date

from handel.desks.reports.intake import keys, receipts
from handel.desks.reports.intake.answers import Answers
from handel.desks.reports.intake.models import SealedReport, place
from handel.engines.sealing import Receipt, key_id, seal


def file(answers: Answers, *, submission: str, received_on: date, appeal: str = "") -> Receipt:
    """Seal the answers to the report desk, keep the envelope, and return the receipt to show.

    Args:
        submission: a random name of this submission; filing again under it changes nothing, with the same receipt.
        received_on: the day in London; no time is kept.
        appeal: the slug of the published appeal that brought the report.

    Raises:
        OSError, BadKeyFile: the desk's keys have not been made.
        ValueError: the answers are longer than one envelope takes.
    """
    receipt = receipts.receipt_of(submission)
    lookup = receipts.lookup(receipt)
    desk = keys.desk_key()
    report = SealedReport(
        key_id=key_id(desk), lookup=lookup, received_on=received_on, status_on=received_on, appeal=appeal
    )
    report.sealed = seal(answers.to_json(), recipients=[desk], context=place(report.id))
    # Two posts at once: the look-up key is unique, so the second finds what the first has filed.
    values = {field.name: getattr(report, field.name) for field in SealedReport._meta.fields}
    SealedReport.objects.get_or_create(lookup=lookup, defaults=values)
    return receipt

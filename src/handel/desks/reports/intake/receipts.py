"""Receipts as this site makes and looks them up."""

import hmac
import threading

from handel.desks.reports.intake import keys
from handel.engines.sealing import NotAReceipt, Receipt, lookup_key, new_receipt, read_receipt
from handel.platform.references import ALPHABET

# Each derivation takes 64 MiB: this many at a time, and the others wait.
_DERIVATIONS = threading.BoundedSemaphore(4)


def receipt_of(submission: str) -> Receipt:
    """The receipt of a submission: the same however often the same page is sent, and known to nobody beforehand.

    `submission` is a random name (128 bits) that one check-your-answers page carries. The pepper makes the receipt
    from it, so that sending twice files one report and shows one receipt, though the site keeps neither.
    """
    digest = hmac.digest(keys.pepper(), b"handel receipt of submission 1 " + submission.encode(), "sha256")
    return Receipt("".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:20]))


def lookup(receipt: Receipt) -> str:
    """What the receipt's report is found by: one Argon2id, 64 hexadecimal digits."""
    with _DERIVATIONS:
        return lookup_key(receipt, salt=keys.salt(), pepper=keys.pepper()).hex()


def lookup_typed(typed: str) -> str:
    """The same for what a person typed. What is no receipt costs the same work, and finds nothing."""
    try:
        receipt = read_receipt(typed)
    except NotAReceipt:
        receipt = new_receipt()
    return lookup(receipt)

"""Receipts: what a person who reports keeps in order to come back, and what the site can derive from it.

The site keeps no receipt. It keeps the look-up key, which finds the report and opens nothing; the wrapping
key exists only while the receipt is typed.
"""

import secrets
import unicodedata
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from nacl.pwhash import argon2id

LENGTH = 20
"""Characters in a receipt: 20 of 5 bits, 100 bits."""

SALT_BYTES = argon2id.SALTBYTES
PEPPER_BYTES = 32
_GROUP = 5
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
_READ = {letter: letter for letter in _ALPHABET} | {letter.lower(): letter for letter in _ALPHABET}
_READ |= dict.fromkeys("Oo", "0") | dict.fromkeys("IiLl", "1")
_ARGON2_PASSES = 3
_ARGON2_BYTES = 64 * 1024 * 1024  # RFC 9106, section 4: the second recommended option (64 MiB, t=3)


class NotAReceipt(ValueError):
    """What was typed cannot be a receipt. The message never repeats it."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Twenty characters known to one person. Printing, logging or formatting it shows nothing of it."""

    characters: str = field(repr=False)

    def __repr__(self) -> str:
        return "Receipt(hidden)"

    def shown(self) -> str:
        """The receipt in groups of five, for the one page that hands it over.

        >>> read_receipt("7zq4k m1x9t 0bcde fghjk").shown()
        '7ZQ4K-M1X9T-0BCDE-FGHJK'
        """
        groups = (self.characters[at : at + _GROUP] for at in range(0, LENGTH, _GROUP))
        return "-".join(groups)


@dataclass(frozen=True, slots=True)
class ReceiptKeys:
    """What a receipt gives: `lookup` (32 bytes, may be kept) and `wrapping` (32 bytes, never kept)."""

    lookup: bytes
    wrapping: bytes = field(repr=False)


def new_receipt() -> Receipt:
    """A new receipt of 100 random bits."""
    return Receipt("".join(secrets.choice(_ALPHABET) for _ in range(LENGTH)))


def read_receipt(typed: str) -> Receipt:
    """The receipt that a person typed, however they wrote it.

    Case, spaces and dashes of any kind do not matter; O is read as 0, I and L as 1.

    Raises:
        NotAReceipt: it has another length, or a character that no receipt has.

    >>> read_receipt("7ZQ4K-MLX9T-OBCDE-FGHJK") == read_receipt(" 7zq4km1x9t 0bcdefghjk ")
    True
    """
    kept = [letter for letter in typed if not letter.isspace() and unicodedata.category(letter) != "Pd"]
    characters = "".join(_READ.get(letter, "") for letter in kept)
    if len(characters) != len(kept):
        raise NotAReceipt("A receipt has only digits and letters, and never the letter U. Check what you typed.")
    if len(characters) != LENGTH:
        raise NotAReceipt(f"A receipt has {LENGTH} letters and digits; this has {len(characters)}.")
    return Receipt(characters)


def derive(receipt: Receipt, *, salt: bytes, pepper: bytes) -> ReceiptKeys:
    """The look-up and wrapping keys of a receipt: one Argon2id (64 MiB, 3 passes), then HKDF-SHA-256.

    Args:
        salt: 16 bytes, one for the whole site (a receipt must find its report without a name beside it).
        pepper: at least 32 secret bytes that are kept apart from the database.

    Raises:
        ValueError: the salt or the pepper has the wrong length.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"The salt has {SALT_BYTES} bytes; this has {len(salt)}.")
    if len(pepper) < PEPPER_BYTES:
        raise ValueError(f"The pepper has at least {PEPPER_BYTES} bytes; this has {len(pepper)}.")
    stretched = argon2id.kdf(
        32, receipt.characters.encode("ascii"), salt, opslimit=_ARGON2_PASSES, memlimit=_ARGON2_BYTES
    )
    return ReceiptKeys(
        lookup=_expanded(stretched, pepper, b"handel receipt look-up 1"),
        wrapping=_expanded(stretched, pepper, b"handel receipt wrapping 1"),
    )


def lookup_key(receipt: Receipt, *, salt: bytes, pepper: bytes) -> bytes:
    """The look-up key alone. Where both keys are wanted call `derive`, which stretches once."""
    return derive(receipt, salt=salt, pepper=pepper).lookup


def _expanded(stretched: bytes, pepper: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=pepper, info=purpose).derive(stretched)

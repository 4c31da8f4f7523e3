"""Text sealed to one or more keys and bound to the place where it is kept.

The envelope, version 1 (integers are big-endian):

    magic       6   b"HANDEL"
    version     1   1
    recipients  1   1 to 255
    slots      88 each: key id 8, content key sealed to that recipient (SealedBox) 80
    commitment 32   BLAKE2b of the content key
    nonce      24
    body        n   XChaCha20-Poly1305 of: length 4, text, zeros up to the bucket

Everything before the body, and the context, is associated data of the body, so that no byte of the envelope
can change unnoticed, whoever opens it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_ABYTES,
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    sodium_memcmp,
)
from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.public import PrivateKey as _NaclPrivateKey
from nacl.public import PublicKey as _NaclPublicKey
from nacl.public import SealedBox
from nacl.utils import random

from handel.engines.sealing.keys import KEY_ID_BYTES, PrivateKey, PublicKey, key_id_bytes

BUCKETS = (256, 1024, 4096, 16_384, 65_536)
"""Sizes in bytes that a text is padded to, its 4 bytes of length included; beyond the last, its multiples."""

MAXIMUM_BYTES = 1_048_576
"""The longest text, in bytes of UTF-8. What is longer is a file."""

MAXIMUM_RECIPIENTS = 255

_MAGIC = b"HANDEL"
_VERSION = 1
_LENGTH_BYTES = 4
_KEY_BYTES = crypto_aead_xchacha20poly1305_ietf_KEYBYTES
_NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_TAG_BYTES = crypto_aead_xchacha20poly1305_ietf_ABYTES
_SEALED_KEY_BYTES = _KEY_BYTES + 48  # SealedBox adds a one-time public key (32) and a tag (16)
_SLOT_BYTES = KEY_ID_BYTES + _SEALED_KEY_BYTES
_COMMITMENT_BYTES = 32
_SLOTS_START = len(_MAGIC) + 2


class SealBroken(Exception):
    """The envelope did not open: another key, another place or changed bytes. No text is shown instead."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where a sealed text is kept. It opens only with the same three values it was sealed with.

    `record` is the record's own reference, `field` the field's name, `version` the number of the edit: so a
    sealed text cannot be moved to another record or field, nor an old edit put back in place of a new one.
    """

    record: str
    field: str
    version: int

    def encoded(self) -> bytes:
        """The context as bytes, each part led by its length, so that no two contexts read alike."""
        parts = (self.record.encode(), self.field.encode(), str(self.version).encode())
        return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


@dataclass(frozen=True, slots=True)
class _Envelope:
    header: bytes
    slots: dict[bytes, bytes]
    commitment: bytes
    nonce: bytes
    body: bytes


def seal(text: str | bytes, *, recipients: Sequence[PublicKey], context: Context) -> bytes:
    """Seal a text so that each recipient, and nobody else, can open it at this place.

    Args:
        text: at most `MAXIMUM_BYTES` once in UTF-8.
        recipients: 1 to 255 different keys.
        context: where the envelope will be kept.

    Raises:
        ValueError: no recipient, one named twice, too many, or a text that is too long.

    >>> from handel.engines.sealing.keys import generate_keypair
    >>> desk = generate_keypair()
    >>> place = Context(record="R-1", field="account", version=1)
    >>> envelope = seal("Two men, every Friday.", recipients=[desk.public], context=place)
    >>> open_sealed(envelope, private=desk.private, context=place)
    'Two men, every Friday.'
    """
    plain = text.encode() if isinstance(text, str) else text
    if len(plain) > MAXIMUM_BYTES:
        raise ValueError(f"A sealed text has at most {MAXIMUM_BYTES} bytes; this has {len(plain)}.")
    if not 1 <= len(recipients) <= MAXIMUM_RECIPIENTS:
        raise ValueError(f"Seal to 1 to {MAXIMUM_RECIPIENTS} keys; {len(recipients)} were given.")
    if len(set(recipients)) != len(recipients):
        raise ValueError("A key is named twice among the recipients. Name each once.")
    content_key = random(_KEY_BYTES)
    slots = b"".join(
        key_id_bytes(recipient) + SealedBox(_NaclPublicKey(recipient.raw)).encrypt(content_key)
        for recipient in recipients
    )
    nonce = random(_NONCE_BYTES)
    header = _MAGIC + bytes([_VERSION, len(recipients)]) + slots + _commitment(content_key) + nonce
    body = crypto_aead_xchacha20poly1305_ietf_encrypt(
        _padded(plain), header + context.encoded(), nonce, _body_key(content_key)
    )
    return header + body


def open_sealed(blob: bytes, *, private: PrivateKey, context: Context) -> str:
    """The text of an envelope.

    Raises:
        SealBroken: sealed to other keys, kept elsewhere than `context` says, changed, or not text.
    """
    try:
        return open_sealed_bytes(blob, private=private, context=context).decode()
    except UnicodeDecodeError:
        # `from None`: a decoding error carries the bytes it could not decode.
        raise SealBroken("What was sealed here is not text. Open it as bytes.") from None


def open_sealed_bytes(blob: bytes, *, private: PrivateKey, context: Context) -> bytes:
    """The bytes of an envelope; otherwise as `open_sealed`."""
    envelope = _parsed(blob)
    sealed_key = envelope.slots.get(key_id_bytes(private.public()))
    if sealed_key is None:
        raise SealBroken("This was sealed to other keys. Use the key of one of its recipients.")
    try:
        content_key = SealedBox(_NaclPrivateKey(private.raw)).decrypt(sealed_key)
        if not sodium_memcmp(_commitment(content_key), envelope.commitment):
            raise _changed()
        padded = crypto_aead_xchacha20poly1305_ietf_decrypt(
            envelope.body, envelope.header + context.encoded(), envelope.nonce, _body_key(content_key)
        )
    except CryptoError:
        raise _changed() from None
    return _unpadded(padded)


def recipient_ids(blob: bytes) -> list[str]:
    """The ids of the keys an envelope says it is sealed to, in order. Unproven until it is opened.

    Raises:
        SealBroken: it is not an envelope.
    """
    return [slot.hex() for slot in _parsed(blob).slots]


def _changed() -> SealBroken:
    return SealBroken("This did not open: it was changed, or it was sealed for another place. Restore the record.")


def _parsed(blob: bytes) -> _Envelope:
    if len(blob) < _SLOTS_START or blob[: len(_MAGIC)] != _MAGIC or blob[len(_MAGIC)] != _VERSION:
        raise SealBroken("This is not a sealed text that this version of Handel knows.")
    count = blob[len(_MAGIC) + 1]
    slots_end = _SLOTS_START + count * _SLOT_BYTES
    nonce_start = slots_end + _COMMITMENT_BYTES
    body_start = nonce_start + _NONCE_BYTES
    if count == 0 or len(blob) < body_start + _LENGTH_BYTES + _TAG_BYTES:
        raise _changed()
    starts = range(_SLOTS_START, slots_end, _SLOT_BYTES)
    slots = {blob[at : at + KEY_ID_BYTES]: blob[at + KEY_ID_BYTES : at + _SLOT_BYTES] for at in starts}
    return _Envelope(
        header=blob[:body_start],
        slots=slots,
        commitment=blob[slots_end:nonce_start],
        nonce=blob[nonce_start:body_start],
        body=blob[body_start:],
    )


def _commitment(content_key: bytes) -> bytes:
    """Ties the envelope to one content key, which XChaCha20-Poly1305 alone does not: without this, a sender
    could make one envelope that shows two recipients two different texts."""
    return _derived(content_key, b"handel-commit")


def _body_key(content_key: bytes) -> bytes:
    return _derived(content_key, b"handel-body")


def _derived(content_key: bytes, purpose: bytes) -> bytes:
    return bytes(blake2b(b"", digest_size=_COMMITMENT_BYTES, key=content_key, person=purpose, encoder=RawEncoder))


def _padded(plain: bytes) -> bytes:
    framed = len(plain).to_bytes(_LENGTH_BYTES, "big") + plain
    return framed.ljust(_bucket(len(framed)), b"\0")


def _bucket(length: int) -> int:
    for bucket in BUCKETS:
        if length <= bucket:
            return bucket
    return -(-length // BUCKETS[-1]) * BUCKETS[-1]


def _unpadded(padded: bytes) -> bytes:
    end = _LENGTH_BYTES + int.from_bytes(padded[:_LENGTH_BYTES], "big")
    if end > len(padded) or padded[end:].strip(b"\0"):
        raise _changed()
    return padded[_LENGTH_BYTES:end]

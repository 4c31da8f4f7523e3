"""Receipts, keys and sealed text: what was said in confidence can be read by the chosen keys alone."""

from handel.engines.sealing.keys import (
    BadKeyFile,
    KeyPair,
    PrivateKey,
    PublicKey,
    generate_keypair,
    key_id,
    load_private,
    load_public,
    write_keypair,
)
from handel.engines.sealing.receipts import (
    NotAReceipt,
    Receipt,
    ReceiptKeys,
    derive,
    lookup_key,
    new_receipt,
    read_receipt,
)
from handel.engines.sealing.text import (
    BUCKETS,
    MAXIMUM_BYTES,
    Context,
    SealBroken,
    open_sealed,
    open_sealed_bytes,
    recipient_ids,
    seal,
)

__all__ = [
    "BUCKETS",
    "MAXIMUM_BYTES",
    "BadKeyFile",
    "Context",
    "KeyPair",
    "NotAReceipt",
    "PrivateKey",
    "PublicKey",
    "Receipt",
    "ReceiptKeys",
    "SealBroken",
    "derive",
    "generate_keypair",
    "key_id",
    "load_private",
    "load_public",
    "lookup_key",
    "new_receipt",
    "open_sealed",
    "open_sealed_bytes",
    "read_receipt",
    "recipient_ids",
    "seal",
    "write_keypair",
]

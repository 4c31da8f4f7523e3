"""References of records: `W-7K3M9Q`. Random, so that a number never tells how many records there are."""

import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_choose: ContextVar[random.Random | None] = ContextVar("references", default=None)


def new_reference(prefix: str, length: int = 6) -> str:
    """A new reference with this prefix; uniqueness is the database's to enforce.

    >>> with seeded(1):
    ...     new_reference("W")
    'W-4S8DY1'
    """
    choose = _choose.get() or secrets.SystemRandom()
    return f"{prefix}-{''.join(choose.choice(ALPHABET) for _ in range(length))}"


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """References come in a fixed order inside: the sample operation is the same on every machine."""
    token = _choose.set(random.Random(seed))  # noqa: S311
    try:
        yield
    finally:
        _choose.reset(token)

"""A release as plain text: what is shared, and what its version is the fingerprint of."""

import hashlib
from collections.abc import Iterable, Mapping


def plain_text(headline: str, paragraphs: Iterable[Mapping[str, str]]) -> str:
    """Headline and paragraphs, with an empty line between.

    >>> plain_text("Nine arrests", [{"part": "what", "text": "Nine people were arrested."}])
    'Nine arrests\\n\\nNine people were arrested.\\n'
    """
    return "\n\n".join([headline, *(paragraph["text"] for paragraph in paragraphs)]) + "\n"


def version(headline: str, paragraphs: Iterable[Mapping[str, str]]) -> str:
    """The SHA-256 of the plain text, which anybody can compute again from the public page's text."""
    return hashlib.sha256(plain_text(headline, paragraphs).encode()).hexdigest()

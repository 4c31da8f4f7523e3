"""Storing a file, reading it back whole, and handing it out."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import puremagic
from django.conf import settings
from django.http import HttpResponse

from handel.engines.sealing import MAXIMUM_BYTES, Context, SealBroken, open_sealed_bytes, seal
from handel.platform.accounts.models import User
from handel.platform.files.keys import private_key, public_key
from handel.platform.files.models import StoredFile
from handel.platform.references import new_reference
from handel.rules import Refused

MAXIMUM = 15 * 1024 * 1024
"""The largest file, in bytes."""

CHUNK = MAXIMUM_BYTES - 4
"""Bytes of the content in one envelope: with its 4 bytes of length it fills the largest one exactly."""

UNKNOWN = "application/octet-stream"


class FileBroken(Exception):
    """A stored file is missing, changed or cut. None of it is shown."""


def store(content: bytes, *, name: str, belongs_to: str, by: User, at: datetime) -> StoredFile:
    """Keep a file for the record with the reference `belongs_to`. Called inside the act that adds it.

    `name` is what its sender called it. The sealed file is on the disk before its row is written, so that a row
    never lacks its file. Raises `Refused` for one that is empty or larger than `MAXIMUM`.

    >>> store(photograph, name="IMG_0001.jpg", belongs_to="EX-7K3M9Q", by=officer, at=now).media_type
    'image/jpeg'
    """
    if not content:
        raise Refused("The file is empty.", "Force policy on files", "Choose another file.", field="file")
    if len(content) > MAXIMUM:
        raise too_large()
    reference = new_reference(StoredFile.PREFIX, 12)
    _write(Path(settings.FILES_ROOT) / reference, _sealed(reference, content))
    return StoredFile.objects.create(
        reference=reference,
        belongs_to=belongs_to,
        name=Path(name).name[:120],
        media_type=media_type(content),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        stored_by=by,
        stored_at=at,
    )


def read(file: StoredFile) -> bytes:
    """The file as it came. The caller has found the record that it belongs to, and so may read it.

    Raises `FileBroken` when the sealed file is missing, does not open, or is not what was stored.
    """
    try:
        sealed = (Path(settings.FILES_ROOT) / file.reference).read_bytes()
    except FileNotFoundError:
        raise FileBroken(f"The content of {file} is missing. Restore it from the backup of the files.") from None
    private = private_key()
    try:
        content = b"".join(
            open_sealed_bytes(envelope, private=private, context=_context(file.reference, index))
            for index, envelope in enumerate(_envelopes(sealed))
        )
    except SealBroken:
        raise _broken(file) from None
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise _broken(file)
    return content


def attachment(content: bytes, *, media_type: str, name: str) -> HttpResponse:
    """An answer that a browser saves, and shows only where a page asks for it as an image; it keeps no copy."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response


def media_type(content: bytes) -> str:
    """The media type that the content itself shows.

    >>> media_type(b"no known signature")
    'application/octet-stream'
    """
    try:
        return str(puremagic.from_string(content, mime=True)) or UNKNOWN
    except (puremagic.PureError, ValueError):
        return UNKNOWN


def too_large() -> Refused:
    return Refused(
        f"The file is larger than {MAXIMUM // 1024 // 1024} MB.",
        "Force policy on files",
        "Send a smaller copy, and keep the original as an exhibit of its own.",
        field="file",
    )


def _context(reference: str, index: int) -> Context:
    return Context(record=reference, field="content", version=index)


def _sealed(reference: str, content: bytes) -> bytes:
    """The envelopes of the content, each led by its length in 4 bytes."""
    public = public_key()
    parts = []
    for index, start in enumerate(range(0, len(content), CHUNK)):
        envelope = seal(content[start : start + CHUNK], recipients=[public], context=_context(reference, index))
        parts += [len(envelope).to_bytes(4, "big"), envelope]
    return b"".join(parts)


def _envelopes(sealed: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(sealed):
        end = start + 4 + int.from_bytes(sealed[start : start + 4], "big")
        if end > len(sealed):
            raise SealBroken("The file was cut, or a length in it was changed.")
        yield sealed[start + 4 : end]
        start = end


def _write(path: Path, sealed: bytes) -> None:
    """Write a new file whole or not at all, mode 0600; only sealed bytes ever reach the disk."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    scratch = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        scratch.rename(path)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _broken(file: StoredFile) -> FileBroken:
    return FileBroken(f"The content of {file} is not what was stored. Restore it from the backup of the files.")

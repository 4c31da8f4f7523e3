"""The report desk's keys: made once at set-up, the private one readable by the desk's process alone."""

import os
import secrets
from pathlib import Path

from django.conf import settings

from handel.desks.reports.intake import keys as public
from handel.engines.sealing import BadKeyFile, PrivateKey, load_private, write_keypair

PRIVATE = "report-desk.key"
SALT_BYTES, PEPPER_BYTES = 16, 32


def ensure_keys() -> None:
    """Make the desk's key pair and the public site's salt and pepper where they are missing; run at every start.

    Raises:
        BadKeyFile: one half of the pair is missing or belongs to another pair; a new pair would open nothing old.
    """
    private, desk = private_path(), public.folder() / public.DESK_KEY
    for folder in (private.parent, public.folder()):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not private.exists() and not desk.exists():
        write_keypair(private, desk)
    elif not private.exists() or not desk.exists() or private_key().public() != public.desk_key():
        raise BadKeyFile(f"{private} and {desk} are not a pair. Restore both from the backup of the keys.")
    for name, size in ((public.SALT, SALT_BYTES), (public.PEPPER, PEPPER_BYTES)):
        _create(public.folder() / name, secrets.token_bytes(size))


def private_path() -> Path:
    return Path(settings.KEYS_ROOT) / PRIVATE


def private_key() -> PrivateKey:
    """The key that opens reports. Raises `OSError` or `BadKeyFile` when it is missing or others can read it."""
    return load_private(private_path())


def _create(path: Path, content: bytes) -> None:
    """Write a new file whole or not at all, mode 0600; one that exists is never touched."""
    if path.exists():
        return
    scratch = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(scratch, path)
    except FileExistsError:  # another process was first, and its file counts
        pass
    finally:
        scratch.unlink()

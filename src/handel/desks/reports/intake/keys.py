"""The files that the public site seals and looks up with. None of them opens a report."""

from pathlib import Path

from django.conf import settings

from handel.engines.sealing import PublicKey, load_public

DESK_KEY = "report-desk.pub"
SALT = "receipt-salt"
PEPPER = "receipt-pepper"


def folder() -> Path:
    """Where the public site's key files lie: beside its database, never in it."""
    return Path(settings.PUBLIC_KEYS_ROOT)


def desk_key() -> PublicKey:
    """The report desk's public key. Raises `OSError` or `BadKeyFile` before the desk's keys are made."""
    return load_public(folder() / DESK_KEY)


def salt() -> bytes:
    """16 bytes, one for the whole site. Raises `OSError` before the desk's keys are made."""
    return (folder() / SALT).read_bytes()


def pepper() -> bytes:
    """32 secret bytes, kept apart from the database. Raises `OSError` before the desk's keys are made."""
    return (folder() / PEPPER).read_bytes()

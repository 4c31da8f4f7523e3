"""The key pair to which files are sealed: made with the first file, kept in the desk's folder of keys."""

from contextlib import suppress
from pathlib import Path

from django.conf import settings

from handel.engines.sealing import BadKeyFile, PrivateKey, PublicKey, load_private, load_public, write_keypair

PRIVATE, PUBLIC = "files.key", "files.pub"


def public_key() -> PublicKey:
    """The key that seals; the pair is made when there is no file yet.

    Raises `BadKeyFile` when a half is missing while files are kept: a new pair would open none of them.
    """
    folder = Path(settings.KEYS_ROOT)
    private, public = folder / PRIVATE, folder / PUBLIC
    if not private.exists() and not public.exists():
        files = Path(settings.FILES_ROOT)
        if files.exists() and any(files.iterdir()):
            raise BadKeyFile(
                f"{private} is missing and files are kept in {files}. Restore it from the backup of the keys."
            )
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError):  # another process was first, and its pair counts
            write_keypair(private, public)
    if private_key().public() != load_public(public):
        raise BadKeyFile(f"{private} and {public} are not a pair. Restore both from the backup of the keys.")
    return load_public(public)


def private_key() -> PrivateKey:
    """The key that opens. Raises `OSError` or `BadKeyFile` when it is missing or others can read it."""
    return load_private(Path(settings.KEYS_ROOT) / PRIVATE)

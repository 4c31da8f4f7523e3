"""Key pairs (X25519) and the files they are kept in."""

import base64
import binascii
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from nacl.encoding import RawEncoder
from nacl.hash import blake2b
from nacl.public import PrivateKey as _NaclPrivateKey

KEY_BYTES = 32
KEY_ID_BYTES = 8
_PRIVATE_LABEL = "handel-private-key-1"
_PUBLIC_LABEL = "handel-public-key-1"


class BadKeyFile(ValueError):
    """A key file that cannot be used. The message names the file and what to do, never its content."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The half of a key pair that seals: 32 bytes of X25519. It may be shown to anyone."""

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != KEY_BYTES:
            raise ValueError(f"A public key has {KEY_BYTES} bytes; this has {len(self.raw)}.")

    def __repr__(self) -> str:
        return f"PublicKey({key_id(self)})"


@dataclass(frozen=True, slots=True, eq=False)
class PrivateKey:
    """The half of a key pair that opens. Printing, logging or formatting it shows nothing of it."""

    raw: bytes

    def __post_init__(self) -> None:
        if len(self.raw) != KEY_BYTES:
            raise ValueError(f"A private key has {KEY_BYTES} bytes; this has {len(self.raw)}.")

    def __repr__(self) -> str:
        return "PrivateKey(hidden)"

    def public(self) -> PublicKey:
        """The public half that belongs to this key."""
        return PublicKey(bytes(_NaclPrivateKey(self.raw).public_key))


@dataclass(frozen=True, slots=True)
class KeyPair:
    """Both halves. Its repr shows the public half's fingerprint and nothing of the private half."""

    public: PublicKey
    private: PrivateKey


def generate_keypair() -> KeyPair:
    """A new key pair from the operating system's random source.

    >>> pair = generate_keypair()
    >>> pair.private.public() == pair.public
    True
    """
    private = PrivateKey(bytes(_NaclPrivateKey.generate()))
    return KeyPair(private.public(), private)


def key_id(public: PublicKey) -> str:
    """The key's short fingerprint: 64 bits of BLAKE2b, as 16 hexadecimal digits.

    It finds the right slot of an envelope and lets two people compare keys by voice. No check rests on it:
    whether a text opens is decided by the key itself.
    """
    return key_id_bytes(public).hex()


def key_id_bytes(public: PublicKey) -> bytes:
    """The fingerprint as the 8 bytes that stand in an envelope."""
    return bytes(blake2b(public.raw, digest_size=KEY_ID_BYTES, person=b"handel-key-id", encoder=RawEncoder))


def write_keypair(private_path: Path, public_path: Path) -> KeyPair:
    """Make a key pair and write it to two new files: the private one mode 0600, the public one 0644.

    Each file appears whole or not at all, and a file that exists is never touched.

    Raises:
        FileExistsError: one of the paths is taken; neither file is left behind.
    """
    pair = generate_keypair()
    _create(private_path, _PRIVATE_LABEL, pair.private.raw, 0o600)
    try:
        _create(public_path, _PUBLIC_LABEL, pair.public.raw, 0o644)
    except BaseException:
        private_path.unlink()
        raise
    return pair


def load_public(path: Path) -> PublicKey:
    """Read a public key file.

    Raises:
        BadKeyFile: it is not a public key file.
        OSError: it cannot be read.
    """
    return PublicKey(_read(path, _PUBLIC_LABEL, "public"))


def load_private(path: Path) -> PrivateKey:
    """Read a private key file, refusing one that others on the machine can read.

    Raises:
        BadKeyFile: it is not a private key file, or its mode lets group or others in.
        OSError: it cannot be read.
    """
    if path.stat().st_mode & 0o077:
        raise BadKeyFile(f"Others on this machine can read {path}. Run: chmod 600 {path}")
    return PrivateKey(_read(path, _PRIVATE_LABEL, "private"))


def _create(path: Path, label: str, raw: bytes, mode: int) -> None:
    """Write beside the target, then link into place: link(2) is atomic and fails if the name is taken."""
    scratch = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"{label}\n{base64.b64encode(raw).decode('ascii')}\n")
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        os.link(scratch, path)
    finally:
        scratch.unlink()
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def _read(path: Path, label: str, kind: str) -> bytes:
    # `from None` throughout: a chained error would carry the file's content into a log.
    refusal = BadKeyFile(f"{path} is not a {kind} key file of Handel. Give the {kind} key's path.")
    try:
        lines = path.read_text(encoding="ascii").split("\n")
    except UnicodeDecodeError:
        raise refusal from None
    if len(lines) != 3 or lines[0] != label or lines[2] != "":
        raise refusal
    try:
        raw = base64.b64decode(lines[1], validate=True)
    except binascii.Error:
        raise refusal from None
    if len(raw) != KEY_BYTES:
        raise refusal
    return raw

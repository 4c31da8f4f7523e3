"""Keys come back from their files as they went in, and never show themselves."""

import stat
from pathlib import Path

import pytest

from handel.engines.sealing import (
    BadKeyFile,
    PublicKey,
    generate_keypair,
    key_id,
    load_private,
    load_public,
    write_keypair,
)


def test_a_pair_comes_back_from_its_files(tmp_path: Path) -> None:
    pair = write_keypair(tmp_path / "desk.key", tmp_path / "desk.pub")
    assert load_public(tmp_path / "desk.pub") == pair.public
    assert load_private(tmp_path / "desk.key").public() == pair.public
    assert sorted(path.name for path in tmp_path.iterdir()) == ["desk.key", "desk.pub"]


def test_the_private_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    write_keypair(tmp_path / "desk.key", tmp_path / "desk.pub")
    assert stat.S_IMODE((tmp_path / "desk.key").stat().st_mode) == 0o600


@pytest.mark.parametrize("taken", ["desk.key", "desk.pub"])
def test_a_file_that_exists_is_never_touched(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_text("mine")
    with pytest.raises(FileExistsError):
        write_keypair(tmp_path / "desk.key", tmp_path / "desk.pub")
    assert (tmp_path / taken).read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == [taken]


def test_a_private_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    write_keypair(tmp_path / "desk.key", tmp_path / "desk.pub")
    (tmp_path / "desk.key").chmod(0o640)
    with pytest.raises(BadKeyFile, match="chmod 600"):
        load_private(tmp_path / "desk.key")


def test_each_half_is_refused_in_the_other_s_place(tmp_path: Path) -> None:
    write_keypair(tmp_path / "desk.key", tmp_path / "desk.pub")
    (tmp_path / "desk.pub").chmod(0o600)
    with pytest.raises(BadKeyFile):
        load_private(tmp_path / "desk.pub")
    with pytest.raises(BadKeyFile):
        load_public(tmp_path / "desk.key")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"handel-public-key-1\nAAAA\n", b"handel-public-key-1\n!\n"])
def test_a_damaged_file_is_refused_without_its_content(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "desk.pub").write_bytes(content)
    with pytest.raises(BadKeyFile) as refusal:
        load_public(tmp_path / "desk.pub")
    assert refusal.value.__cause__ is None
    assert "AAAA" not in str(refusal.value)


def test_no_form_of_a_private_key_shows_its_bytes() -> None:
    pair = generate_keypair()
    for shown in (repr(pair), str(pair), f"{pair.private}", repr([pair.private])):
        assert pair.private.raw.hex() not in shown
        assert repr(pair.private.raw)[2:-1] not in shown
    assert key_id(pair.public) in repr(pair)


def test_the_fingerprint_is_stable_and_tells_keys_apart() -> None:
    # BLAKE2b-64 of 32 zero bytes under the personalisation "handel-key-id", from hashlib.
    import hashlib

    expected = hashlib.blake2b(bytes(32), digest_size=8, person=b"handel-key-id").hexdigest()
    assert key_id(PublicKey(bytes(32))) == expected
    assert key_id(generate_keypair().public) != key_id(generate_keypair().public)


def test_a_key_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        PublicKey(b"short")

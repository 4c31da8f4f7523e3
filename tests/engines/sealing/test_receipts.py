"""A receipt is read however it is typed, and shows itself to nobody else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handel.engines.sealing import NotAReceipt, Receipt, derive, lookup_key, new_receipt, read_receipt

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SALT, PEPPER = bytes(range(16)), bytes(range(32))
characters = st.text(ALPHABET, min_size=20, max_size=20)


@settings(deadline=None)
@given(st.data())
def test_a_receipt_is_read_however_it_is_typed(data: st.DataObject) -> None:
    receipt = Receipt(data.draw(characters))
    typed = ""
    for letter in receipt.characters:
        written = {"0": "0Oo", "1": "1IiLl"}.get(letter, letter + letter.lower())
        typed += data.draw(st.sampled_from(written)) + data.draw(st.sampled_from(["", "", " ", "-", "–", "\u00a0"]))
    assert read_receipt(typed) == receipt


@settings(deadline=None)
@given(characters)
def test_what_is_shown_can_be_read(value: str) -> None:
    shown = Receipt(value).shown()
    assert [len(group) for group in shown.split("-")] == [5, 5, 5, 5]
    assert read_receipt(shown).characters == value


@settings(deadline=None)
@given(st.text())
def test_anything_else_is_refused_without_repeating_it(typed: str) -> None:
    try:
        assert len(read_receipt(typed).characters) == 20
    except NotAReceipt as refusal:
        assert len(typed) < 5 or typed not in str(refusal)


@pytest.mark.parametrize("typed", ["", "7ZQ4K", "7ZQ4K-M1X9T-0BCDE-FGHJK-0", "UUUUU-00000-00000-00000", "ß" * 10])
def test_what_no_receipt_has_is_refused(typed: str) -> None:
    with pytest.raises(NotAReceipt):
        read_receipt(typed)


def test_new_receipts_differ_and_use_the_whole_alphabet() -> None:
    receipts = [new_receipt() for _ in range(200)]
    assert len({receipt.characters for receipt in receipts}) == 200
    assert set("".join(receipt.characters for receipt in receipts)) == set(ALPHABET)


def test_no_form_of_a_receipt_shows_it() -> None:
    receipt = new_receipt()
    for shown in (repr(receipt), str(receipt), f"{receipt}", repr([receipt])):
        assert receipt.characters not in shown
        assert receipt.shown() not in shown


def test_the_keys_of_a_receipt_are_stable_apart_and_depend_on_everything() -> None:
    receipt = read_receipt("7ZQ4K-M1X9T-0BCDE-FGHJK")
    keys = derive(receipt, salt=SALT, pepper=PEPPER)
    assert derive(receipt, salt=SALT, pepper=PEPPER) == keys
    assert lookup_key(receipt, salt=SALT, pepper=PEPPER) == keys.lookup
    others = [
        derive(receipt, salt=SALT[::-1], pepper=PEPPER),
        derive(receipt, salt=SALT, pepper=PEPPER[::-1]),
        derive(read_receipt("7ZQ4K-M1X9T-0BCDE-FGHJM"), salt=SALT, pepper=PEPPER),
    ]
    values = [value for each in [keys, *others] for value in (each.lookup, each.wrapping)]
    assert len(set(values)) == len(values)
    assert {len(value) for value in values} == {32}
    assert repr(keys.wrapping) not in repr(keys)


def test_the_chain_is_argon2id_then_hkdf_by_hand() -> None:
    """RFC 5869 written out over the standard library's HMAC, on libsodium's Argon2id (RFC 9106)."""
    import hmac

    from nacl.pwhash import argon2id

    receipt = read_receipt("7ZQ4K-M1X9T-0BCDE-FGHJK")
    stretched = argon2id.kdf(32, b"7ZQ4KM1X9T0BCDEFGHJK", SALT, opslimit=3, memlimit=64 * 1024 * 1024)
    extracted = hmac.digest(PEPPER, stretched, "sha256")
    expected = hmac.digest(extracted, b"handel receipt look-up 1" + b"\x01", "sha256")
    assert lookup_key(receipt, salt=SALT, pepper=PEPPER) == expected


@settings(max_examples=20, deadline=None)
@given(salt=st.binary(max_size=15), pepper=st.binary(max_size=31))
def test_short_salts_and_peppers_are_refused(salt: bytes, pepper: bytes) -> None:
    with pytest.raises(ValueError, match="salt"):
        derive(new_receipt(), salt=salt, pepper=PEPPER)
    with pytest.raises(ValueError, match="pepper"):
        derive(new_receipt(), salt=SALT, pepper=pepper)

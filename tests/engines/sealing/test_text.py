"""A sealed text opens for its recipients, in its place, unchanged; otherwise not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handel.engines.sealing import (
    BUCKETS,
    MAXIMUM_BYTES,
    Context,
    SealBroken,
    generate_keypair,
    key_id,
    open_sealed,
    open_sealed_bytes,
    recipient_ids,
    seal,
)

DESK, OVERSIGHT, OUTSIDER = generate_keypair(), generate_keypair(), generate_keypair()
PLACE = Context(record="R-7", field="account", version=1)
HEADER = 8 + 32 + 24  # magic, version, count; commitment; nonce
SLOT = 88
TAG = 16

texts = st.text(max_size=2000)
contexts = st.builds(Context, record=st.text(max_size=8), field=st.text(max_size=8), version=st.integers(0, 300))


@settings(deadline=None)
@given(text=texts, context=contexts)
def test_every_recipient_reads_what_was_sealed(text: str, context: Context) -> None:
    envelope = seal(text, recipients=[DESK.public, OVERSIGHT.public], context=context)
    assert open_sealed(envelope, private=DESK.private, context=context) == text
    assert open_sealed(envelope, private=OVERSIGHT.private, context=context) == text


@settings(deadline=None)
@given(data=st.binary(max_size=600))
def test_bytes_come_back_as_bytes(data: bytes) -> None:
    envelope = seal(data, recipients=[DESK.public], context=PLACE)
    assert open_sealed_bytes(envelope, private=DESK.private, context=PLACE) == data


@settings(deadline=None)
@given(sealed_at=contexts, opened_at=contexts)
def test_another_place_is_refused(sealed_at: Context, opened_at: Context) -> None:
    envelope = seal("a name", recipients=[DESK.public], context=sealed_at)
    if sealed_at == opened_at:
        assert open_sealed(envelope, private=DESK.private, context=opened_at) == "a name"
    else:
        with pytest.raises(SealBroken):
            open_sealed(envelope, private=DESK.private, context=opened_at)


def test_parts_of_a_place_cannot_run_together() -> None:
    envelope = seal("a name", recipients=[DESK.public], context=Context("R-1", "1account", 1))
    with pytest.raises(SealBroken):
        open_sealed(envelope, private=DESK.private, context=Context("R-11", "account", 1))


def test_another_key_is_refused() -> None:
    envelope = seal("a name", recipients=[DESK.public], context=PLACE)
    with pytest.raises(SealBroken, match="other keys"):
        open_sealed(envelope, private=OUTSIDER.private, context=PLACE)


def test_every_changed_byte_is_refused_whoever_opens() -> None:
    envelope = seal("a name", recipients=[DESK.public, OVERSIGHT.public], context=PLACE)
    for position in range(len(envelope)):
        changed = bytearray(envelope)
        changed[position] ^= 1 + position % 255
        for reader in (DESK, OVERSIGHT):
            with pytest.raises(SealBroken):
                open_sealed(bytes(changed), private=reader.private, context=PLACE)


def test_every_truncation_and_any_added_byte_is_refused() -> None:
    envelope = seal("a name", recipients=[DESK.public], context=PLACE)
    for damaged in [envelope[:length] for length in range(len(envelope))] + [envelope + b"\0"]:
        with pytest.raises(SealBroken):
            open_sealed(damaged, private=DESK.private, context=PLACE)


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=400), led=st.booleans())
def test_arbitrary_bytes_are_refused(data: bytes, led: bool) -> None:
    with pytest.raises(SealBroken):
        open_sealed(b"HANDEL\x01" + data if led else data, private=DESK.private, context=PLACE)


def test_swapped_slots_bodies_and_headers_are_refused() -> None:
    first = seal("first", recipients=[DESK.public, OVERSIGHT.public], context=PLACE)
    second = seal("second", recipients=[DESK.public, OVERSIGHT.public], context=PLACE)
    start, end = 8, 8 + 2 * SLOT
    body = end + 32 + 24
    swapped_slots = first[:start] + first[start + SLOT : end] + first[start : start + SLOT] + first[end:]
    for damaged in (
        swapped_slots,
        first[:body] + second[body:],
        first[:start] + second[start:end] + first[end:],
    ):
        with pytest.raises(SealBroken):
            open_sealed(damaged, private=DESK.private, context=PLACE)


@settings(deadline=None)
@given(text=texts)
def test_the_length_shows_only_the_bucket(text: str) -> None:
    envelope = seal(text, recipients=[DESK.public], context=PLACE)
    body = len(envelope) - HEADER - SLOT - TAG
    needed = len(text.encode()) + 4
    assert body == min(bucket for bucket in BUCKETS if bucket >= needed)


@pytest.mark.parametrize(("length", "bucket"), [(252, 256), (253, 1024), (65_532, 65_536), (65_533, 131_072)])
def test_edges_of_the_buckets(length: int, bucket: int) -> None:
    envelope = seal("x" * length, recipients=[DESK.public], context=PLACE)
    assert len(envelope) - HEADER - SLOT - TAG == bucket
    assert open_sealed(envelope, private=DESK.private, context=PLACE) == "x" * length


def test_two_seals_of_one_text_share_nothing() -> None:
    first, second = (seal("same", recipients=[DESK.public], context=PLACE) for _ in range(2))
    assert first[16:] != second[16:]
    assert first[-256:] != second[-256:]


def test_the_envelope_names_its_recipients() -> None:
    envelope = seal("a name", recipients=[OVERSIGHT.public, DESK.public], context=PLACE)
    assert recipient_ids(envelope) == [key_id(OVERSIGHT.public), key_id(DESK.public)]


def test_bytes_that_are_not_text_are_refused_as_text_without_showing_them() -> None:
    envelope = seal(b"\xff\xfe", recipients=[DESK.public], context=PLACE)
    with pytest.raises(SealBroken, match="not text") as refusal:
        open_sealed(envelope, private=DESK.private, context=PLACE)
    assert refusal.value.__cause__ is None
    assert refusal.value.__suppress_context__


@pytest.mark.parametrize("recipients", [[], [DESK.public, DESK.public], [DESK.public] * 256])
def test_recipients_are_one_to_many_and_each_once(recipients: list) -> None:
    with pytest.raises(ValueError):
        seal("a name", recipients=recipients, context=PLACE)


def test_a_text_too_long_is_refused_rather_than_cut() -> None:
    with pytest.raises(ValueError, match="at most"):
        seal("x" * (MAXIMUM_BYTES + 1), recipients=[DESK.public], context=PLACE)

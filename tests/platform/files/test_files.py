import io
import os
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from handel.engines.sealing import BadKeyFile
from handel.platform.accounts.models import Unit, User
from handel.platform.files import keys, photographs, service
from handel.platform.files.models import StoredFile
from handel.rules import Refused

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
PLAIN = b"%PDF-1.7 a name that must not be found on the disk " * 40


@pytest.fixture(autouse=True)
def kept_apart(settings, tmp_path):
    settings.FILES_ROOT, settings.KEYS_ROOT = tmp_path / "files", tmp_path / "keys"


@pytest.fixture
def officer(db):
    unit = Unit.objects.get_or_create(name="Borough")[0]
    return User.objects.create(username="jo", full_name="Jo Baker", number="1", unit=unit)


@pytest.fixture
def store(officer):
    def make(content=PLAIN, name="note.txt"):
        return service.store(content, name=name, belongs_to="EX-7K3M9Q", by=officer, at=NOW)

    return make


def on_disk(settings):
    return [path for root in (settings.FILES_ROOT, settings.KEYS_ROOT) for path in root.rglob("*") if path.is_file()]


def test_what_is_stored_comes_back_and_lies_sealed(store, settings):
    file = store()
    assert service.read(StoredFile.objects.get()) == PLAIN
    assert (file.size, file.belongs_to, file.media_type) == (len(PLAIN), "EX-7K3M9Q", "application/pdf")
    for path in on_disk(settings):
        assert b"a name that must not" not in path.read_bytes()
        if path.suffix != ".pub":
            assert path.stat().st_mode & 0o077 == 0
    assert [path.name for path in settings.FILES_ROOT.iterdir()] == [file.reference]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=st.sampled_from([1, 251, 252, 253, service.CHUNK - 1, service.CHUNK, service.CHUNK + 1, 2 * service.CHUNK]))
def test_any_size_comes_back(size, store):
    content = os.urandom(size)
    assert service.read(store(content)) == content


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_changed_or_cut_file_is_not_shown(data, store, settings):
    file = store(b"short note")
    path = settings.FILES_ROOT / file.reference
    sealed = path.read_bytes()
    where = data.draw(st.integers(0, len(sealed) - 1))
    changed = data.draw(
        st.sampled_from(
            [sealed[:where], sealed[:where] + bytes([sealed[where] ^ 1]) + sealed[where + 1 :], sealed + sealed]
        )
    )
    path.write_bytes(changed)
    with pytest.raises(service.FileBroken):
        service.read(file)


def test_parts_do_not_change_places_and_none_is_missing(store, settings):
    file = store(b"a" * service.CHUNK + b"b" * 5)
    path = settings.FILES_ROOT / file.reference
    sealed = path.read_bytes()
    first = 4 + int.from_bytes(sealed[:4], "big")
    for changed in (sealed[:first], sealed[first:] + sealed[:first], sealed[first:]):
        path.write_bytes(changed)
        with pytest.raises(service.FileBroken):
            service.read(file)


def test_one_file_is_not_read_in_place_of_another(store, settings):
    first, second = store(b"first"), store(b"second")
    (settings.FILES_ROOT / second.reference).write_bytes((settings.FILES_ROOT / first.reference).read_bytes())
    with pytest.raises(service.FileBroken):
        service.read(second)
    (settings.FILES_ROOT / first.reference).unlink()
    with pytest.raises(service.FileBroken):
        service.read(first)


def test_too_much_and_nothing_are_refused_and_leave_nothing(store, settings):
    for content in (b"", bytes(service.MAXIMUM + 1)):
        with pytest.raises(Refused):
            store(content)
    assert not StoredFile.objects.exists() and not settings.FILES_ROOT.exists()


def test_the_type_is_of_the_content_and_the_name_no_path(store):
    file = store(name="../../etc/invoice.pdf", content=picture())
    assert (file.media_type, file.name) == ("image/jpeg", "invoice.pdf")


def test_a_write_that_fails_leaves_neither_row_nor_scratch(store, settings, monkeypatch):
    store(b"first")

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store(b"second")
    assert StoredFile.objects.count() == len(list(settings.FILES_ROOT.iterdir())) == 1


def test_a_lost_key_is_not_replaced_by_one_that_opens_nothing(store, settings):
    store()
    for name in (keys.PRIVATE, keys.PUBLIC):
        (settings.KEYS_ROOT / name).unlink()
    with pytest.raises(BadKeyFile):
        store()
    assert not (settings.KEYS_ROOT / keys.PRIVATE).exists()


def test_what_is_known_of_a_file_does_not_change(store):
    store()
    for change in ("UPDATE files_storedfile SET size = 1", "DELETE FROM files_storedfile"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_a_file_is_handed_out_to_be_saved():
    answer = service.attachment(b"x", media_type="image/jpeg", name="EX-1.jpg")
    assert answer["Content-Disposition"] == 'attachment; filename="EX-1.jpg"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def picture(kind="JPEG", size=(40, 30), **saved):
    content = io.BytesIO()
    Image.new("RGB", size, "white").save(content, kind, **saved)
    return content.getvalue()


def test_the_shown_copy_holds_pixels_and_nothing_else():
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "Secret place", 6  # description; turned by a quarter
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "Secret owner")
    for original in (
        picture(exif=exif, comment=b"Secret comment", icc_profile=b"Secret profile"),
        picture("PNG", exif=exif, pnginfo=text),
    ):
        photographs.check(original)
        shown = photographs.shown(original)
        assert b"Secret" in original and b"Secret" not in shown
        copy = Image.open(io.BytesIO(shown))
        assert (copy.format, copy.size, dict(copy.getexif())) == ("JPEG", (30, 40), {})


def test_a_large_photograph_is_shown_smaller():
    assert Image.open(io.BytesIO(photographs.shown(picture(size=(4000, 3000))))).size == (1600, 1200)


@pytest.mark.parametrize("size", [(8000, 8000), (20_000, 20_000)])
def test_a_pixel_bomb_is_refused_before_it_unfolds(size):
    small = io.BytesIO()
    Image.new("1", size).save(small, "PNG")
    assert len(small.getvalue()) < 200_000
    with pytest.raises(Refused, match="million pixels"):
        photographs.check(small.getvalue())


@pytest.mark.parametrize("content", [b"", b"text", picture()[:300], picture("PNG")[:-30], picture("GIF")])
def test_what_is_no_whole_photograph_is_refused(content):
    with pytest.raises(Refused):
        photographs.check(content)


def test_an_upload_stays_in_memory_however_large(settings, tmp_path, monkeypatch):
    settings.FILE_UPLOAD_HANDLERS = ["handel.platform.files.uploads.InMemory"]
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "no-such-folder"  # a temporary file would fail
    content = os.urandom(3 * 1024 * 1024)
    upload = RequestFactory().post("/", {"file": SimpleUploadedFile("a.jpg", content)}).FILES["file"]
    assert upload.read() == content
    monkeypatch.setattr("handel.platform.files.uploads.MAXIMUM", 1000)
    upload = RequestFactory().post("/", {"file": SimpleUploadedFile("a.jpg", content), "caption": "kept"}).FILES["file"]
    assert (upload.size, upload.read()) == (len(content), b"")

"""Documents: what people typed comes back as they typed it, tagged, the same bytes for the same facts."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from handel.platform.documents import render
from handel.platform.documents.characters import SHOWN, showable

AT = datetime(2026, 7, 20, 9, 5, tzinfo=UTC)
TEMPLATE = """
#import "/platform/documents/handel.typ": data, facts, house, prose
#show: house
= Grounds
#prose(data.text)
#facts((("Said", data.text),))
#table(columns: 2, table.header[Day][Count], data.text, [1])
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("documents") / "example.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def made(template: Path, text: str, *, at: datetime = AT, title: str = "An example") -> bytes:
    data = {
        "text": text,
        "reference": "W-7K3M9Q",
        "marking": "OFFICIAL-SENSITIVE",
        "printed_by": "PS Ann Example",
    }
    return render(template, data, at=at, title=title)


def words(pdf: bytes) -> str:
    """The text of a PDF, by each font's own table from codes to characters (ToUnicode)."""
    said = []
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            tables = {str(name): _to_unicode(font) for name, font in page.Resources.Font.items()}
            table: dict[int, str] = {}
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    table = tables[str(operands[0])]
                elif str(operator) in {"Tj", "TJ"}:
                    parts = operands[0] if str(operator) == "TJ" else [operands[0]]
                    for part in parts:
                        if isinstance(part, pikepdf.String):
                            codes = bytes(part)
                            pairs = (codes[at : at + 2] for at in range(0, len(codes), 2))
                            said += [table.get(int.from_bytes(pair, "big"), "") for pair in pairs]
    return "".join(said)


def _to_unicode(font: pikepdf.Object) -> dict[int, str]:
    table: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(font.ToUnicode):
        if str(operator) == "endbfchar":
            for code, character in zip(operands[::2], operands[1::2], strict=True):
                table[int.from_bytes(bytes(code), "big")] = bytes(character).decode("utf-16-be")
    return table


MARKUP = '#read("/etc/passwd") $x^2$ *bold* _thin_ = heading #import "x" \\ `raw` <label> @cite [x] // gone'


def test_what_people_type_is_never_markup(template):
    text = words(made(template, MARKUP))
    assert text.replace(" ", "").count(MARKUP.replace(" ", "")) == 3


def test_a_title_is_never_markup(template):
    pdf = made(template, "x", title='#read("/etc/passwd") *x*')
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.docinfo.Title) == '#read("/etc/passwd") *x*'


def test_a_template_reads_nothing_outside_the_package(tmp_path):
    path = tmp_path / "thief.typ"
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    for asked in (str(secret), f"{'../' * 12}{secret}", "/etc/passwd"):
        path.write_text(f'#read("{asked}")')
        with pytest.raises(typst.TypstError):
            render(path, {}, at=AT, title="x")


def test_the_same_facts_are_the_same_bytes(template):
    assert made(template, "x") == made(template, "x")
    assert made(template, "x") != made(template, "x", at=AT.replace(minute=6))


def test_it_is_tagged_for_screen_readers(template):
    with pikepdf.open(BytesIO(made(template, "x"))) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "en-GB"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "An example"
        tags = {str(each.S) for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each}
    assert {"/H1", "/P", "/L", "/Table", "/TH"} <= tags


def test_every_page_carries_its_marking_and_who_printed_it(template):
    pdf = made(template, "A line that goes on. " * 1500)
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = len(document.pages)
    text = words(pdf).replace(" ", "")
    assert pages >= 3
    assert text.count("OFFICIAL-SENSITIVE") == 2 * pages + 1
    assert text.count("PrintedbyPSAnnExample,20July2026at10:05amBST") == pages
    assert f"Page{pages}of{pages}" in text


def test_a_time_without_a_zone_is_refused(template):
    with pytest.raises(ValueError, match="time zone"):
        made(template, "x", at=datetime(2026, 7, 20, 9, 5))  # noqa: DTZ001


def test_all_that_is_called_showable_has_a_glyph(template):
    """In text, bold and table alike: PDF/UA would refuse a character without one."""
    characters = [chr(code) for first, last in SHOWN for code in range(first, last + 1)]
    kept = [character for character in characters if not showable(character).startswith("[U+")]
    assert len(kept) > 1900
    made(template, " ".join(kept))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("汉😀", "[U+6C49][U+1F600]"),
        ("Zoe\u0308", "Zoë"),
        ("a\u202eb\u200bc\x00d\ud800", "abcd"),
        ("a\r\nb\u2028c\vd", "a\nb\nc\nd"),
        ("\u0378", "[U+0378]"),
        ("Łukasz Đorđević Żółć Ψυχή Žižek Лёва", "Łukasz Đorđević Żółć Ψυχή Žižek Лёва"),
    ],
)
def test_what_has_no_glyph_is_told(typed, shown):
    assert showable(typed) == shown


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=200))
def test_no_text_breaks_a_document(template, text):
    assert made(template, text).startswith(b"%PDF-")

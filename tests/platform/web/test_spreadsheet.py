import csv
import io
from datetime import UTC, date, datetime

from hypothesis import example, given
from hypothesis import strategies as st

from handel.platform.web.spreadsheet import FORMULA, cell, csv_file


@given(st.text())
@example("=1+1")
@example(" \t@SUM(A1)")
@example("－2")
@example("'=1")
def test_no_text_is_taken_for_a_formula_and_none_is_lost(text):
    written = cell(text)
    assert not written.startswith(FORMULA)
    assert not written.lstrip().startswith(FORMULA)
    assert written.removeprefix("'") == text or written == text


def test_numbers_stay_numbers_and_times_are_londons():
    assert cell(-5) == -5
    assert cell(None) == ""
    assert cell(date(2015, 9, 22)) == "2015-09-22"
    assert cell(datetime(2015, 9, 22, 4, 40, tzinfo=UTC)) == "2015-09-22T05:40:00+01:00"


def test_the_file_reads_back():
    answer = csv_file("warrants", ["Warrant", "Note"], [["W-7K3M9Q", 'says "£5",\nthen more']])
    assert answer["Content-Disposition"] == 'attachment; filename="warrants.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert rows == [["Warrant", "Note"], ["W-7K3M9Q", 'says "£5",\nthen more']]

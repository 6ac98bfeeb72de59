"""CSV that no spreadsheet runs."""

import csv
import io

import pytest

from monitor.answers.csv_text import csv_rows


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe_in_front(text: str) -> None:
    ((cell,),) = csv.reader(io.StringIO(csv_rows([[text]]).decode(), newline=""))
    assert cell == f"'{text}"


def test_other_cells_stay_as_they_are() -> None:
    row = ["a=b", "Law, part 2", 'said "no"', -3, 2.5, True, False, None, ["media", "law"], "two\nlines"]
    assert csv_rows([row]) == (b'a=b,"Law, part 2","said ""no""",-3,2.5,true,false,,media law,"two\nlines"\r\n')


def test_a_list_that_begins_like_a_formula_is_text_as_well() -> None:
    assert csv_rows([[["=a", "b"]]]) == b"'=a b\r\n"


def test_each_row_ends_as_the_standard_says() -> None:
    assert csv_rows([["a"], ["b"]]) == b"a\r\nb\r\n"

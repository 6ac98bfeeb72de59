"""References as reference managers and LaTeX read them."""

from monitor.takeaway.bibtex import bibtex
from monitor.takeaway.reference import Issued
from monitor.takeaway.ris import ris
from tests.spec.monitor.takeaway.references import reference, view


def test_a_document_is_a_report_whose_author_is_one_body() -> None:
    assert bibtex([reference()]) == (
        "@techreport{brief,\n"
        "  author = {{A \\& B \\textbraceleft{}Ltd\\textbraceright{}}},\n"
        "  title = {{A brief}},\n"
        "  institution = {A \\& B \\textbraceleft{}Ltd\\textbraceright{}},\n"
        "  year = {2009},\n"
        "  date = {2009-11-19},\n"
        "  url = {https://example.org/a_b?c=%7Bd%7D},\n"
        "  note = {100\\% of it},\n"
        "  langid = {en},\n"
        "}\n"
    )


def test_what_has_no_year_is_no_report_since_that_needs_one() -> None:
    written = bibtex([reference(issued=None)])
    assert written.startswith("@misc{brief,\n")
    assert "year" not in written
    assert "date = {2009}" not in bibtex([reference(issued=Issued(2009))])


def test_a_page_of_ours_says_at_which_moment_it_was_looked_at() -> None:
    assert "  urldate = {2026-11-22},\n" in bibtex([view()])
    assert ris([view(issued=Issued(2026, 11))]) == (
        "TY  - ELEC\r\nID  - brief\r\nAU  - Reform Monitor\r\nTI  - A brief\r\nPB  - Reform Monitor\r\nPY  - 2026\r\n"
        "DA  - 2026/11//\r\nLA  - en\r\nUR  - https://example.org/a_b?c={d}\r\nY2  - 2026/11/22/\r\n"
        "N1  - 100% of it\r\nER  - \r\n\r\n"
    )


def test_a_line_feed_begins_no_field_of_ris() -> None:
    assert "\r\nTI  - A\r\n" not in ris([reference(title="x\r\nTI  - A\r\nER  - ")])


def test_a_comma_parts_no_name_of_a_body() -> None:
    assert "AU  - Ministry Sport and Youth\r\n" in ris([reference(author="Ministry, Sport and Youth")])

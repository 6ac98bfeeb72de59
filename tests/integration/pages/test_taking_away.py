"""What is taken away from a page: which addresses, under which names, saying what."""

import io
import re
import zipfile

import docx
import pytest
import rispy
from httpx2 import Response

from tests.builders import LAW, PLEDGE
from tests.integration.api.served import Api
from tests.integration.pages.record import GRADED, HOSTILE, QUIET, SIGNED, page

SELECTIONS = (
    f"/commitments/{PLEDGE}",
    f"/commitments/{QUIET}",
    f"/measures/{LAW}",
    f"/events/{SIGNED}",
    f"/events/{GRADED}",
    "/board",
    "/compare",
    "/events",
    "/search",
)
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
HERE = "http://127.0.0.1:8000"


def taken(api: Api, path: str, form: str, **headers: str) -> Response:
    asked = {"/compare": "?from=2008-01-01&to=2010-01-01", "/search": "?q=media"}.get(path, "?known_at=11")
    response = api.get(f"{path}.{form}{asked}", **headers)
    assert response.status_code == (304 if headers else 200), response.text
    return response


@pytest.mark.parametrize("form", MEDIA_TYPES)
@pytest.mark.parametrize("path", SELECTIONS)
def test_a_selection_is_a_file_of_its_form_and_the_same_view_has_the_same_bytes(
    read: Api, path: str, form: str
) -> None:
    response = taken(read, path, form)
    assert response.headers["content-type"] == MEDIA_TYPES[form]
    assert re.fullmatch(rf'attachment; filename="[a-z0-9-]+\.{form}"', response.headers["content-disposition"])
    assert response.headers["cache-control"] == "no-cache"
    again = taken(read, path, form)
    assert again.content == response.content
    assert taken(read, path, form, If_None_Match=response.headers["etag"]).status_code == 304


@pytest.mark.parametrize("path", SELECTIONS)
def test_a_document_says_its_view_its_link_and_what_it_does_not_claim(read: Api, path: str) -> None:
    text = taken(read, path, "md").text
    head, _, rest = text.partition("\n## ")
    assert "as known to this record at position 11" in head
    (permanent,) = re.findall(r"Permanent link of this view: <([^>]+)>", head)
    assert read.get(permanent.removeprefix(HERE)).status_code == 200
    assert "It makes no finding of its own." in rest
    found = docx.Document(io.BytesIO(taken(read, path, "docx").content))
    assert permanent in found.sections[0].header.paragraphs[0].text
    assert any("It makes no finding of its own." in one.text for one in found.paragraphs)
    called, noted = re.findall(r"\[\^(\d+)\](?!:)", text), re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    assert sorted(called, key=int) == noted == [str(number) for number in range(1, len(noted) + 1)]


def test_a_footnote_names_who_spoke_the_document_its_dates_and_the_event_for_ever(read: Api) -> None:
    text = taken(read, f"/commitments/{PLEDGE}", "md").text
    identity = read.read(f"/v1/events/{GRADED}")["id"]
    first = next(line for line in text.splitlines() if line.startswith("[^1]: "))
    assert ": The review, 19 November 2009. *" in first
    assert "odihr (OSCE), undated, in English" in first
    assert f"On record as event {GRADED}: <{HERE}/events/{identity}?known_at=11>" in first
    # The signature was corrected: what it says now is what is cited.
    assert "Signed on the seventh, 7 February 2009 (corrected)" in text
    assert "Signed on the sixth" not in text.partition("## Events on record")[0]


@pytest.mark.parametrize("form", ["md", "bib", "ris", "csv"])
def test_what_people_wrote_is_text_in_every_form(read: Api, form: str) -> None:
    for path in (f"/commitments/{PLEDGE}", f"/commitments/{QUIET}", "/board", "/events"):
        text = taken(read, path, form).text
        if form == "md":
            assert "<script" not in text.replace("\\<script", "")
            assert "](javascript" not in text
        if form == "bib":
            assert text.count("{") == text.count("}")
    inside = zipfile.ZipFile(io.BytesIO(taken(read, f"/commitments/{QUIET}", "docx").content))
    assert b"<script>" not in inside.read("word/document.xml")
    found = docx.Document(io.BytesIO(taken(read, f"/commitments/{QUIET}", "docx").content))
    assert found.paragraphs[0].text == HOSTILE


def test_references_are_the_view_and_the_documents_it_rests_on(read: Api) -> None:
    own, *documents = rispy.loads(taken(read, f"/commitments/{PLEDGE}", "ris").text)
    assert own["title"] == "Reform the media law"
    assert own["urls"] == [f"{HERE}/commitments/{PLEDGE}?as_of=2021-03-04&known_at=11&rules=default%2F1"]
    assert own["access_date"] == "2021/03/04/"
    assert HOSTILE in [one["title"] for one in documents]
    assert len({one["title"] + one["publisher"] for one in documents}) == len(documents)


def test_a_table_begins_with_the_line_of_its_view(read: Api) -> None:
    asked = "jurisdiction=KZ&status=partially-implemented&as_of=2010-01-01"
    lines = read.get(f"/board.csv?{asked}").text.splitlines()
    assert lines[0] == f"# view: {HERE}/board?{asked}&known_at=11&rules=default%2F1"
    assert lines[1].startswith("id,title,kind,")
    assert [line.split(",")[0] for line in lines[2:]] == [PLEDGE]
    assert lines[2].endswith("2010-01-01,11")


def test_a_cell_that_a_spreadsheet_would_run_is_quoted(read: Api) -> None:
    lines = read.get("/search.csv?q=%3D1%2B1").text.splitlines()
    assert lines[0].startswith(f"# view: {HERE}/search?q=%3D1%2B1&")


def test_figures_and_events_are_tables_of_their_view(read: Api) -> None:
    figures = read.get("/figures.csv?of=kz-media-law").text.splitlines()
    assert figures[0].startswith(f"# view: {HERE}/v1/figures?of=kz-media-law&as_of=2021-03-04&known_at=11")
    assert figures[1].startswith("indicator,unit,of,")
    events = read.get("/events.csv?type=legislative-action&utm_source=mail").text.splitlines()
    assert events[0] == f"# view: {HERE}/v1/events?type=legislative-action&known_at=11"
    assert [line.split(",")[0] for line in events[2:]] == ["5", "6"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/commitments/kz-nothing.docx", 404),
        (f"/commitments/{PLEDGE}.libel", 404),
        (f"/commitments/{PLEDGE}.libel.docx", 404),
        (f"/commitments/{PLEDGE}.pdf", 404),
        (f"/commitments/{PLEDGE}.docx?as_of=someday", 422),
        ("/compare.docx", 422),
        ("/events/999.bib", 404),
        ("/board.csv?status=none", 422),
        ("/commitments/%00.md", 404),
    ],
)
def test_what_cannot_be_taken_away_is_refused(read: Api, path: str, status: int) -> None:
    assert read.get(path).status_code == status


@pytest.mark.parametrize("path", SELECTIONS[:7])
def test_a_page_leads_to_all_its_forms_and_says_how_it_is_cited(read: Api, path: str) -> None:
    asked = "?from=2008-01-01&to=2010-01-01" if path == "/compare" else "?as_of=2010-01-01&known_at=10"
    shown = page(read, f"{path}{asked}")
    forms = [url for url in shown.links if re.search(r"(?<!history|ccounts)\.(docx|md|bib|ris|csv)\?", url)]
    assert [url.partition("?")[0].rpartition(".")[2] for url in forms] == list(MEDIA_TYPES)
    for url in forms:
        assert read.get(url).status_code == 200
        assert "known_at=1" in url
    assert "Permanent link" in shown.words
    assert "Short link" in shown.words

from pathlib import Path
from typing import Any

import pytest

from events.codec import decode_draft
from monitor.dossiers.csv_import import load_csv
from monitor.dossiers.event_ids import event_id
from monitor.dossiers.form import day
from monitor.dossiers.problems import DossierInvalid
from tests.spec.monitor.dossiers.small_dossiers import A_KIND, AN_ID

MAPPING = """\
append: Recommendations of the second cycle
dossier: kz-upr-2014
compiled: 2026-11-21
documents:
  report: {title: Report of the Working Group, publisher: un-hrc, account: international, language: en, published: 2014}
document: report
key: "upr-{No}"
templates: {data.commitment.id: "kz-upr-{No:slug}"}
constants:
  occurred: 2014-10-30
  jurisdiction: KZ
  language: en
  account: international
  data.commitment.kind: recommendation
  data.commitment.origin: recommendation
  data.commitment.duty_bearers: [kz-government]
columns:
  Recommendation: [title, data.commitment.title]
  Paragraph: sources.0.locator
  Themes: topics
split: {Themes: ";"}
ignore: [State]
response:
  key: "upr-{No}-response"
  templates: {title: "The answer to {No}", data.commitment: "kz-upr-{No:slug}"}
  constants: {occurred: 2015-03-19, jurisdiction: KZ, language: en, account: government, data.by: kz-government}
  columns: {Answer: data.response}
  values: {Answer: {Supported: accepted, Noted: noted}}
"""

HEADER = "No,State,Recommendation,Themes,Paragraph,Answer\n"
ROW = '125.1,Chile,"Ratify, soon, the\nprotocol",rights; courts,12,Supported\n'


def imported(folder: Path, table: str | bytes, mapping: str = MAPPING) -> tuple[dict[str, Any], ...]:
    (folder / "mapping.yaml").write_text(mapping, encoding="utf-8")
    (folder / "table.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
    return load_csv(folder / "table.csv", folder / "mapping.yaml").events


def told(folder: Path, table: str | bytes, mapping: str = MAPPING) -> list[str]:
    with pytest.raises(DossierInvalid) as refused:
        imported(folder, table, mapping)
    return [str(problem) for problem in refused.value.problems]


def test_a_row_becomes_a_recommendation_and_its_response(tmp_path: Path) -> None:
    made, response = imported(tmp_path, HEADER + ROW)
    assert made["type"] == "commitment-made.v1"
    assert made["title"] == "Ratify, soon, the protocol"
    assert made["topics"] == ["rights", "courts"]
    assert made["external_id"] == {"scheme": "kz-upr-2014", "value": "upr-125.1"}
    assert made["id"] == event_id("kz-upr-2014", "upr-125.1", day("2026-11-21"))
    assert made["data"]["commitment"] == {
        "id": "kz-upr-125-1",
        "title": "Ratify, soon, the protocol",
        "kind": "recommendation",
        "origin": "recommendation",
        "duty_bearers": ["kz-government"],
    }
    (source,) = made["sources"]
    assert (source["title"], source["locator"], source["published"]) == ("Report of the Working Group", "12", "2014")
    assert response["type"] == "recommendation-response.v1"
    assert response["title"] == "The answer to 125.1"
    assert response["data"] == {"commitment": "kz-upr-125-1", "by": "kz-government", "response": "accepted"}
    for event in (made, response):
        decode_draft(event)


def test_a_row_without_an_answer_gives_no_response_and_an_empty_row_nothing(tmp_path: Path) -> None:
    events = imported(tmp_path, HEADER + "125.1,Chile,Ratify it,,12,\n,,,,,\n\n125.2,Peru,Abolish it,,13,Noted\n")
    assert [event["external_id"]["value"] for event in events] == ["upr-125.1", "upr-125.2", "upr-125.2-response"]
    assert "topics" not in events[0]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_a_byte_order_mark_and_the_kind_of_line_break_change_nothing(
    tmp_path: Path, mark: bytes, line_break: str
) -> None:
    table = mark + (HEADER + ROW).replace("\n", line_break).encode()
    assert imported(tmp_path, table) == imported(tmp_path, HEADER + ROW)


def test_a_simple_event_is_a_row_with_numbers_read_as_its_fields_want_them(tmp_path: Path) -> None:
    mapping = """\
append: Registrations
dossier: kz-registrations
compiled: 2026-11-21
documents: {list: {title: Register, publisher: kz-justice, account: government, language: en}}
document: list
delimiter: ";"
type: practice-recorded
key: "{Day}"
constants: {jurisdiction: KZ, language: en, account: government, title: Branches registered, data: {kind: registration}}
columns: {Day: occurred, Number: data.count, Order: order}
"""
    (event,) = imported(tmp_path, "Day;Number;Order\n2009;12;2\n", mapping)
    assert event["occurred"] == "2009"
    assert event["data"] == {"kind": "registration", "count": 12}
    assert event["order"] == 2


def test_a_constant_holds_where_the_cell_is_empty(tmp_path: Path) -> None:
    mapping = MAPPING.replace("ignore: [State]", "ignore: []").replace("columns:\n", "columns:\n  State: account\n", 1)
    row = "125.{n},{state},Ratify it,,12,\n"
    first, second = imported(tmp_path, HEADER + row.format(n=1, state="academic") + row.format(n=2, state=""), mapping)
    assert (first["account"], second["account"]) == ("academic", "international")


def test_a_wrong_cell_is_told_by_line_and_name_of_its_column(tmp_path: Path) -> None:
    bad = "125.1,Peru,Abolish it,Prison Reform;b,13,Suported\n"
    assert told(tmp_path, HEADER + ROW.replace("125.1", "125.9") + bad) == [
        f"table.csv:4:4: Themes: 'Prison Reform' is not {AN_ID}",
        "table.csv:4:6: Answer: 'Suported' is not among the values of this column; did you mean 'Supported'?",
    ]


def test_a_key_that_two_rows_share_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, HEADER + "1,,A,,,\n1,,B,,,\n") == [
        "table.csv:3:1: No: the key 'upr-1' is taken: table.csv, line 2"
    ]


def test_a_row_that_cannot_fill_its_key_is_told(tmp_path: Path) -> None:
    assert "table.csv:2:1: key: the key 'upr-{No}' needs a cell that is empty here" in told(
        tmp_path, HEADER + ",Chile,Ratify it,,12,\n"
    )


def test_columns_that_do_not_fit_are_told_on_both_sides(tmp_path: Path) -> None:
    table = (HEADER + ROW).replace("Answer", "Answr")
    assert told(tmp_path, table) == [
        "mapping.yaml:27:13: the table has no column 'Answer'; did you mean 'Answr'?",
        "table.csv:1:6: Answr: the column 'Answr' is mapped to nothing; list it under ignore if that is meant",
    ]


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        (HEADER + "1,2,3\n", "table.csv:2:1: the row has 3 cells, the header 6"),
        (HEADER.replace("State", "No") + ROW, "table.csv:1:2: No: the column 'No' stands twice"),
        (HEADER.replace("State", "") + ROW, "table.csv:1:2: column 2 has no name"),
        (HEADER + '1,Chile,"Ratify', "table.csv:2:1: not CSV: unexpected end of data"),
        ("", "table.csv:1:1: the file has no header"),
        (HEADER.encode() + b"1,Per\xfa,A,,,\n", "table.csv:2:6: not UTF-8: byte 0xFA; save the file as UTF-8"),
        (
            HEADER + "1,Chile,A\u202eB,,,\n",
            "table.csv:2:3: Recommendation: the text holds a bidirectional control (U+202E)",
        ),
    ],
)
def test_a_table_that_is_no_table_is_told_by_line(tmp_path: Path, table: str | bytes, fault: str) -> None:
    assert fault in told(tmp_path, table)


def test_a_fault_of_the_mapping_is_told_in_the_mapping(tmp_path: Path) -> None:
    mapping = MAPPING.replace("ignore:", "ignored:").replace("data.commitment.kind:", "data/kind:")
    assert [line.split(": ", 1)[0] for line in told(tmp_path, HEADER + ROW, mapping)] == [
        "mapping.yaml:14:3",
        "mapping.yaml:22:1",
    ]
    (problem,) = told(tmp_path, HEADER + ROW, MAPPING.replace("kind: recommendation", "kind: recommendatio"))
    assert problem.startswith(f"mapping.yaml:14:25: events.0.data.commitment.kind: 'recommendatio' is not {A_KIND}")

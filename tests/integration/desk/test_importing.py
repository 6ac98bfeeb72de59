"""Importing a file at the desk: checked line by line, kept as a draft, appended, undone."""

import re
from typing import Any

import orjson
import pytest
from httpx2 import Response

from tests.builders import described, milestone
from tests.integration.api.served import Api
from tests.integration.desk.visited import OWN, Desk
from tests.integration.desk.written import at_desk, decide
from tests.integration.private_pages.mailed import Page

DOSSIER = """\
append: Two elections
dossier: elections
compiled: 2021-03-01
documents:
  report: {title: A report, publisher: a-journal, account: media, language: en}
defaults: {jurisdiction: KZ, language: en, account: government}
events:
  - key: first
    type: milestone
    title: An election
    occurred: 2019-06-09
    sources: [{document: report}]
    data: {name: Presidential election, kind: election}
"""
TABLE = "Key,Name,Day\none,An election,2019-06-09\ntwo,Another,2020-13-40\n"
MAPPING = """\
append: Elections
dossier: elections-table
compiled: 2021-03-01
key: "{Key:slug}"
type: milestone
columns: {Name: [title, data.name], Day: occurred}
constants:
  jurisdiction: KZ
  language: en
  account: government
  data.kind: election
  sources: [{title: A table, publisher: a-journal, account: media, language: en}]
ignore: [Key]
"""


@pytest.fixture
def aigul(api: Api) -> Desk:
    """Somebody at the desk of a record with one pledge."""
    api.with_pledge()
    return at_desk(api, "Aigul")


def lines(*events: object) -> bytes:
    return b"\n".join(orjson.dumps(one) for one in events)


def send(desk: Desk, name: str, content: bytes | str, do: str = "check", mapping: str = "", **fields: str) -> Response:
    files: Any = {"file": (name, content), **({"mapping": ("mapping.yaml", mapping)} if mapping else {})}
    return desk.client.post("/desk/import", data={"do": do, **fields}, files=files, headers=OWN)


def faults(response: Response) -> list[tuple[str, ...]]:
    """The table of what is wrong: file, line, field, words."""
    assert response.status_code == 422, response.text
    texts = [
        " ".join(re.sub(r"<[^>]*>", "", cell).split()) for cell in re.findall(r"<td[^>]*>(.*?)</td>", response.text)
    ]
    return [tuple(texts[n : n + 4]) for n in range(0, len(texts), 4)]


def test_what_is_in_order_is_checked_and_nothing_is_stored(aigul: Desk) -> None:
    response = send(aigul, "two.ndjson", lines(milestone("2019"), milestone("2020")))
    assert "2 events are in order" in Page(response).words
    assert aigul.api.service.log.head().position == 3
    assert aigul.api.service.drafting.live() == []


def test_every_bad_line_is_named_with_its_field(aigul: Desk) -> None:
    bad = {**milestone("2019-13"), "account": "nobody"}
    content = b"\n".join([lines(milestone("2019"), bad), b"{not json", lines(milestone("2020"))])
    found = faults(send(aigul, "bad.ndjson", content))
    assert [(file, line, field) for file, line, field, _ in found] == [
        ("bad.ndjson", "2", "/occurred"),
        ("bad.ndjson", "2", "/account"),
        ("bad.ndjson", "3", "–"),
    ]


def test_a_file_of_no_kind_that_is_known_and_none_at_all_are_refused(aigul: Desk) -> None:
    assert "A file of events ends in" in faults(send(aigul, "x.docx", b"PK"))[0][3]
    assert "needs a mapping" in faults(send(aigul, "x.csv", TABLE))[0][3]
    assert "Choose the file" in faults(send(aigul, "", b""))[0][3]
    assert faults(send(aigul, "x.json", b"{}"))[0][3] == "a batch is a JSON array of events"


def test_a_file_is_kept_appended_and_undone(aigul: Desk) -> None:
    kept = send(aigul, "two.json", orjson.dumps([described("a-league"), milestone("2020")]), "keep", silent="yes")
    path = str(kept.headers["location"]).partition("?")[0]
    assert "Nobody is told." in aigul.page(path).words
    done = decide(aigul, path, "append")
    assert done.headers["location"] == "/desk/appends/2?done=appended"
    assert aigul.api.service.log.head().position == 5
    assert "Retract the whole append" in aigul.page("/desk/appends/2").words


def test_a_dossier_file_is_read_as_on_the_command_line_and_imported_once(aigul: Desk) -> None:
    paths = []
    for _ in range(2):
        kept = send(aigul, "elections.yaml", DOSSIER, "keep")
        paths.append(str(kept.headers["location"]).partition("?")[0])
    seen = [aigul.page(path).values("value", "input") for path in paths]
    answers = [
        aigul.post(path, {"do": "append", "version": version, "shown": shown})
        for path, (version, shown, *_) in zip(paths, seen, strict=True)
    ]
    assert [one.headers["location"] for one in answers] == ["/desk/appends/2?done=appended"] * 2
    assert aigul.api.service.log.head().position == 4


def test_faults_of_a_dossier_and_of_a_table_are_told_by_their_line(aigul: Desk) -> None:
    wrong = DOSSIER.replace("2019-06-09", "2019-13")
    assert faults(send(aigul, "elections.yaml", wrong))[0][:3] == ("elections.yaml", "11", "events.0.occurred")
    found = faults(send(aigul, "table.csv", TABLE, mapping=MAPPING))
    assert [one[:3] for one in found] == [("table.csv", "3", "Day")]


def test_a_name_that_leaves_its_folder_is_refused(aigul: Desk) -> None:
    assert "A file is called by letters" in faults(send(aigul, "../x.yaml", DOSSIER))[0][3]


def test_what_is_larger_than_a_batch_may_be_is_refused(aigul: Desk) -> None:
    object.__setattr__(aigul.api.service.settings, "max_batch_bytes", 1000)
    assert send(aigul, "x.ndjson", b" " * 70_000).status_code == 413
    object.__setattr__(aigul.api.service.settings, "max_batch_events", 1)
    assert "at most 1 events" in faults(send(aigul, "x.ndjson", lines(milestone("2019"), milestone("2020"))))[0][3]

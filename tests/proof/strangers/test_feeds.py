"""Statement 34 for readers that run Node.js: feeds and calendar of the Kazakhstan dossier."""

import html
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from monitor.feeds.entries import MOST_ENTRIES
from monitor.import_plan import plan
from monitor.importing import put_on_record
from tests.builders import amended, stated
from tests.integration.api.served import START, Api, serve
from tests.proof.strangers.node import ask

ELECTION_LAW = "kz-election-law"

pytestmark = pytest.mark.proof


@pytest.fixture
def kazakhstan(sqlite_engine: Engine, tmp_path: Path) -> Api:
    """The dossier on record."""
    api = serve(sqlite_engine, tmp_path)
    for _ in put_on_record(api.service, plan("kazakhstan")):
        pass
    return api


def text(api: Api, path: str) -> str:
    response = api.get(path)
    assert response.status_code == 200, response.text
    return response.text


def pages(api: Api, path: str) -> list[Any]:
    """All items of a list, over its pages."""
    found, after = [], ""
    while True:
        page = api.read(f"{path}?limit=100{after}")
        found += page["items"]
        if page["next"] is None:
            return found
        after = f"&after={page['next']}"


def atom_entries(feed: Any) -> list[tuple[Any, ...]]:
    """Id, title, link, days and text of each entry of an Atom feed."""
    return [
        (
            one["id"],
            one["title"]["value"],
            [link["href"] for link in one["links"] if link["rel"] == "alternate"],
            (one["published"], one["updated"]),
            one["content"]["value"],
        )
        for one in feed["entries"]
    ]


def json_entries(feed: Any) -> list[tuple[Any, ...]]:
    """The same of a JSON Feed."""
    return [
        (one["id"], one["title"], [one["url"]], (one["date_published"], one["date_modified"]), one["content_html"])
        for one in feed["items"]
    ]


def deadlines(*calendars: str) -> list[dict[str, Any]]:
    """For each calendar its events by their UID."""
    return [{one["uid"]: one for one in events} for events in ask("calendars.mjs", calendars)]


def test_statement_34_the_feeds_of_events_have_the_newest_of_the_record(kazakhstan: Api) -> None:
    newest = sorted(pages(kazakhstan, "/v1/events"), key=lambda event: -event["position"])[:MOST_ENTRIES]
    atom, items = ask("feeds.mjs", [text(kazakhstan, f"/feeds/events.{form}") for form in ("atom", "json")])
    assert (atom["format"], items["format"]) == ("atom", "json")
    found = atom_entries(atom["feed"])
    assert json_entries(items["feed"]) == found
    assert [(name.rpartition("/")[2], title) for name, title, *_ in found] == [
        (event["id"], event["title"]) for event in newest
    ]
    for event, (_, _, links, dates, content) in zip(newest, found, strict=True):
        assert [kazakhstan.read(f"/v1{link.partition(':8000')[2]}")["id"] for link in links] == [event["id"]]
        assert dates == (event["recorded_at"], event["recorded_at"])
        shown = html.unescape(content)
        assert [source["title"] for source in event["sources"] if source["title"] not in shown] == []


def test_statement_34_the_feeds_of_changes_have_what_each_append_brought(kazakhstan: Api) -> None:
    kazakhstan.clock.at += timedelta(hours=1)
    kazakhstan.append(stated("2009-01-01", title="<b>Later</b> & later"))
    written = {form: text(kazakhstan, f"/feeds/changes.{form}?change=event") for form in ("atom", "json")}
    atom, items = ask("feeds.mjs", list(written.values()))
    assert (atom["format"], items["format"]) == ("atom", "json")
    found = atom_entries(atom["feed"])
    assert json_entries(items["feed"]) == found == json_entries(json.loads(written["json"]))
    appends = {event["append"] for event in pages(kazakhstan, "/v1/events")}
    told = [int(name.rpartition("/")[2]) for name, *_ in found]
    assert told == sorted(appends, reverse=True)
    assert found[0][1] == "Kazakhstan: <b>Later</b> & later, 2009-01-01"
    assert "&lt;b&gt;Later&lt;/b&gt; &amp; later" in found[0][4]


def test_statement_34_the_calendar_has_every_deadline_of_the_board(kazakhstan: Api) -> None:
    (found,) = deadlines(text(kazakhstan, "/calendar.ics"))
    board = {item["id"]: item["due_by"] for item in pages(kazakhstan, "/v1/commitments") if item["due_by"]}
    assert {name.removeprefix("deadline-").partition("@")[0]: one["day"] for name, one in found.items()} == board
    assert {(one["sequence"], one["status"]) for one in found.values()} == {(0, "CONFIRMED")}
    law = found["deadline-kz-election-law@127.0.0.1"]
    assert law["summary"] == "Due: Reform the election law (Kazakhstan)"
    assert law["description"].splitlines()[0] == "Due 2008, as written."


def test_statement_34_a_deadline_that_moves_keeps_its_uid_and_raises_its_sequence(kazakhstan: Api) -> None:
    first = text(kazakhstan, "/calendar.ics")
    kazakhstan.clock.at += timedelta(hours=1)
    kazakhstan.append(amended("2009-01-01", ELECTION_LAW, due="2010"))
    before, after = deadlines(first, text(kazakhstan, "/calendar.ics"))
    assert before.keys() == after.keys()
    (moved,) = [uid for uid in before if before[uid] != after[uid]]
    assert moved == f"deadline-{ELECTION_LAW}@127.0.0.1"
    shown = [(one["day"], one["sequence"], one["status"], one["stamped"]) for one in (before[moved], after[moved])]
    assert shown == [
        ("2008-12-31", 0, "CONFIRMED", f"{START:%Y-%m-%dT%H:%M:%SZ}"),
        ("2010-12-31", 1, "CONFIRMED", f"{START + timedelta(hours=1):%Y-%m-%dT%H:%M:%SZ}"),
    ]

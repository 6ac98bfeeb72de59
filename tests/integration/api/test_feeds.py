"""Feeds of events and changes over HTTP, read as a stranger reads them."""

from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from monitor.feeds.entries import MOST_ENTRIES
from monitor.feeds.matching import PAGE
from tests.builders import (
    LAW,
    PLEDGE,
    REVIEWER,
    assessed,
    bears,
    corrected,
    grade,
    legislated,
    made,
    retracted,
    ruled,
    stated,
)
from tests.integration.api.served import START, Api, places, problem, serve
from tests.spec.monitor.feeds.told import read_atom

URL = "http://127.0.0.1:8000"
TYPES = {"atom": "application/atom+xml; charset=utf-8", "json": "application/feed+json"}
FEEDS = [f"/feeds/{name}.{form}" for name in ("events", "changes") for form in TYPES]


def entries(api: Api, path: str) -> list[Any]:
    """The entries of an Atom feed."""
    response = api.get(path)
    assert response.status_code == 200, response.text
    found: list[Any] = read_atom(response.content).entries
    return found


def titles(api: Api, path: str) -> list[str]:
    return [one.title for one in entries(api, path)]


def positions(api: Api, query: str) -> list[int]:
    """The positions of the events in a feed."""
    ids = [one.id.rpartition("/")[2] for one in entries(api, f"/feeds/events.atom?{query}")]
    return [api.read(f"/v1/events/{identity}")["position"] for identity in ids]


def follow(api: Api, link: str) -> Any:
    page = link.removeprefix(URL)
    assert api.get(page, Accept="text/html").headers["content-type"].startswith("text/html")
    return api.read(f"/v1{page}")


def law(day: str = "2021-03-01", step: str = "introduction", **more: Any) -> Any:
    return legislated(day, step, **{"topics": ["media"], **more})


def ruling(outcome: str, **more: Any) -> Any:
    return ruled("2021-03-02", outcome, account="court", data={"court": REVIEWER}, **more)


@pytest.fixture
def told(api: Api) -> Api:
    """A pledge, a bill and a ruling, each in an append of its own, a minute apart."""
    api.with_pledge(due="2021-03-31")
    for event in (law(), ruling("unconstitutional")):
        api.clock.at += timedelta(minutes=1)
        api.append(event)
    return api


def test_statement_34_every_feed_is_read_by_a_stranger(told: Api) -> None:
    for path in FEEDS:
        response = told.get(path)
        form = path.rpartition(".")[2]
        assert (response.status_code, response.headers["content-type"]) == (200, TYPES[form])
        if form == "atom":
            assert read_atom(response.content).version == "atom10"
        else:
            assert response.json()["version"] == "https://jsonfeed.org/version/1.1"


def test_both_forms_have_the_same_entries_under_the_same_names(told: Api) -> None:
    for name in ("events", "changes"):
        atom, items = entries(told, f"/feeds/{name}.atom"), told.read(f"/feeds/{name}.json")["items"]
        assert [(one.id, one.title, one.link, one.updated) for one in atom] == [
            (one["id"], one["title"], one["url"], one["date_modified"]) for one in items
        ]


def test_an_empty_record_has_empty_feeds(api: Api) -> None:
    assert entries(api, "/feeds/events.atom") == entries(api, "/feeds/changes.atom") == []
    assert api.get("/feeds/events.atom").headers["last-modified"]


def test_changes_have_one_entry_for_each_cause_that_lists_all_it_brought(told: Api) -> None:
    found = entries(told, "/feeds/changes.atom")
    assert [one.id.partition(":changes/")[2] for one in found] == ["append/3", "append/2"]
    assert found[1].title == "Kazakhstan: What happened: legislative-action, 2021-03-01"
    told_of = found[1].content[0].value
    pledge = "A media law in line with the standards"
    assert f"{pledge}: no action on record → in progress, by the facts on record" in told_of
    assert "A law: stage: none → introduced" in told_of
    assert "2021-03-01: What happened: legislative-action; “A report” (a-journal; media)" in told_of
    assert "ruling: unconstitutional" in found[0].content[0].value


def test_links_lead_to_the_exact_view(told: Api) -> None:
    link = entries(told, "/feeds/changes.atom")[1].link
    assert link == f"{URL}/commitments/{PLEDGE}?as_of=2021-03-04&known_at=4"
    view = follow(told, link)
    assert (view["status"], view["view"]["through_position"]) == ("in-progress", 4)
    for path in ("/feeds/changes.json", "/feeds/events.json"):
        for item in told.read(path)["items"]:
            follow(told, item["url"])
            assert told.get(item["_reform_monitor"]["json"].removeprefix(URL)).status_code == 200


def test_a_status_that_rests_on_a_grade_says_whose_in_the_feed(api: Api) -> None:
    api.with_pledge()
    api.append(assessed("2021-03-03", grade("partially-implemented"), account="osce"))
    newest = entries(api, "/feeds/changes.atom")[0].content[0].value
    assert "→ partially implemented, according to odihr, 2021-03-03" in newest
    assert f"odihr on {PLEDGE}: partially implemented" in newest


def test_what_a_day_brought_is_an_entry_and_leads_to_what_was_known_then(told: Api) -> None:
    told.clock.at += timedelta(days=30)
    told.service.projector.sweep(told.clock.at)
    found = entries(told, "/feeds/changes.atom")[0]
    assert found.title == "Kazakhstan, 2021-04-01: A media law in line with the standards: overdue"
    assert found.id.endswith(":changes/day/KZ/2021-04-01")
    assert found.link.endswith("?as_of=2021-04-01&known_at=5")
    assert "overdue" in follow(told, found.link)["flags"]


def test_what_the_days_brought_before_an_append_leads_to_what_was_known_before_it(told: Api) -> None:
    told.clock.at += timedelta(days=30)
    told.append(law("2021-04-02", "executive-signature"))
    found = [one for one in entries(told, "/feeds/changes.atom") if one.id.endswith("/KZ/2021-04-01")]
    assert [one.link.rpartition("=")[2] for one in found] == ["5"]


def test_silent_notices_are_shown_too(api: Api) -> None:
    api.with_pledge()
    api.send("/v1/events?notify=false", law())
    assert titles(api, "/feeds/changes.atom") == ["Kazakhstan: What happened: legislative-action, 2021-03-01"]


def test_a_corrected_event_keeps_its_name_and_is_updated(told: Api) -> None:
    before = entries(told, "/feeds/events.atom?event_type=court-ruling")
    told.clock.at += timedelta(hours=1)
    told.append(corrected(5, ruling("constitutional", title="The court upholds it")))
    after = entries(told, "/feeds/events.atom?event_type=court-ruling")
    assert [one.id for one in after] == [one.id for one in before]
    assert [one.title for one in after] == ["The court upholds it"]
    assert (before[0].updated, after[0].updated) == ("2021-03-04T12:02:00.000000Z", "2021-03-04T13:02:00.000000Z")
    assert after[0].published == before[0].published


def test_a_retracted_event_stays_and_is_marked(told: Api) -> None:
    told.clock.at += timedelta(hours=1)
    told.append(retracted(5))
    (found,) = entries(told, "/feeds/events.atom?event_type=court-ruling")
    assert found.title == "Retracted: What happened: court-ruling"
    assert found.updated == "2021-03-04T13:02:00.000000Z"


def test_updated_never_goes_back_when_a_correction_is_taken_back(told: Api) -> None:
    moments = []
    for act in (corrected(5, ruling("constitutional")), retracted(6)):
        told.clock.at += timedelta(hours=1)
        told.append(act)
        moments.append(entries(told, "/feeds/events.atom?event_type=court-ruling")[0].updated)
    assert moments == ["2021-03-04T13:02:00.000000Z", "2021-03-04T14:02:00.000000Z"]


def test_an_entry_of_changes_is_updated_when_one_of_its_events_is_acted_upon(told: Api) -> None:
    told.clock.at += timedelta(hours=1)
    told.append(retracted(4))
    found = {one.id.rpartition("/")[2]: one for one in entries(told, "/feeds/changes.atom")}
    assert found["2"].title.startswith("Kazakhstan: Retracted: ")
    assert (found["2"].published, found["2"].updated) == ("2021-03-04T12:01:00.000000Z", "2021-03-04T13:02:00.000000Z")
    assert found["3"].updated == found["3"].published


def test_a_commitment_that_is_gone_is_told_by_its_title(told: Api) -> None:
    told.append(retracted(3))
    (found,) = entries(told, "/feeds/changes.atom?change=commitment&text=no%20longer")
    assert "A media law in line with the standards: no longer on record" in found.content[0].value
    follow(told, found.link)


def test_events_are_filtered_by_whatever_one_can_subscribe_to(told: Api) -> None:
    told.append(made("2020-01-01", "osce-watch", "watch", origin="none", jurisdiction="OSCE", duty_bearers=[]))
    assert positions(told, "") == [6, 5, 4, 3, 2, 1]
    assert positions(told, "jurisdiction=OSCE") == [6]
    assert positions(told, "jurisdiction=OSCE&jurisdiction=KZ&event_type=commitment-made") == [6, 3]
    assert positions(told, "topic=media") == [4]
    assert positions(told, f"commitment={PLEDGE}") == [5, 4, 3]
    assert positions(told, f"measure={LAW}&account=court") == [5]
    assert positions(told, f"body={REVIEWER}&event_type=legislative-action.v1") == [4]
    assert positions(told, "topic=media&account=court") == []
    assert positions(told, "topic=media&account=court&match=any") == [5, 4]
    assert positions(told, "text=COURT") == [5]
    assert positions(told, "text=court&topic=media&match=any") == [5, 4]
    assert positions(told, "text=no-such-word") == []


def test_events_are_filtered_by_what_they_brought(told: Api) -> None:
    assert positions(told, "change=ruling") == [5]
    assert positions(told, "status_to=in-progress") == [4]
    assert positions(told, "status_to=implemented") == []
    assert positions(told, "change=commitment&jurisdiction=KZ") == [3]


def test_changes_are_filtered_by_whatever_one_can_subscribe_to(told: Api) -> None:
    def appends(query: str) -> list[int]:
        return [int(one.id.rpartition("/")[2]) for one in entries(told, f"/feeds/changes.atom?{query}")]

    assert appends("") == [3, 2]
    assert appends("change=event") == [3, 2, 1]
    assert appends("change=commitment") == [1]
    assert appends("change=ruling&change=commitment") == [3, 1]
    assert appends("status_from=no-action-on-record&status_to=in-progress") == [2]
    assert appends("text=unconstitutional") == [3]
    assert appends("jurisdiction=GE") == []
    assert appends(f"measure={LAW}") == [3, 2]
    (found,) = entries(told, "/feeds/changes.atom?change=ruling")
    assert "stage" not in found.content[0].value


def test_a_feed_says_what_it_was_asked_for_and_goes_by_it(told: Api) -> None:
    one = read_atom(told.get("/feeds/events.atom?topic=media&jurisdiction=KZ").content).feed
    other = read_atom(told.get("/feeds/events.atom?jurisdiction=KZ&topic=media&jurisdiction=KZ").content).feed
    assert one.id == other.id
    assert one.id != read_atom(told.get("/feeds/events.atom").content).feed.id
    assert one.title == "Reform Monitor: events (jurisdiction KZ, topic media)"
    assert [link.href for link in one.links if link.rel == "self"] == [
        f"{URL}/feeds/events.atom?jurisdiction=KZ&topic=media"
    ]


def test_a_feed_has_the_newest_fifty(sqlite_api: Api) -> None:
    sqlite_api.with_pledge()
    count = MOST_ENTRIES + 5
    for number in range(count):
        sqlite_api.append(stated("2021-03-01", title=f"Statement {number}", bears_on=[bears("neutral")]))
    wanted = [f"Statement {number}" for number in reversed(range(5, count))]
    assert titles(sqlite_api, "/feeds/events.atom") == wanted
    assert titles(sqlite_api, "/feeds/changes.atom?change=event") == [
        f"Kazakhstan: {one}, 2021-03-01" for one in wanted
    ]


def test_statement_34_a_feed_that_is_the_same_is_not_sent_twice(told: Api) -> None:
    told.clock.at += timedelta(hours=1)
    for path in FEEDS:
        first = told.get(path)
        for condition in (
            {"If_None_Match": first.headers["etag"]},
            {"If_Modified_Since": first.headers["last-modified"]},
            {"If_None_Match": first.headers["etag"], "If_Modified_Since": format_datetime(START, usegmt=True)},
        ):
            again = told.get(path, **condition)
            assert (again.status_code, again.content) == (304, b"")
            for name in ("etag", "last-modified", "cache-control"):
                assert again.headers[name] == first.headers[name]
        for condition in (
            {"If_None_Match": '"other"', "If_Modified_Since": first.headers["last-modified"]},
            {"If_Modified_Since": format_datetime(START, usegmt=True)},
            {"If_Modified_Since": "no date"},
        ):
            assert told.get(path, **condition).status_code == 200
    told.append(stated("2021-03-03"))
    for path in FEEDS:
        assert told.get(
            path, If_Modified_Since=format_datetime(told.clock.at - timedelta(hours=1), usegmt=True)
        ).content


def test_what_comes_within_the_same_second_is_not_taken_for_seen(told: Api) -> None:
    seen = told.get("/feeds/events.atom").headers["last-modified"]
    told.append(stated("2021-03-03"))
    assert told.get("/feeds/events.atom", If_Modified_Since=seen).status_code == 200


def test_a_feed_changes_its_tag_with_the_day_that_brings_something(told: Api) -> None:
    tag = told.get("/feeds/changes.atom").headers["etag"]
    told.clock.at += timedelta(days=30)
    told.service.projector.sweep(told.clock.at)
    assert told.get("/feeds/changes.atom", If_None_Match=tag).status_code == 200


def test_head_answers_as_get_does(told: Api) -> None:
    for path in FEEDS:
        got, head = told.get(path), told.client.head(path)
        assert (head.status_code, head.content) == (200, b"")
        for name in ("etag", "last-modified", "content-type", "cache-control"):
            assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("colour=red", "colour"),
        ("as_of=2021-01-01", "as_of"),
        ("topic=Not%20a%20topic", "topic"),
        ("jurisdiction=Kazakhstan", "jurisdiction"),
        ("change=mood", "change"),
        ("status_to=brilliant", "status_to"),
        ("account=king", "account"),
        ("event_type=rumour", "event_type"),
        ("match=some", "match"),
        ("match=all&match=any", "match"),
        ("text=", "text"),
        ("text=a%E2%80%AEb", "text"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_by_its_name(sqlite_api: Api, query: str, place: str) -> None:
    for path in FEEDS:
        found = problem(sqlite_api.get(f"{path}?{query}"), 422, "invalid")
        assert {where for where, *_ in places(found)} == {place}


def test_where_reads_need_a_key_feeds_do_too(sqlite_engine: Engine, tmp_path: Path) -> None:
    api = serve(sqlite_engine, tmp_path, reads_public=False)
    for path in FEEDS:
        problem(api.get(path), 401, "unauthorized")
        response = api.get(path, Authorization=f"Bearer {api.new_key('read')}")
        assert response.headers["cache-control"].startswith("private")


def test_what_matches_is_found_behind_much_that_does_not(sqlite_api: Api) -> None:
    sqlite_api.with_pledge()
    sqlite_api.append(stated("2021-03-01", title="The forest"))
    sqlite_api.batch(*[stated("2021-03-01")] * (PAGE + 1))
    assert titles(sqlite_api, "/feeds/events.atom?text=forest") == ["The forest"]
    assert titles(sqlite_api, "/feeds/events.atom?change=event&text=forest") == ["The forest"]
    assert titles(sqlite_api, "/feeds/changes.atom?change=event&text=forest") == ["Kazakhstan: The forest, 2021-03-01"]

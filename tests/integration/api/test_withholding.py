"""Corrections, retractions and what is withheld, end to end."""

from typing import Any

from sqlalchemy import Engine, MetaData, select

from events.sql.engines import reading
from tests.builders import LAW, PLEDGE, corrected, described, legislated, reinstated, retracted, ruled, source, stated
from tests.integration.api.served import Api, places, problem

NAME, QUOTE, KEPT = "Zhanargul Placeholder", "words that should not have been quoted", "words that may stand"


def everything_stored(engine: Engine) -> str:
    """Every value of every row of every table."""
    tables = MetaData()
    tables.reflect(engine)
    with reading(engine) as connection:
        rows = [tuple(row) for table in tables.tables.values() for row in connection.execute(select(table))]
    return repr(rows)


def withheld(target: int, *fields: str) -> dict[str, object]:
    data = {"target": target, "fields": list(fields), "reason": "A private person asked", "authority": "the editor"}
    return {"type": "content-withheld.v1", "data": data}


def test_a_correction_shows_in_the_status_and_leaves_the_original_readable(api: Api) -> None:
    api.with_pledge()
    original = api.append(legislated("2009-02-01", "introduction"))["event"]
    answer = api.append(corrected(4, legislated("2009-02-01", "executive-signature")))
    assert {one["cause"]["kind"] for one in answer["changes"]} == {"correction"}
    assert api.read(f"/v1/measures/{LAW}")["stage"] == "signed"
    assert api.read(f"/v1/measures/{LAW}?known_at=4")["stage"] == "introduced"
    shown = api.read("/v1/events/4")
    assert (shown["state"], shown["corrected_by"]) == ("corrected", [answer["event"]["id"]])
    assert shown["data"] == original["data"]
    assert api.read("/v1/events/4?known_at=4")["state"] == "current"


def test_what_is_retracted_counts_no_more_until_it_is_reinstated(api: Api) -> None:
    api.with_pledge()
    api.append(legislated("2009-02-01", "introduction"))
    gone = api.append(retracted(4))
    assert {one["cause"]["kind"] for one in gone["changes"]} == {"retraction"}
    assert api.read(f"/v1/commitments/{PLEDGE}")["status"] == "no-action-on-record"
    assert api.read("/v1/events/4")["retracted_by"] == gone["event"]["id"]
    problem(api.send("/v1/events", retracted(4)), 422, "invalid")
    back = api.append(reinstated(4))
    assert {one["cause"]["kind"] for one in back["changes"]} == {"reinstatement"}
    assert api.read(f"/v1/commitments/{PLEDGE}")["status"] == "in-progress"
    assert (api.read("/v1/events/4")["state"], api.read("/v1/events/4")["reinstated_by"]) == (
        "current", back["event"]["id"],
    )  # fmt: skip


def test_a_name_that_is_withheld_is_nowhere_any_more(api: Api) -> None:
    api.with_pledge()
    ruling = ruled(
        "2009-02-01", "annulled", of=None, data={"court": "odihr", "persons": [{"name": NAME, "role": "editor"}]},
        sources=[source(quote=QUOTE), source(quote=KEPT)], bears_on=[],
    )  # fmt: skip
    first = api.send("/v1/events", ruling, key="one")
    assert NAME in first.text
    api.append(corrected(4, {**ruling, "title": "Another title"}))
    act = api.append(withheld(4, "persons", "/sources/0/quote"))["event"]
    reads = (
        "/v1/events", "/v1/events/4", "/v1/events/5", "/v1/events/6", "/v1/events/4?known_at=4",
        "/v1/events?known_at=5",
        "/v1/log/leaf/4", "/v1/log/leaf/5", "/v1/export/events.ndjson", "/v1/export/events.csv",
        "/v1/export/events.ndjson?known_at=4", "/v1/bodies/odihr", f"/v1/commitments/{PLEDGE}/events",
    )  # fmt: skip
    for path in reads:
        response = api.get(path)
        assert response.status_code == 200
        assert NAME not in response.text
        assert QUOTE not in response.text
    stored = everything_stored(api.service.engine)
    assert NAME not in stored
    assert QUOTE not in stored
    assert KEPT in stored
    shown = api.read("/v1/events/4")
    assert shown["data"]["persons"][0]["name"] is None
    assert [one.get("quote") for one in shown["sources"]] == [None, KEPT]
    assert {(one["pointer"], one["reason"], one["event"]) for one in shown["withheld"]} == {
        ("/data/persons/0/name", "A private person asked", act["id"]),
        ("/sources/0/quote", "A private person asked", act["id"]),
    }
    again = api.send("/v1/events", ruling, key="one")
    assert (again.status_code, again.headers["idempotency-replayed"]) == (200, "true")
    assert NAME not in again.text
    # Its fingerprint went with the text, which could otherwise be guessed from it.
    assert api.send("/v1/events", stated("2009-01-01"), key="one").json()["event"]["id"] == first.json()["event"]["id"]


def test_the_hash_of_an_event_stays_as_it_was_when_a_text_of_it_is_withheld(api: Api) -> None:
    api.with_bodies()
    before = api.append(stated("2009-01-01", sources=[source(quote=QUOTE)]))["event"]
    leaf = api.get("/v1/log/leaf/3").content
    api.append(withheld(3, "quote"))
    assert api.get("/v1/log/leaf/3").content == leaf
    after = api.read("/v1/events/3")
    assert (after["leaf_hash"], after["state"]) == (before["leaf_hash"], "withheld-in-part")


def test_only_texts_that_stand_beside_the_log_can_be_withheld(api: Api) -> None:
    api.with_bodies()
    api.append(stated("2009-01-01", sources=[source(quote=QUOTE)]))
    fields = ("quote", "title", "/sources/1/quote", "0")
    found = problem(api.send("/v1/events", withheld(3, *fields)), 422, "invalid")
    assert places(found) == [(f"/data/fields/{index}", "nothing_to_withhold") for index in (1, 2, 3)]


def test_a_dry_run_of_withholding_withholds_nothing(api: Api) -> None:
    api.with_bodies()
    api.append(stated("2009-01-01", sources=[source(quote=QUOTE)]))
    assert api.send("/v1/events?dry_run=true", withheld(3, "quote")).status_code == 200
    assert api.read("/v1/events/3")["sources"][0]["quote"] == QUOTE


def test_a_body_shows_the_words_of_the_source_of_a_tie_until_they_are_withheld(api: Api) -> None:
    api.with_bodies()
    watch = described("kz-watch", "civil-society", paid_by="kz-government", belongs_to="odihr")
    ties = watch["data"]["body"]["ties"]
    ties[1]["source"] = source(quote=QUOTE)
    api.append(watch)
    pinned = "as_of=2009-06-01&known_at=3&rules=default/1"
    for path in (f"/v1/bodies/kz-watch?{pinned}", f"/v1/bodies?q=kz-watch&{pinned}"):
        assert QUOTE in api.get(path).text
        assert "immutable" not in api.get(path).headers["cache-control"]
    api.append(corrected(3, watch))
    assert [_quoted(tie) for tie in api.read("/v1/bodies/kz-watch")["ties"]] == [None, QUOTE]
    api.append(withheld(3, "quote"))
    for path in ("/v1/bodies/kz-watch", f"/v1/bodies/kz-watch?{pinned}"):
        assert [_quoted(tie) for tie in api.read(path)["ties"]] == [None, None]


def _quoted(tie: dict[str, Any]) -> object:
    return tie["source"]["quote"] if isinstance(tie["source"], dict) else None

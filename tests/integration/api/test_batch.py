"""Batches: all or nothing, and every bad line named."""

import orjson
import pytest

from monitor.api.event_answers import BatchAppended, BatchTried
from tests.builders import (
    LAW,
    PLEDGE,
    Event,
    bears,
    corrected,
    covered,
    fact,
    legislated,
    made,
    reinstated,
    retracted,
    stated,
)
from tests.integration.api.served import BODIES, LINES, Api, places, problem


def lines(*events: Event | str) -> bytes:
    return b"\n".join(event.encode() if isinstance(event, str) else orjson.dumps(event) for event in events)


def test_a_batch_is_one_append_whose_events_may_name_each_other_in_any_order(api: Api) -> None:
    response = api.send("/v1/events/batch", [*BODIES, legislated("2009-02-01", "introduction"), made()])
    assert response.status_code == 201
    BatchAppended.model_validate(response.json())
    answer = response.json()
    assert (answer["append"], answer["first_position"], answer["last_position"]) == (1, 1, 4)
    assert answer["ids"] == [api.read(f"/v1/events/{position}")["id"] for position in range(1, 5)]
    assert {one["commitment"] for one in answer["changes"]} == {PLEDGE}
    assert api.read(f"/v1/commitments/{PLEDGE}")["status"] == "in-progress"


def test_a_batch_may_come_as_lines_with_blank_ones_between(api: Api) -> None:
    body = lines(BODIES[0], "", BODIES[1], " ", stated("2009-01-01")) + b"\r\n"
    for number, media_type in enumerate((LINES, "application/ndjson", "application/jsonl; charset=utf-8"), start=1):
        response = api.send("/v1/events/batch", body, media_type=media_type)
        assert response.json()["last_position"] == 3 * number


def test_a_repeated_batch_answers_with_the_first_body(api: Api) -> None:
    first = api.send("/v1/events/batch", [*BODIES, made()], key="one")
    api.append(legislated("2009-02-01", "introduction"))
    again = api.send("/v1/events/batch", [*BODIES, made()], key="one")
    assert (again.status_code, again.headers["idempotency-replayed"]) == (200, "true")
    assert again.content == first.content


def test_every_bad_line_is_named_and_nothing_is_stored(api: Api) -> None:
    api.with_pledge()
    without_source = {key: value for key, value in stated("2009-01-01").items() if key != "sources"}
    body = lines(
        stated("2009-01-01"),
        without_source,
        "",
        stated("2009-02-30"),
        '{"type": "statement.v1",}',
        stated("2009-01-01", bears_on=[bears("concern", of="kz-unheard-of")]),
        stated("2009-01-01"),
        stated("2009-01-01", by="nobody-known"),
    )
    found = problem(api.send("/v1/events/batch", body, media_type=LINES), 400, "malformed-json")
    assert places(found) == [
        ("/sources", "missing", 2),
        ("/occurred", "dating", 4),
        ("", "malformed_json", 5),
        ("/bears_on/0/of", "unknown_commitment", 6),
        ("/data/speakers/0/body", "unknown_body", 8),
    ]
    assert api.service.log.head().position == 3


def test_in_an_array_lines_count_the_events(api: Api) -> None:
    api.with_bodies()
    body = [stated("2009-01-01"), stated("2009-01-01", mood="gloomy"), stated("2009-01-01", by="nobody-known")]
    found = problem(api.send("/v1/events/batch", body), 422, "invalid")
    assert places(found) == [("/mood", "extra_forbidden", 2), ("/data/speakers/0/body", "unknown_body", 3)]
    assert api.service.log.head().position == 2


def test_what_a_bad_line_would_have_declared_is_not_held_against_the_others(api: Api) -> None:
    broken = made()
    broken["title"] = 7
    body = [*BODIES, broken, legislated("2009-02-01", "introduction")]
    assert places(problem(api.send("/v1/events/batch", body), 422, "invalid")) == [("/title", "string_type", 3)]


def test_references_are_held_against_the_record_and_the_batch(api: Api) -> None:
    api.with_bodies()
    named = fact("legislative-action", "2009-02-01", {"measure": {"id": LAW}, "classification": "introduction"})
    body = [stated("2009-01-01"), legislated("2009-02-01", "introduction"), named, {**named, "data": {
        "measure": {"id": "kz-law-unheard-of"}, "classification": "introduction"}}]  # fmt: skip
    found = problem(api.send("/v1/events/batch", body), 422, "invalid")
    assert set(map(tuple, places(found))) == {
        ("/bears_on/0/of", "unknown_commitment", 2),
        ("/data/measure/title", "unknown_measure", 4),
        ("/data/measure/kind", "unknown_measure", 4),
    }


def test_a_batch_is_an_array_of_at_least_one_event(api: Api) -> None:
    for body, media_type in ((b"[]", "application/json"), (b"{}", "application/json"), (b"\n\n", LINES)):
        found = problem(api.send("/v1/events/batch", body, media_type=media_type), 422, "invalid")
        assert places(found) == [("", "batch")]


def test_a_batch_that_is_no_json_is_refused_at_its_place(api: Api) -> None:
    found = problem(api.send("/v1/events/batch", b'[\n  {"type": "statement.v1"},\n]'), 400, "malformed-json")
    assert (found["line"], found["column"]) == (3, 1)


def test_a_batch_can_be_tried_out(api: Api) -> None:
    response = api.send("/v1/events/batch?dry_run=true", [*BODIES, made()], key=None)
    assert response.status_code == 200
    BatchTried.model_validate(response.json())
    assert response.json()["ids"] == [None] * 3
    assert {one["before"] for one in response.json()["changes"]} == {None}
    assert api.service.log.head().position == 0


def test_backfill_says_so_in_the_log(api: Api) -> None:
    api.batch(*BODIES, path="/v1/events/batch?notify=false")
    api.append(stated("2009-01-01"))
    notified = [record.notify for number in (1, 2) if (record := api.service.log.append_record(number)) is not None]
    assert notified == [False, True]


def test_every_event_whose_id_is_taken_is_named_by_its_line_in_a_dry_run_too(api: Api) -> None:
    api.with_bodies()
    own, theirs = "01920000-0000-7000-8000-000000000001", {"scheme": "osce-docs", "value": "1"}
    first = api.append(stated("2009-01-01", id=own, external_id=theirs))["event"]
    twice = {"scheme": "osce-docs", "value": "2"}
    batch = [
        stated("2009-01-02"),
        stated("2009-01-02", id=own),
        stated("2009-01-02", external_id=theirs),
        stated("2009-01-02", external_id=twice),
        stated("2009-01-02", external_id=twice),
    ]
    for path in ("/v1/events/batch", "/v1/events/batch?dry_run=true"):
        found = problem(api.send(path, batch), 409, "external-id-taken")
        assert [(one["line"], one["pointer"]) for one in found["errors"]] == [
            (2, "/id"), (3, "/external_id"), (5, "/external_id"),
        ]  # fmt: skip
        assert found["event"] == first["id"]
        found = problem(api.send(path, batch[:2]), 409, "event-id-taken")
        assert [(one["line"], one["pointer"]) for one in found["errors"]] == [(2, "/id")]
    problem(api.send("/v1/events?dry_run=true", batch[1]), 409, "event-id-taken")
    found = problem(api.send("/v1/events/batch", [{"type": "rumour.v1"}, *batch[1:3]]), 422, "invalid")
    assert places(found) == [
        ("/type", "union_tag_invalid", 1),
        ("/id", "id_taken", 2),
        ("/external_id", "external_id_taken", 3),
    ]


AFTER_THE_MAKING = {
    "retracted": ([], [retracted(3)], []),
    "reinstated": ([retracted(3)], [reinstated(3)], [PLEDGE]),
    "its retraction retracted": ([retracted(3)], [retracted(4)], [PLEDGE]),
    "moved to another jurisdiction": ([], [corrected(3, made(jurisdiction="OSCE"))], [PLEDGE]),
}


@pytest.mark.parametrize(("before", "act", "touched"), AFTER_THE_MAKING.values(), ids=AFTER_THE_MAKING)
def test_coverage_touches_what_holds_once_earlier_events_of_its_batch_are_on_record(
    sqlite_api: Api, before: list[Event], act: list[Event], touched: list[str]
) -> None:
    sqlite_api.with_pledge()
    for event in before:
        sqlite_api.append(event)
    where = act[-1]["data"].get("replacement", {}).get("jurisdiction", "KZ")
    batch = [*act, covered("2009-01-01", where)]
    last = sqlite_api.batch(*batch)["last_position"]
    shown = sqlite_api.read(f"/v1/events/{last}")
    assert (shown["touches"], shown["previous"]) == (touched, dict.fromkeys(touched, last - 1))


def test_acts_upon_acts_of_one_batch_are_followed_in_their_order(sqlite_api: Api) -> None:
    sqlite_api.with_pledge()
    sqlite_api.batch(legislated("2009-02-01", "introduction"), retracted(4), retracted(5), retracted(4), reinstated(4))
    assert sqlite_api.read("/v1/events/4")["state"] == "current"
    found = problem(sqlite_api.send("/v1/events/batch", [retracted(4), retracted(9), reinstated(4)]), 422, "invalid")
    assert places(found) == [("/data/target", "not_retracted", 3)]


def test_a_commitment_that_its_batch_has_retracted_is_not_named_by_what_follows(sqlite_api: Api) -> None:
    sqlite_api.with_bodies()
    told = stated("2009-01-01", bears_on=[bears("concern")])
    found = problem(sqlite_api.send("/v1/events/batch", [told, made(), retracted(4), told]), 422, "invalid")
    assert places(found) == [("/bears_on/0/of", "unknown_commitment", 4)]
    sqlite_api.batch(told, made(), retracted(4), told, made())

"""Bad input gets a clear answer that names the place, and nothing is stored."""

from typing import Any

import pytest

from tests.builders import (
    LAW,
    PLEDGE,
    Event,
    amended,
    assessed,
    bears,
    corrected,
    fact,
    grade,
    legislated,
    made,
    reinstated,
    responded,
    retracted,
    ruled,
    source,
    stated,
)
from tests.integration.api.served import LINES, Api, places, problem

SOUND = stated("2009-01-01")
NEVER = "01920000-0000-7000-8000-00000000dead"


def without(part: str) -> Event:
    return {key: value for key, value in SOUND.items() if key != part}


def having(**parts: Any) -> Event:
    return {**SOUND, **parts}


NO_JSON = {
    "not json": (b"no", 1, 1),
    "nothing": (b"", 1, 1),
    "a trailing comma": (b'{"type": "statement.v1",}', 1, 25),
    "NaN": (b'{"order": NaN}', 1, 11),
    "Infinity": (b'{"order": -Infinity}', 1, 11),
    "a key twice": (b'{\n "type": "a",\n "type": "b"}', 3, 2),
    "a lone surrogate": (rb'{"title": "\ud800"}', 1, 11),
    "bytes that are no UTF-8": (b'{"title": "\xff"}', 1, 12),
    "a byte order mark": (b"\xef\xbb\xbf{}", 1, 1),
    "an integer that readers round": (b'{"order": 9007199254740993}', 1, 11),
    "nesting too deep": (b"[" * 40 + b"]" * 40, 1, 33),
    "half an object": (b'{"type": ', 1, 10),
}


@pytest.mark.parametrize("name", NO_JSON)
def test_what_is_no_json_by_the_letter_is_400_with_line_and_column(sqlite_api: Api, name: str) -> None:
    body, line, column = NO_JSON[name]
    for path in ("/v1/events", "/v1/events/batch", "/v1/appends/1/retract", "/v1/events?dry_run=true"):
        found = problem(sqlite_api.send(path, body), 400, "malformed-json")
        assert (found["line"], found["column"]) == (line, column)
        assert places(found) == [("", "malformed_json")]


WRONG_FIELDS: dict[str, tuple[Event, str, str]] = {
    "wrong type of a field": (having(title=7), "/title", "string_type"),
    "a number as text": (having(order="1"), "/order", "int_type"),
    "unknown type": (having(type="poem.v1"), "/type", "union_tag_invalid"),
    "no type": (without("type"), "/type", "union_tag_not_found"),
    "unknown field": (having(mood="gloomy"), "/mood", "extra_forbidden"),
    "unknown field in data": (having(data={**SOUND["data"], "mood": 1}), "/data/mood", "extra_forbidden"),
    "what the server makes": (having(position=1), "/position", "extra_forbidden"),
    "an impossible date": (having(occurred="2009-02-30"), "/occurred", "dating"),
    "a reversed date": (having(occurred="2009-02-02/2009-02-01"), "/occurred", "dating"),
    "a time of day": (having(occurred="2009-02-01T12:00:00Z"), "/occurred", "dating"),
    "an unknown end": (having(occurred="2009-02-01/"), "/occurred", "dating"),
    "no date": (without("occurred"), "/occurred", "missing"),
    "no source": (without("sources"), "/sources", "missing"),
    "an empty list of sources": (having(sources=[]), "/sources", "too_short"),
    "an unknown account": (having(account="oracle"), "/account", "literal_error"),
    "an unknown account of a source": (
        having(sources=[source(account="oracle")]), "/sources/0/account", "literal_error"
    ),
    "a control character": (having(title="a\u0007b"), "/title", "text"),
    "a bidirectional override": (having(title="a\u202eb"), "/title", "text"),
    "an empty title": (having(title=" "), "/title", "string_pattern_mismatch"),
    "an id that is no UUIDv7": (having(id="7"), "/id", "event_id"),
    "an unknown effect": (having(bears_on=[bears("ruins")]), "/bears_on/0/effect", "literal_error"),
    "unknown commitment": (having(bears_on=[bears("concern", of="kz-x")]), "/bears_on/0/of", "unknown_commitment"),
    "unknown benchmark": (
        having(bears_on=[bears("concern", of=f"{PLEDGE}.x")]), "/bears_on/0/of", "unknown_benchmark"
    ),
    "unknown body": (having(bears_on=[bears("concern", by="nobody")]), "/bears_on/0/according_to", "unknown_body"),
    "unknown court": (ruled("2009-01-01", "annulled", of=None), "/data/court", "unknown_body"),
    "unknown measure without a title": (
        fact("legislative-action", "2009-01-01", {"measure": {"id": LAW, "kind": "law"}, "classification": "passage"}),
        "/data/measure/title", "unknown_measure",
    ),
    "a value not in its scheme": (assessed("2009-01-01", grade("splendid")), "/assessments/0", "scheme"),
    "a second making": (made(), "/data/commitment/id", "commitment_exists"),
    "a correction of nothing": (corrected(NEVER, SOUND), "/data/target", "unknown_event"),
    "a correction of what comes later": (corrected(5, SOUND), "/data/target", "unknown_event"),
    "a correction of itself": (corrected(4, SOUND), "/data/target", "unknown_event"),
    "a correction into another kind": (corrected(3, SOUND), "/data/replacement/type", "type_changed"),
    "a retraction of nothing": (retracted(NEVER), "/data/target", "unknown_event"),
    "a reinstatement of what stands": (reinstated(3), "/data/target", "not_retracted"),
    "resolving nothing": (having(resolves=[NEVER]), "/resolves/0", "unknown_event"),
    "withholding what cannot be": (
        {"type": "content-withheld.v1", "data": {
            "target": 3, "fields": ["/title"], "reason": "r", "authority": "a"}},
        "/data/fields/0", "nothing_to_withhold",
    ),
    "an unknown commitment in the content": (
        responded("2009-01-01", commitment="kz-x"), "/data/commitment", "unknown_commitment"
    ),
    "an unknown commitment in a correction": (
        corrected(1, responded("2009-01-01", commitment="kz-x")), "/data/replacement/data/commitment",
        "unknown_commitment",
    ),
    "a due date without an end": (made(commitment="kz-y", due="[2015-01-01..]"), "/data/commitment/due", "due"),
    "a term that is due without an end": (
        made(commitment="kz-y", terms=[{"source": "s", "text": "t", "due": "[2015-01-01..]"}]),
        "/data/commitment/terms/0/due", "due",
    ),
    "an amendment that is due without an end": (amended("2009-01-01", due="[2015-01-01..]"), "/data/due", "due"),
    "a list instead of an event": ([SOUND], "", "model_attributes_type"),  # type: ignore[dict-item]
}  # fmt: skip


@pytest.fixture
def pledged(api: Api) -> Api:
    api.with_pledge()
    return api


def test_every_wrong_field_is_422_with_its_place_and_nothing_is_stored(pledged: Api) -> None:
    wrong = {}
    for name, (event, pointer, code) in WRONG_FIELDS.items():
        for path in ("/v1/events", "/v1/events?dry_run=true"):
            found = places(problem(pledged.send(path, event), 422, "invalid"))
            if (pointer, code) not in found:
                wrong[name] = found
    assert wrong == {}
    assert pledged.service.log.head().position == 3


def test_all_that_is_wrong_with_an_event_is_said_at_once(pledged: Api) -> None:
    found = problem(pledged.send("/v1/events", having(title=7, occurred="2009-13", mood=1)), 422, "invalid")
    assert places(found) == [("/title", "string_type"), ("/occurred", "dating"), ("/mood", "extra_forbidden")]


@pytest.mark.parametrize(
    ("media_type", "encoding"),
    [
        (None, None),
        ("text/plain", None),
        ("application/x-www-form-urlencoded", None),
        ("application/json; charset=latin-1", None),
        (LINES, None),
        ("application/json", "gzip"),
    ],
)
def test_a_body_of_another_type_is_415(pledged: Api, media_type: str | None, encoding: str | None) -> None:
    more = {"Content_Encoding": encoding} if encoding else {}
    problem(pledged.send("/v1/events", SOUND, media_type=media_type, **more), 415, "unsupported-media-type")
    assert pledged.send("/v1/events", SOUND, media_type='Application/JSON; charset="UTF-8"').status_code == 201


@pytest.mark.parametrize("key", [None, '"', '"a', 'a"', "two words", "", "x" * 256, "é", '""'])
def test_an_append_without_a_key_of_its_own_is_400(pledged: Api, key: str | None) -> None:
    headers = {"Content_Type": "application/json", "Authorization": f"Bearer {pledged.key}"}
    sent = {name.replace("_", "-").encode(): value.encode() for name, value in headers.items()}
    if key is not None:
        sent[b"Idempotency-Key"] = key.encode()
    for path in ("/v1/events", "/v1/events/batch", "/v1/appends/1/retract"):
        found = problem(pledged.client.post(path, content=b"{}", headers=sent), 400, "idempotency-key-missing")
        assert places(found) == [("Idempotency-Key", "idempotency_key")]


BAD_QUERIES = {
    "/v1/commitments?mood=1": ("mood", "unknown_parameter"),
    "/v1/commitments/kz-media-law?limit=1": ("limit", "unknown_parameter"),
    "/v1/events?cursor=1": ("cursor", "unknown_parameter"),
    "/healthz?x=": ("x", "unknown_parameter"),
    "/openapi.json?x=1": ("x", "unknown_parameter"),
    "/v1/commitments?as_of=2009-01-01&as_of=2009-01-02": ("as_of", "repeated"),
    "/v1/commitments?as_of=yesterday": ("as_of", "view"),
    "/v1/commitments?as_of=2009-02-30": ("as_of", "view"),
    "/v1/commitments?as_of=2009-02": ("as_of", "view"),
    "/v1/commitments?as_of=20%D9%A09-01-01": ("as_of", "view"),
    "/v1/commitments?as_of=": ("as_of", "view"),
    "/v1/commitments?as_of=0009-01-01": ("as_of", "view"),
    "/v1/commitments?known_at=4": ("known_at", "view"),
    "/v1/commitments?known_at=-1": ("known_at", "view"),
    "/v1/commitments?known_at=2999-01-01": ("known_at", "view"),
    "/v1/commitments?known_at=2999-01-01T00:00:00Z": ("known_at", "view"),
    "/v1/commitments?known_at=2009-01-01T00:00:00": ("known_at", "view"),
    "/v1/commitments?known_at=99999999999999999999": ("known_at", "view"),
    "/v1/commitments?public_at=soon": ("public_at", "view"),
    "/v1/commitments?lens=The%20OSCE": ("lens", "view"),
    "/v1/commitments?rules=default/9": ("rules", "literal_error"),
    "/v1/commitments?rules=": ("rules", "literal_error"),
    "/v1/commitments?lens=": ("lens", "view"),
    "/v1/commitments?known_at=": ("known_at", "view"),
    "/v1/commitments?known_at=%D9%A3": ("known_at", "view"),
    "/v1/commitments?public_at=": ("public_at", "view"),
    "/v1/commitments?status=fine": ("status", "literal_error"),
    "/v1/commitments?flag=red": ("flag", "literal_error"),
    "/v1/commitments?kind=vow": ("kind", "literal_error"),
    "/v1/commitments?limit=0": ("limit", "greater_than_equal"),
    "/v1/commitments?limit=501": ("limit", "less_than_equal"),
    "/v1/commitments?limit=ten": ("limit", "int_parsing"),
    "/v1/commitments?after=made-up": ("after", "cursor"),
    "/v1/commitments?after=": ("after", "cursor"),
    "/v1/commitments?after=4": ("after", "cursor"),
    "/v1/events?after=made-up": ("after", "cursor"),
    "/v1/events?after=99999999999999999999": ("after", "view"),
    "/v1/events?type=poem": ("type", "literal_error"),
    "/v1/events?account=oracle": ("account", "literal_error"),
    "/v1/events?occurred_from=soon": ("occurred_from", "view"),
    "/v1/events?recorded_to=2009-01-01T12:00": ("recorded_to", "view"),
    "/v1/events?recorded_from=0001-01-01T00:00:00Z": ("recorded_from", "view"),
    "/v1/events?recorded_to=9999-12-31T23:59:59-14:00": ("recorded_to", "view"),
    "/v1/measures?stage=late": ("stage", "literal_error"),
    "/v1/commitments?jurisdiction=K%00Z": ("jurisdiction", "text"),
    "/v1/events?q=%00": ("q", "text"),
    "/v1/compare?from=2009-01-01": ("to", "compare"),
    "/v1/compare": ("from", "compare"),
    "/v1/compare?from=2009-01-01&to=soon": ("to", "view"),
    "/v1/compare?from_known_at=1": ("to_known_at", "compare"),
    "/v1/compare?from_known_at=1&to_known_at=99": ("to_known_at", "view"),
    "/v1/compare?from=2009-01-01&to=2009-01-02&from_known_at=1": ("from_known_at", "compare"),
    "/v1/compare?from=2009-01-01&to=2009-01-02&as_of=2009-01-01": ("as_of", "compare"),
    "/v1/compare?from_known_at=1&to_known_at=1&known_at=1": ("known_at", "compare"),
    "/v1/log/leaf/0": ("position", "greater_than_equal"),
    "/v1/log/leaf/99999999999999999999": ("position", "less_than_equal"),
}


def test_every_bad_parameter_is_422_and_named(pledged: Api) -> None:
    wrong = {}
    for path, expected in BAD_QUERIES.items():
        found = places(problem(pledged.get(path), 422, "invalid"))
        if expected not in found:
            wrong[path] = found
    assert wrong == {}


NOTHING = (
    "/v1/nothing",
    "/v1/commitments/",
    "/v1/commitments/kz-nothing",
    "/v1/commitments/kz-nothing/history",
    "/v1/commitments/kz-nothing/events",
    "/v1/commitments/kz-nothing/terms",
    "/v1/commitments/kz-media-law?known_at=0",
    "/v1/commitments/kz-media-law/events?known_at=0",
    "/v1/events/99",
    "/v1/events/0",
    f"/v1/events/{NEVER}",
    "/v1/events/3?known_at=0",
    "/v1/measures/kz-nothing",
    "/v1/bodies/nobody",
    "/v1/bodies/odihr?known_at=0",
    "/v1/rules/default/2",
    "/v1/schemas/poem",
    "/v1/log/leaf/99",
    "/v1/export/events.xml",
    "/problems/nothing",
    "/v1/commitments/%00",
    "/v1/events/%F0%9F%92%A9",
)


def test_what_is_not_there_is_404(pledged: Api) -> None:
    assert {path: pledged.get(path).status_code for path in NOTHING} == dict.fromkeys(NOTHING, 404)
    for path in NOTHING[1:]:
        assert pledged.get(path).json()["detail"]


def test_another_method_is_405_with_those_that_are_taken(pledged: Api) -> None:
    allowed = {"/v1/commitments": "GET, HEAD, OPTIONS", "/v1/events/batch": "GET, HEAD, OPTIONS, POST"}
    for path, methods in allowed.items():
        response = pledged.client.delete(path)
        problem(response, 405, "method-not-allowed")
        assert response.headers["allow"] == methods


def test_a_body_over_the_limit_is_413_although_it_says_otherwise(pledged: Api) -> None:
    headers = {
        "Content-Type": "application/json", "Authorization": f"Bearer {pledged.key}", "Idempotency-Key": "one"
    }  # fmt: skip

    def chunks(number: int) -> Any:
        for _ in range(number):
            yield b" " * 2**16

    problem(pledged.client.post("/v1/events", content=b" " * (2**20 + 1), headers=headers), 413, "too-large")
    problem(pledged.client.post("/v1/events", content=chunks(17), headers=headers), 413, "too-large")
    # Of a size that is taken: no JSON, then.
    problem(pledged.client.post("/v1/events", content=chunks(16), headers=headers), 400, "malformed-json")
    problem(pledged.client.post("/v1/events/batch", content=chunks(513), headers=headers), 413, "too-large")


def test_a_batch_of_too_many_events_is_413(sqlite_api: Api) -> None:
    many = b"\n".join([b"{}"] * 10_001)
    problem(sqlite_api.send("/v1/events/batch", many, media_type=LINES), 413, "too-large")
    problem(sqlite_api.send("/v1/events/batch", b"[" + b",".join([b"{}"] * 10_001) + b"]"), 413, "too-large")


def test_legislation_of_a_known_measure_needs_no_title(pledged: Api) -> None:
    pledged.append(legislated("2009-01-01", "introduction"))
    data = {"measure": {"id": LAW}, "classification": "passage"}
    assert pledged.append(fact("legislative-action", "2009-02-01", data))["event"]["position"] == 5

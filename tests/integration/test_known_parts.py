"""What happened to parts of measures, remembered: on any day, as known at any position through which it was read."""

from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import Engine, text

from events.sql.engines import reading, writing
from monitor.answers.known_parts import KnownParts
from monitor.readmodel.probing import Probes

INSERT = (
    "INSERT INTO {kind}_a (key, valid_from, position, superseded_at, body) VALUES ('law', :day, :at, :until, :body)"
)


def put(engine: Engine, kind: str, day: int, at: int, body: Mapping[str, Any], *, until: int | None = None) -> None:
    with writing(engine) as connection:
        statement = text(INSERT.format(kind=kind))
        connection.execute(statement, {"day": day, "at": at, "until": until, "body": orjson.dumps(body)})


def part(event: str) -> dict[str, Any]:
    return {"scope": None, "stage": "suspended", "since": 1, "event": event}


def parts(engine: Engine, known: KnownParts, day: int, through: int, *, reached: int) -> list[str]:
    with reading(engine) as connection:
        found = known.measures(Probes(connection, "a", reached), ["law", "never heard of"], day, through)
    assert found.keys() == {"law"}
    return [one["event"] for one in found["law"]["parts"]]


def test_parts_stand_apart_from_their_day_on_until_they_end(engine: Engine) -> None:
    put(engine, "measure", 1, 1, {"id": "law"})
    put(engine, "part", 10, 2, {"ended": [], "begun": [part("a"), part("b")]})
    put(engine, "part", 20, 3, {"ended": ["a"], "begun": [part("c")]})
    known = KnownParts()
    told = {9: [], 10: ["a", "b"], 19: ["a", "b"], 20: ["b", "c"]}
    assert {day: parts(engine, known, day, 3, reached=3) for day in told} == told
    assert parts(engine, known, 20, 2, reached=3) == ["a", "b"]


def test_what_was_taken_back_is_told_of_the_time_when_it_was_on_record(engine: Engine) -> None:
    put(engine, "measure", 1, 1, {"id": "law"})
    put(engine, "part", 10, 2, {"ended": [], "begun": [part("a")]}, until=4)
    known = KnownParts()
    assert [parts(engine, known, 10, through, reached=4) for through in (1, 2, 3, 4)] == [[], ["a"], ["a"], []]


def test_what_came_since_is_read_once_it_is_asked_for(engine: Engine) -> None:
    known = KnownParts()
    put(engine, "measure", 1, 1, {"id": "law"})
    assert parts(engine, known, 30, 1, reached=1) == []
    put(engine, "part", 10, 2, {"ended": [], "begun": [part("a")]})
    assert parts(engine, known, 30, 1, reached=2) == []
    assert parts(engine, known, 30, 2, reached=2) == ["a"]

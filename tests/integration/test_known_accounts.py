"""What assessors said, remembered: on any day, as known at any position through which it was read."""

from collections.abc import Mapping

from sqlalchemy import Engine, text

from events.sql.engines import reading, writing
from monitor.answers.accounts import Assessment, Said
from monitor.answers.known_accounts import KnownAccounts
from monitor.readmodel.probing import Probes

INSERT = (
    "INSERT INTO account_a (key, valid_from, position, superseded_at, body) VALUES (:key, :day, :at, :until, :body)"
)


def put(engine: Engine, key: str, day: int, at: int, until: int | None, body: bytes) -> None:
    with writing(engine) as connection:
        connection.execute(text(INSERT), {"key": key, "day": day, "at": at, "until": until, "body": body})


def said(engine: Engine, known: KnownAccounts, day: int, through: int, *, reached: int) -> Mapping[str, Said]:
    with reading(engine) as connection:
        return known.said(Probes(connection, "a", reached), ["pledge", "pledge.mark", "other"], day, through)


def test_who_says_what_is_told_by_subject_and_in_the_order_of_assessors(engine: Engine) -> None:
    for key in ("pledge/odihr", "pledge/greco", "pledge.mark/odihr", "pledge-two/odihr"):
        put(engine, key, 10, 1, None, key.encode())
    found = said(engine, KnownAccounts(), 10, 1, reached=1)
    assert found == {
        "pledge": [Assessment("greco", b"pledge/greco"), Assessment("odihr", b"pledge/odihr")],
        "pledge.mark": [Assessment("odihr", b"pledge.mark/odihr")],
        "other": [],
    }


def test_a_word_is_said_from_its_day_on_and_while_it_is_known(engine: Engine) -> None:
    put(engine, "pledge/odihr", 10, 2, 5, b"taken back")
    put(engine, "pledge/odihr", 20, 3, 4, b"as first told")
    put(engine, "pledge/odihr", 20, 4, None, b"as corrected")
    known = KnownAccounts()
    told = {(20, 3): b"as first told", (20, 4): b"as corrected", (19, 4): b"taken back", (20, 2): b"taken back"}
    for (day, through), body in told.items():
        assert said(engine, known, day, through, reached=5)["pledge"] == [Assessment("odihr", body)]
    for day, through in ((9, 4), (19, 5), (20, 1)):
        assert said(engine, known, day, through, reached=5)["pledge"] == []


def test_what_came_since_is_read_once_it_is_asked_for(engine: Engine) -> None:
    known = KnownAccounts()
    put(engine, "pledge/odihr", 10, 1, None, b"first")
    assert said(engine, known, 30, 1, reached=1)["pledge"] == [Assessment("odihr", b"first")]
    put(engine, "pledge/odihr", 20, 2, None, b"second")
    assert said(engine, known, 30, 1, reached=2)["pledge"] == [Assessment("odihr", b"first")]
    assert said(engine, known, 30, 2, reached=2)["pledge"] == [Assessment("odihr", b"second")]


def test_another_generation_is_read_anew(engine: Engine) -> None:
    known = KnownAccounts()
    put(engine, "pledge/odihr", 10, 1, None, b"first")
    assert said(engine, known, 30, 1, reached=1)["pledge"] == [Assessment("odihr", b"first")]
    with reading(engine) as connection:
        assert known.said(Probes(connection, "b", 1), ["pledge"], 30, 1) == {"pledge": []}

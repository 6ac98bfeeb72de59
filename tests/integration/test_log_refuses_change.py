"""The database itself refuses every way of changing what is on record, whoever connects to it and how."""

import sqlite3
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from events.log import Log
from events.sql import open_log
from tests.contract.new_appends import a_text, an_event, put

AN_EVENT = "INSERT INTO events (position, append, id, type, leaf_hash, tags, leaf, words)"

CHANGES = {
    "change an event": "UPDATE events SET type = 'forged' WHERE position = 1",
    "move an event": "UPDATE events SET position = 9 WHERE position = 1",
    "delete an event": "DELETE FROM events WHERE position = 2",
    "delete all events": "DELETE FROM events",
    "add an event": AN_EVENT + " VALUES (3, 3, 'c', 't', {bytes}, '[]', {bytes}, '')",
    "add an event past a gap": AN_EVENT + " VALUES (7, 3, 'c', 't', {bytes}, '[]', {bytes}, '')",
    "add an event before the first": AN_EVENT + " VALUES (0, 1, 'c', 't', {bytes}, '[]', {bytes}, '')",
    "turn an insert into a change": AN_EVENT
    + " VALUES (1, 1, 'event-1', 't', {bytes}, '[]', {bytes}, '') ON CONFLICT (position) DO UPDATE SET type = 'forged'",
    "turn an insert of its id into a change": AN_EVENT
    + " VALUES (3, 3, 'event-1', 't', {bytes}, '[]', {bytes}, '') ON CONFLICT (id) DO UPDATE SET type = 'forged'",
    "change a tag": "UPDATE event_tags SET tag = 'forged'",
    "delete a tag": "DELETE FROM event_tags",
    "add a tag": "INSERT INTO event_tags (tag, position) VALUES ('forged', 1)",
    "add a tag to an event to come": "INSERT INTO event_tags (tag, position) VALUES ('forged', 3)",
    "change a text": "UPDATE event_texts SET text = 'forged'",
    "change a salt": "UPDATE event_texts SET salt = {bytes}",
    "erase a text and keep its salt": "UPDATE event_texts SET text = NULL",
    "move a text": "UPDATE event_texts SET path = '/forged', text = NULL, salt = NULL",
    "delete a text": "DELETE FROM event_texts",
    "add a text": "INSERT INTO event_texts (position, path, text, salt) VALUES (1, '/forged', 'forged', {bytes})",
    "change an append": "UPDATE appends SET recorded_by = 'forged'",
    "delete an append": "DELETE FROM appends",
    "add an append": "INSERT INTO appends VALUES (3, 3, 3, 99999999999999999, 'forged', {true})",
    "change a fingerprint": "UPDATE idempotency SET fingerprint = {bytes}",
    "change what a key stands for": "UPDATE idempotency SET append = 2, fingerprint = NULL, salt = NULL",
    "delete a key": "DELETE FROM idempotency",
    "add a key": "INSERT INTO idempotency VALUES ('c', 'r', 'forged', {bytes}, {bytes}, 1)",
    "move the head back": "UPDATE log_head SET position = 1, append = 1",
    "move the head on": "UPDATE log_head SET position = 9, append = 3, recorded_at = 99999999999999999",
    "change the instant of the head": "UPDATE log_head SET recorded_at = 99999999999999999",
    "delete the head": "DELETE FROM log_head",
    "add a head": "INSERT INTO log_head VALUES (2, 0, 0, NULL, NULL)",
}

SQLITE_CHANGES = {
    "replace an event by position": "INSERT OR REPLACE INTO events SELECT position, append, id, 'forged', earliest,"
    " latest, external_id, leaf_hash, tags, leaf, words FROM events WHERE position = 1",
    "replace an event by id": "INSERT OR REPLACE INTO events SELECT 3, 3, id, 'forged', earliest, latest, NULL,"
    " leaf_hash, tags, leaf, words FROM events WHERE position = 1",
    "replace an event by external id": "INSERT OR REPLACE INTO events SELECT 3, 3, 'c', 'forged', earliest, latest,"
    " external_id, leaf_hash, tags, leaf, words FROM events WHERE position = 1",
    "replace an event, the short way": "REPLACE INTO events SELECT * FROM events",
    "an update that replaces": "UPDATE OR REPLACE events SET position = 2 WHERE position = 1",
    "an update of the row id": "UPDATE events SET rowid = 9",
    "an insert without a position": "INSERT INTO events (append, id, type, leaf_hash, tags, leaf, words)"
    " VALUES (3, 'c', 't', X'00', '[]', X'00', '')",
    "replace a text": "REPLACE INTO event_texts VALUES (1, '/sources/0/quote', 'forged', X'00')",
    "replace an append": "REPLACE INTO appends SELECT number, first_position, last_position, recorded_at, 'forged',"
    " notify FROM appends",
    "replace a key": "REPLACE INTO idempotency VALUES ('rm-1', 'POST /v1/events', 'k', X'00', X'00', 3)",
    "replace the head": "REPLACE INTO log_head VALUES (1, 0, 0, NULL, NULL)",
}

POSTGRESQL_CHANGES = {
    **{
        f"truncate {table}": f"TRUNCATE {table}"
        for table in ("events", "event_tags", "event_texts", "appends", "idempotency", "log_head")
    },
    "truncate all with what refers to them": "TRUNCATE events, event_tags RESTART IDENTITY CASCADE",
    "merge": "MERGE INTO events USING (SELECT 1) AS one ON position = 1 WHEN MATCHED THEN UPDATE SET type = 'forged'",
    "merge a deletion": "MERGE INTO events USING (SELECT 1) AS one ON position = 1 WHEN MATCHED THEN DELETE",
    "copy": "COPY event_tags FROM PROGRAM 'printf \"forged\\t1\\n\"'",
}


def a_record(log: Log) -> None:
    put(log, an_event("a", external_id="theirs/1", erasable=(a_text(),)), key="k")
    put(log, an_event("b"))


TABLES = ("events", "event_tags", "event_texts", "appends", "idempotency", "log_head")


def rows(engine: Engine) -> list[list[str]]:
    """All that the log holds."""
    with engine.connect() as connection:
        return [sorted(str(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")) for table in TABLES]


@pytest.fixture(params=["its own pragmas", "default pragmas"])
def foreign_sqlite(request: pytest.FixtureRequest, sqlite_engine: Engine) -> Iterator[sqlite3.Connection]:
    """The file opened by another program, after a record was made in it."""
    a_record(open_log(sqlite_engine))
    connection = sqlite3.connect(str(sqlite_engine.url.database), isolation_level=None)
    if request.param == "its own pragmas":
        connection.execute("PRAGMA recursive_triggers = ON")
    yield connection
    connection.close()


@pytest.mark.parametrize("change", [*CHANGES, *SQLITE_CHANGES])
def test_sqlite_refuses_to(change: str, foreign_sqlite: sqlite3.Connection, sqlite_engine: Engine) -> None:
    before = rows(sqlite_engine)
    with pytest.raises(sqlite3.IntegrityError):
        foreign_sqlite.execute({**CHANGES, **SQLITE_CHANGES}[change].format(bytes="X'00'", true="1"))
    assert rows(sqlite_engine) == before


@pytest.mark.parametrize("way", ["IGNORE", "FAIL", "ROLLBACK", "ABORT"])
def test_sqlite_refuses_whatever_is_to_happen_on_conflict(
    way: str, foreign_sqlite: sqlite3.Connection, sqlite_engine: Engine
) -> None:
    before = rows(sqlite_engine)
    with pytest.raises(sqlite3.IntegrityError):
        foreign_sqlite.execute(f"INSERT OR {way} INTO events SELECT * FROM events")
    with pytest.raises(sqlite3.IntegrityError):
        foreign_sqlite.execute(f"UPDATE OR {way} events SET type = 'forged'")
    assert rows(sqlite_engine) == before


@pytest.mark.parametrize("change", SQLITE_CHANGES)
def test_sqlite_refuses_while_an_append_is_open_to(
    change: str, foreign_sqlite: sqlite3.Connection, sqlite_engine: Engine
) -> None:
    before = rows(sqlite_engine)
    foreign_sqlite.execute("BEGIN")
    foreign_sqlite.execute("UPDATE log_head SET open_to = 9")
    with pytest.raises(sqlite3.IntegrityError):
        foreign_sqlite.execute(SQLITE_CHANGES[change])
    foreign_sqlite.execute("ROLLBACK")
    assert rows(sqlite_engine) == before


@pytest.fixture(scope="module")
def postgres_record(module_postgres_engine: Engine) -> Engine:
    """A database with a record, which no test changes."""
    a_record(open_log(module_postgres_engine))
    return module_postgres_engine


@pytest.fixture(params=["origin", "replica"])
def foreign_postgres(request: pytest.FixtureRequest, postgres_record: Engine) -> Iterator[psycopg.Connection]:
    """A session of another program, ordinary or that of a replica; what it manages to do is rolled back."""
    url = postgres_record.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as connection:
        connection.execute(f"SET session_replication_role = {request.param}")
        yield connection
        connection.rollback()


@pytest.mark.parametrize("change", [*CHANGES, *POSTGRESQL_CHANGES])
def test_postgresql_refuses_to(change: str, foreign_postgres: psycopg.Connection) -> None:
    statement = {**CHANGES, **POSTGRESQL_CHANGES}[change].format(bytes="''::bytea", true="true")
    with pytest.raises(psycopg.IntegrityError):
        foreign_postgres.execute(statement.encode())


def test_an_append_left_open_is_refused_on_commit_by_postgresql(foreign_postgres: psycopg.Connection) -> None:
    foreign_postgres.execute("UPDATE log_head SET open_to = 9")
    with pytest.raises(psycopg.IntegrityError):
        foreign_postgres.commit()


def test_an_append_left_open_does_not_stop_the_next_on_sqlite(
    foreign_sqlite: sqlite3.Connection, sqlite_engine: Engine
) -> None:
    foreign_sqlite.execute("UPDATE log_head SET open_to = 9")
    log = open_log(sqlite_engine)
    put(log)
    assert log.head().position == 3


@pytest.mark.parametrize("engine_name", ["sqlite_engine", "module_postgres_engine"])
def test_a_head_does_not_close_on_an_incomplete_append(engine_name: str, request: pytest.FixtureRequest) -> None:
    engine = request.getfixturevalue(engine_name)
    if open_log(engine).head().position == 0:
        a_record(open_log(engine))
    with engine.connect() as connection:
        for statement in (
            "UPDATE log_head SET open_to = 4",
            AN_EVENT + " SELECT 3, 3, 'c', type, leaf_hash, tags, leaf, words FROM events WHERE position = 1",
            "INSERT INTO appends SELECT 3, 3, 4, recorded_at + 1, recorded_by, notify FROM appends WHERE number = 2",
        ):
            connection.exec_driver_sql(statement)
        with pytest.raises(DBAPIError, match="forward by whole appends"):
            connection.exec_driver_sql(
                "UPDATE log_head SET position = 4, append = 3, open_to = NULL,"
                " recorded_at = (SELECT recorded_at FROM appends WHERE number = 3)"
            )
        connection.rollback()

"""Writers that meet: two services on one database, each with connections of its own."""

import sqlite3
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from events.log import HeadMoved, Log, NewAppend
from events.sql import make_engine, open_log, reading, writing
from tests.contract.new_appends import an_event, following, put

SECOND_APPEND = (
    "UPDATE log_head SET open_to = 2",
    "INSERT INTO events SELECT 2, 2, 'second', type, NULL, NULL, NULL, leaf_hash, tags, leaf, words FROM events",
    "INSERT INTO appends SELECT 2, 2, 2, recorded_at + 1, recorded_by, notify FROM appends",
    "UPDATE log_head SET position = 2, append = 2, recorded_at = recorded_at + 1, open_to = NULL",
)
"""What an append does, statement by statement, to stop between them."""


@pytest.fixture
def other_engine(engine: Engine) -> Iterator[Engine]:
    """The same database from another service."""
    other = make_engine(engine.url.render_as_string(hide_password=False))
    yield other
    other.dispose()


@pytest.fixture
def ours(engine: Engine) -> Log:
    return open_log(engine)


@pytest.fixture
def theirs(other_engine: Engine) -> Log:
    return open_log(other_engine)


class Attempt(threading.Thread):
    """One append in a thread of its own; what became of it, once joined."""

    def __init__(self, log: Log, new: NewAppend) -> None:
        super().__init__()
        self.log, self.new = log, new
        self.refused: Exception | None = None

    def run(self) -> None:
        try:
            self.log.append(self.new)
        except HeadMoved as moved:
            self.refused = moved


def test_a_decides_and_b_commits_first_so_a_decides_again(ours: Log, theirs: Log) -> None:
    decided = following(ours.head())
    put(theirs, an_event(event_id="theirs"))
    with pytest.raises(HeadMoved):
        ours.append(decided)
    put(ours, an_event(event_id="ours"))
    assert ours.positions_of(["theirs", "ours"]) == theirs.positions_of(["theirs", "ours"]) == {"theirs": 1, "ours": 2}


def test_nobody_sees_an_append_before_it_is_committed(engine: Engine, theirs: Log, ours: Log) -> None:
    put(ours)
    with writing(engine) as connection:
        for statement in SECOND_APPEND:
            connection.exec_driver_sql(statement)
        assert theirs.head().position == 1
        assert [recorded.position for recorded in theirs.read()] == [1]
    assert theirs.head().position == 2
    assert [recorded.position for recorded in theirs.read()] == [1, 2]


def test_of_two_that_decided_on_one_head_the_second_to_commit_is_refused(
    engine: Engine, theirs: Log, ours: Log
) -> None:
    put(ours)
    late = Attempt(theirs, following(theirs.head()))
    with writing(engine) as connection:
        for statement in SECOND_APPEND:
            connection.exec_driver_sql(statement)
        late.start()
    late.join()
    assert isinstance(late.refused, HeadMoved)
    assert ours.positions_of(["second", "event-2"]) == {"second": 2}


def test_a_transaction_that_writes_keeps_others_out_from_its_first_read_on_sqlite(sqlite_engine: Engine) -> None:
    other = sqlite3.connect(str(sqlite_engine.url.database), timeout=0, isolation_level=None)
    with writing(sqlite_engine) as connection:
        connection.exec_driver_sql("SELECT * FROM log_head").all()
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()


def test_reading_keeps_nobody_out_on_sqlite(sqlite_engine: Engine) -> None:
    with reading(sqlite_engine) as connection:
        connection.exec_driver_sql("SELECT * FROM log_head").all()
        put(open_log(sqlite_engine))
        assert connection.exec_driver_sql("SELECT position FROM log_head").scalar() == 0


def test_in_an_exclusive_turn_other_services_wait_on_postgresql(postgres_engine: Engine) -> None:
    other = make_engine(postgres_engine.url.render_as_string(hide_password=False))
    ours, theirs = open_log(postgres_engine), open_log(other)
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    with ours.turn(exclusive=True):
        decided = following(ours.head(), an_event(event_id="ours"))
        late = Attempt(theirs, following(theirs.head(), an_event(event_id="theirs")))
        late.start()
        with postgres_engine.connect() as connection:
            while late.is_alive() and connection.exec_driver_sql(waiting).scalar_one() == 0:
                connection.rollback()
        ours.append(decided)
    late.join()
    assert isinstance(late.refused, HeadMoved)
    assert ours.positions_of(["ours", "theirs"]) == {"ours": 1}
    put(theirs)
    other.dispose()


def test_a_follower_of_many_writers_misses_nothing(ours: Log, theirs: Log) -> None:
    def write(log: Log, writer: int) -> None:
        for number in range(10):
            event = an_event(event_id=f"{writer}-{number}")
            lost = 0
            while True:
                with log.turn(exclusive=lost > 1):
                    try:
                        log.append(following(log.head(), event, an_event()))
                    except HeadMoved:
                        lost += 1
                        continue
                    break

    writers = [threading.Thread(target=write, args=((ours, theirs)[writer % 2], writer)) for writer in range(8)]
    for writer in writers:
        writer.start()
    seen: list[int] = []
    while len(seen) < 160:
        seen.extend(recorded.position for recorded in ours.read(after=len(seen), limit=7))
        assert seen == list(range(1, len(seen) + 1))
    for writer in writers:
        writer.join()
    assert len(ours.positions_of([f"{writer}-{number}" for writer in range(8) for number in range(10)])) == 80


def test_a_connection_that_lost_its_server_is_replaced(postgres_engine: Engine) -> None:
    quiet = make_engine(postgres_engine.url.render_as_string(hide_password=False), idle=timedelta(0))
    log = open_log(quiet)
    put(log)
    with postgres_engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
    assert log.head().position == 1
    quiet.dispose()

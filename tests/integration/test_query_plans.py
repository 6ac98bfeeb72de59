"""At the size of a record of years, both engines by their own choice answer every hot question from an index."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, text

from events.log import Log
from events.sql import make_engine, open_log
from events.sql.engines import reading, writing
from monitor.readmodel.probing import Probes
from monitor.readmodel.projector import checkpoint
from monitor.readmodel.rows import Rows
from monitor.readmodel.strands import KINDS
from tests.contract.new_appends import an_event, put

KEYS, DAYS, VERSIONS = 300, 20, 3
"""Each strand has a row for each of so many days, in so many versions of which the last stands."""
DAY, THROUGH = DAYS // 2, KEYS * VERSIONS // 2
ASKED = [f"key-{number:03}" for number in range(0, KEYS, 30)]
EVENTS = 3_000

# The statement asks from them, or they hold one row or two.
READ_WHOLE = {"asked", "json_each", "unnest", "log_head", "projection"}

ROWS = """
WITH RECURSIVE
    keys (number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM keys WHERE number < :keys - 1),
    days (day) AS (SELECT 1 UNION ALL SELECT day + 1 FROM days WHERE day < :days),
    versions (version) AS (SELECT 0 UNION ALL SELECT version + 1 FROM versions WHERE version < :versions - 1)
INSERT INTO headline_a (key, valid_from, position, superseded_at, body)
SELECT 'key-' || substr('000' || CAST(number AS TEXT), length(CAST(number AS TEXT)) + 1), day,
    number + version * :keys + 1,
    CASE WHEN version < :versions - 1 THEN number + (version + 1) * :keys + 1 END, :body
FROM keys CROSS JOIN days CROSS JOIN versions
"""
FROM_HEADLINES = {
    **{kind: f"INSERT INTO {kind}_a SELECT * FROM headline_a" for kind in KINDS if kind not in ("headline", "record")},
    "record": "INSERT INTO record_a SELECT key, valid_from, position, superseded_at, :day FROM headline_a",
    "reach": "INSERT INTO reach_a (key, position, horizon, ahead, concerns)"
    " SELECT key, position * 100 + valid_from, 9, :empty, :empty FROM headline_a",
    "commitment": "INSERT INTO commitment_a (key, jurisdiction, position)"
    " SELECT key || '-' || CAST(valid_from AS TEXT), CASE valid_from WHEN 1 THEN 'KZ' ELSE 'OSCE' END, position"
    " FROM headline_a WHERE superseded_at IS NULL",
}


def fill(engine: Engine) -> None:
    """Rows straight into the read model, since only plans matter here, and a log."""
    with writing(engine) as connection:
        sizes = {"keys": KEYS, "days": DAYS, "versions": VERSIONS}
        connection.execute(text(ROWS), {**sizes, "body": b'{"status": "in-progress", "flags": []}'})
        for statement in FROM_HEADLINES.values():
            given = {"empty": b"[]", "day": b"1"}
            connection.execute(text(statement), {name: given[name] for name in given if f":{name}" in statement})
    put(open_log(engine), *(an_event(f"tag-{number % 300}") for number in range(EVENTS)))
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


@pytest.fixture(scope="module")
def filled_sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    path = tmp_path_factory.mktemp("plans") / "reform-monitor.db"
    shutil.copyfile(sqlite_template, path)
    engine = make_engine(f"sqlite:///{path}")
    fill(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def filled_postgresql(module_postgres_engine: Engine) -> Engine:
    fill(module_postgres_engine)
    return module_postgres_engine


@pytest.fixture(params=["filled_sqlite", "filled_postgresql"])
def filled(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.getfixturevalue(request.param)
    return found


def plan(engine: Engine, ask: Callable[[], object]) -> str:
    """How the engine goes about the statements of a question."""
    asked: list[tuple[str, Any]] = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(*given: Any) -> None:
        asked.append((given[2], given[3]))

    ask()
    event.remove(engine, "before_cursor_execute", note)
    assert asked
    explain = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "
    with engine.connect() as connection:
        rows = [row for one in asked for row in connection.exec_driver_sql(explain + one[0], one[1])]
    return "\n".join(str(row[-1]) for row in rows)


def read_whole(shown: str) -> set[str]:
    """What a plan reads from end to end, by name or by the name that the statement gives it."""
    found = re.findall(r"SCAN (\w+)|Seq Scan on (\w+)|Function Scan on (\w+)", shown)
    return {name for names in found for name in names if name} - READ_WHOLE


def ask_model(engine: Engine, question: Callable[[Connection], object]) -> str:
    def ask() -> None:
        with reading(engine) as connection:
            question(connection)

    return plan(engine, ask)


MODEL: dict[str, Callable[[Connection], object]] = {
    "reach": lambda connection: Probes(connection, "a").reach(ASKED, THROUGH),
    "commitments": lambda connection: Probes(connection, "a").commitments(after="key-298"),
    "commitments of a jurisdiction": lambda connection: Probes(connection, "a").commitments(["KZ"]),
    "all that was said": lambda connection: Probes(connection, "a").account_rows(ASKED),
    "all that happened to parts": lambda connection: Probes(connection, "a").part_rows(ASKED),
    "accounts under": lambda connection: Rows(connection, "a").under("account", ASKED),
    "benchmarks under": lambda connection: Rows(connection, "a").under("headline", ASKED),
    "checkpoint": checkpoint,
}

LOG: dict[str, Callable[[Log], object]] = {
    "read": lambda log: log.read(after=1_500, limit=100),
    "at": lambda log: log.at([3, 1_500]),
    "tagged": lambda log: log.tagged(["tag-7", "tag-8"], through=1_500),
    "tags_of": lambda log: log.tags_of([3, 1_500]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_probe_walks_each_strand_from_the_day_backwards(filled: Engine, kind: str) -> None:
    shown = ask_model(filled, lambda connection: Probes(connection, "a").probe(kind, ASKED, DAY, THROUGH))
    assert read_whole(shown) == set()
    # By the key and the day, in the order of the index: the first row that is known and stands ends the walk.
    if filled.dialect.name == "sqlite":
        assert re.search(r"SEARCH s USING PRIMARY KEY \(key=\? AND valid_from<\?\)", shown)
        assert "TEMP B-TREE" not in shown
    else:
        assert f"Index Scan Backward using pk_{kind}_a" in shown
        assert re.search(r"Index Cond: \(\(key = .+\) AND \(valid_from <= ", shown)
        assert "Sort" not in shown


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_strand_is_read_by_its_key(filled: Engine, kind: str) -> None:
    shown = ask_model(filled, lambda connection: Probes(connection, "a").whole(kind, "key-007", THROUGH))
    assert read_whole(shown) == set()
    assert "key=?" in shown or "Index Cond: (key = 'key-007'" in shown or "Index Cond: ((key = 'key-007'" in shown


@pytest.mark.parametrize("kind", KINDS)
def test_the_projector_reads_what_stands_by_key(filled: Engine, kind: str) -> None:
    shown = ask_model(filled, lambda connection: Rows(connection, "a").standing(kind, ASKED))
    assert read_whole(shown) == set()


@pytest.mark.parametrize("question", MODEL)
def test_the_read_model_answers_from_an_index(filled: Engine, question: str) -> None:
    assert read_whole(ask_model(filled, MODEL[question])) == set()


@pytest.mark.parametrize("question", LOG)
def test_the_log_answers_from_an_index(filled: Engine, question: str) -> None:
    log = open_log(filled)
    # The appends are one row here, and as many as commits in use.
    assert read_whole(plan(filled, lambda: LOG[question](log))) <= {"appends"}


def test_what_reads_a_table_from_end_to_end_would_be_noticed(filled: Engine) -> None:
    by_body = text("SELECT key FROM headline_a WHERE body = :body")
    shown = ask_model(filled, lambda connection: connection.execute(by_body, {"body": b"{}"}))
    assert read_whole(shown) == {"headline_a"}

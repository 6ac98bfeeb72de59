"""Every question to the log is answered from an index, however long the log grows."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, event

from events.log import EventQuery, Log
from events.sql import open_log
from tests.contract.new_appends import an_event, put

TABLES = ("events", "event_tags", "event_texts", "appends", "idempotency")

QUESTIONS: dict[str, Callable[[Log], object]] = {
    "read": lambda log: log.read(after=100, limit=10),
    "at": lambda log: log.at([3, 5]),
    "positions_of": lambda log: log.positions_of(["event-3"]),
    "positions_of_external": lambda log: log.positions_of_external(["theirs/3"]),
    "find all": lambda log: log.find(EventQuery(), newest_first=True),
    "find by tag": lambda log: log.find(EventQuery(every=(("even", "odd"), ("tag-7",))), newest_first=True),
    "find by instant": lambda log: log.find(EventQuery(recorded_from=datetime(2031, 1, 4, 12, tzinfo=UTC))),
    "tagged": lambda log: log.tagged(["tag-7", "tag-8"], after=100),
    "tagged_each": lambda log: log.tagged_each(["tag-7", "tag-8"], through=100),
    "last_tagged": lambda log: log.last_tagged(["tag-7", "tag-8"]),
    "first_tagged": lambda log: log.first_tagged(["tag-7", "tag-8"], after=100),
    "tags_like": lambda log: log.tags_like(["tag-"]),
    "tags_of": lambda log: log.tags_of([3, 5]),
    "texts": lambda log: log.texts([3, 5]),
    "append_record": lambda log: log.append_record(1),
    "append_records": lambda log: log.append_records([1, 2]),
    "append_holding": lambda log: log.append_holding(5),
    "last_append_at": lambda log: log.last_append_at(datetime(2031, 1, 4, 12, tzinfo=UTC)),
    "idempotency": lambda log: log.idempotency("rm-1", "POST /v1/events", "k"),
}


def plans(engine: Engine, ask: Callable[[Log], object]) -> str:
    """How the engine goes about each statement of a question."""
    asked: list[tuple[str, Any]] = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(*given: Any) -> None:
        asked.append((given[2], given[3]))

    ask(open_log(engine))
    event.remove(engine, "before_cursor_execute", note)
    questions = [(statement, parameters) for statement, parameters in asked if "SELECT" in statement]
    assert questions
    explain = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET enable_seqscan = off")
        rows = [row for one in questions for row in connection.exec_driver_sql(explain + one[0], one[1])]
    return "\n".join(str(row[-1]) for row in rows)


@pytest.mark.parametrize("question", QUESTIONS)
def test_is_answered_from_an_index(question: str, engine: Engine) -> None:
    put(
        open_log(engine),
        *(an_event("even" if n % 2 else "odd", f"tag-{n % 50}", external_id=f"theirs/{n}") for n in range(500)),
        key="k",
    )
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")
    plan = plans(engine, QUESTIONS[question])
    for table in TABLES:
        assert f"SCAN {table}" not in plan
        assert f"Seq Scan on {table}" not in plan

"""Rebuilding: fills the generation beside the one that answers, compares, and switches. It announces nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Table, literal, select, tuple_, update

from events.log import Log
from events.sql.engines import reading, writing
from monitor.gather import Gather
from monitor.readmodel.projector import Projector, checkpoint
from monitor.readmodel.rows import Rows
from monitor.readmodel.strands import KINDS
from monitor.readmodel.tables import PROJECTION, REACH, SHAPE, STRANDS

ROWS_AT_ONCE = 5_000
"""Rows cleared or compared in one go: long transactions make others wait and pin SQLite's write-ahead log."""

_BEING_CLEARED = -1


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild did: events read, rows made, and the first strand that differs from what answered before."""

    events: int
    rows: int
    differs_at: str | None


def rebuild(
    engine: Engine,
    log: Log,
    gather: Gather,
    progress: Callable[[int, int], None] = lambda _a, _b: None,
) -> Rebuilt:
    """Build the read model anew beside the one that answers, and let it answer from then on; readers see no gap.

    It has read as far as the one that answered before, so what was not projected yet is projected and told after.

    Args:
        engine: the database.
        log: its log.
        gather: entries of the log.
        progress: told the position read and that of the head, again and again.

    Raises:
        GenerationBeingCleared: another rebuild has begun.
    """
    _clear(engine)
    projector = Projector(engine, log, gather, answering=False)
    rows = 0
    for done in projector.catch_up():
        rows += done.rows
        progress(done.position, max(log.head().position, done.position))
    differs_at = _first_difference(engine)
    # Whoever appends meanwhile is not kept waiting: what came since the catch-up is projected under both locks.
    with log.turn(), writing(engine) as connection:
        old = checkpoint(connection, answering=True, lock=True)
        rows += sum(done.rows for done in projector.catch_up_within(connection))
        new = checkpoint(connection, answering=False)
        _answer(connection, old.generation, answers=False)
        _answer(connection, new.generation, answers=True)
    return Rebuilt(new.position, rows, differs_at)


def is_outdated(engine: Engine) -> bool:
    """Whether the generation that answers has rows of an earlier version of the service."""
    with reading(engine) as connection:
        return checkpoint(connection).shape != SHAPE


def _clear(engine: Engine) -> None:
    with writing(engine) as connection:
        generation = checkpoint(connection, answering=False, lock=True).generation
        _go_to(connection, generation, _BEING_CLEARED)
    left = True
    while left:
        with writing(engine) as connection:
            left = Rows(connection, generation).clear(ROWS_AT_ONCE)
    with writing(engine) as connection:
        _go_to(connection, generation, 0)


def _go_to(connection: Connection, generation: str, position: int) -> None:
    connection.execute(
        update(PROJECTION)
        .where(PROJECTION.c.generation == generation)
        .values(position=position, append=max(position, 0), shape=SHAPE)
    )


def _answer(connection: Connection, generation: str, *, answers: bool) -> None:
    connection.execute(update(PROJECTION).where(PROJECTION.c.generation == generation).values(answers=int(answers)))


def _first_difference(engine: Engine) -> str | None:
    """The first strand whose rows differ between the generations, up to the position both have reached."""
    with reading(engine) as connection:
        old, new = checkpoint(connection, answering=True), checkpoint(connection, answering=False)
        if old.position != new.position:
            return None
    pairs = {kind: (STRANDS[kind, old.generation], STRANDS[kind, new.generation]) for kind in KINDS}
    for name, tables in {**pairs, "reach": (REACH[old.generation], REACH[new.generation])}.items():
        found = _first_difference_of(engine, tables)
        if found is not None:
            return f"{name} {found}"
    return None


def _first_difference_of(engine: Engine, tables: tuple[Table, Table]) -> str | None:
    """The first key whose rows differ between two tables of one shape."""
    after: tuple[Any, ...] | None = None
    while True:
        pages = [_rows_past(engine, table, after) for table in tables]
        for mine, theirs in zip(*pages, strict=False):
            if mine != theirs:
                return str(min(mine[0], theirs[0]))
        if len(pages[0]) != len(pages[1]):
            longer = max(pages, key=len)
            return str(longer[min(len(pages[0]), len(pages[1]))][0])
        if not pages[0]:
            return None
        after = pages[0][-1][: len(tables[0].primary_key.columns)]


def _rows_past(engine: Engine, table: Table, after: tuple[Any, ...] | None) -> list[tuple[Any, ...]]:
    """Some rows behind a key, in the order of keys, which are the first columns."""
    key = list(table.primary_key.columns)
    statement = select(table).order_by(*key).limit(ROWS_AT_ONCE)
    if after is not None:
        statement = statement.where(tuple_(*key) > tuple_(*(literal(part) for part in after)))
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(statement)]

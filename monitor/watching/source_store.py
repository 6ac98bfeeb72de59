"""Watched sources in the database. Every function leaves the transaction to the caller."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, text, update

from events.sql.instants import to_stored
from monitor.watching.source import Expected, Source
from monitor.watching.tables import watched

_WATCH = text(
    "INSERT INTO watched (name, title, every_days, body, created_at) "
    "VALUES (:name, :title, :every_days, :body, :now) ON CONFLICT (name) DO UPDATE "
    "SET title = excluded.title, every_days = excluded.every_days, body = excluded.body"
)


def watch(connection: Connection, name: str, expected: Expected, now: datetime) -> bool:
    """Watch a source from now on, or expect something else of one that is watched; whether it is new."""
    new = one(connection, name) is None
    connection.execute(_WATCH, {"name": name, **expected.model_dump(), "now": to_stored(now)})
    return new


def checked(connection: Connection, name: str, now: datetime) -> bool:
    """Somebody has looked at a source; whether there is one of that name."""
    done = connection.execute(update(watched).where(watched.c.name == name).values(checked_at=now))
    return done.rowcount == 1


def forget(connection: Connection, name: str) -> bool:
    """Watch a source no longer; whether it was."""
    return connection.execute(delete(watched).where(watched.c.name == name)).rowcount == 1


def one(connection: Connection, name: str) -> Source | None:
    """The source of that name."""
    row = connection.execute(select(watched).where(watched.c.name == name)).one_or_none()
    return _source(row) if row else None


def every(connection: Connection) -> list[Source]:
    """Every source, by name."""
    return [_source(row) for row in connection.execute(select(watched).order_by(watched.c.name))]


def _source(row: Row[Any]) -> Source:
    expected = Expected(title=row.title, every_days=row.every_days, body=row.body)
    return Source(row.name, expected, row.checked_at, row.created_at)

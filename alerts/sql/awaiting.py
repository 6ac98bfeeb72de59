"""Causes that wait to be turned into messages."""

from datetime import datetime

from sqlalchemy import Connection, select, text

from alerts.sql.tables import awaiting
from events.sql.instants import to_stored


def wait(connection: Connection, cause: str, sendable_at: datetime) -> None:
    """Have a cause turned into messages from a moment on. Once it has been, it does not come again."""
    statement = "INSERT INTO awaiting (cause, sendable_at) VALUES (:cause, :at) ON CONFLICT (cause) DO NOTHING"
    connection.execute(text(statement), {"cause": cause, "at": to_stored(sendable_at)})


def take_one(connection: Connection, cause: str) -> bool:
    """Take this cause off the list; whether it was on it, and no other worker has taken it meanwhile."""
    return connection.execute(awaiting.delete().where(awaiting.c.cause == cause)).rowcount == 1


def put_off(connection: Connection, cause: str, sendable_at: datetime) -> None:
    """Have a cause told no earlier than a moment."""
    connection.execute(awaiting.update().where(awaiting.c.cause == cause).values(sendable_at=to_stored(sendable_at)))


def is_any_due(connection: Connection, now: datetime) -> bool:
    """Whether the moment of any cause has come: a look that locks nothing."""
    found = select(awaiting.c.cause).where(awaiting.c.sendable_at <= to_stored(now)).limit(1)
    return connection.execute(found).first() is not None


def take(connection: Connection, now: datetime) -> str | None:
    """The key of a cause whose moment has come, taken off the list by this transaction; ``None`` where there is none.

    Several workers may ask at once, and each gets another one.
    """
    lock = "" if connection.dialect.name == "sqlite" else "FOR UPDATE SKIP LOCKED"
    found = connection.execute(
        text(
            f"SELECT cause FROM awaiting WHERE sendable_at <= :now ORDER BY sendable_at, cause LIMIT 1 {lock}"  # noqa: S608
        ),
        {"now": to_stored(now)},
    ).scalar()
    if found is not None:
        connection.execute(awaiting.delete().where(awaiting.c.cause == found))
    return found

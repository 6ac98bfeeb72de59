"""Notices in the database: written by the projector in its own transaction, read by number."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import Connection, func, select, text

from alerts.notices import Notice, Numbered, cause_of
from alerts.sql.tables import notices
from events.sql.instants import to_stored
from events.sql.many import bound, spelled

_COLUMNS = "number, cause, item, what, recorded_at, silent, body"


def write(connection: Connection, told: Iterable[Notice]) -> int:
    """Put notices on record, in their order; one that is there already is left as it is.

    To be called under the lock of the projector, which gives numbers their order.

    Returns:
        How many there were, old ones among them.
    """
    last = connection.execute(select(func.coalesce(func.max(notices.c.number), 0))).scalar_one()
    rows = [_row(number, notice) for number, notice in enumerate(told, start=last + 1)]
    if rows:
        placeholder = "?" if connection.dialect.name == "sqlite" else "%s"
        values = ", ".join([placeholder] * len(rows[0]))
        connection.exec_driver_sql(
            f"INSERT INTO notices (key, {_COLUMNS}) VALUES ({values}) ON CONFLICT (key) DO NOTHING",  # noqa: S608
            rows,
        )
    return len(rows)


def head(connection: Connection) -> int:
    """The number of the last notice; 0 where there is none."""
    return int(connection.execute(select(func.coalesce(func.max(notices.c.number), 0))).scalar_one())


def after(connection: Connection, number: int, limit: int) -> list[Numbered]:
    """Notices with greater numbers, ascending, at most ``limit``."""
    statement = text(f"SELECT {_COLUMNS} FROM notices WHERE number > :number ORDER BY number LIMIT :limit")  # noqa: S608
    return list(_numbered(connection.execute(statement, {"number": number, "limit": limit})))


def by_number(connection: Connection, asked: Collection[int]) -> list[Numbered]:
    """The notices with these numbers, ascending."""
    engine = connection.dialect.name
    statement = spelled(f"SELECT {_COLUMNS} FROM notices WHERE number IN NUMBERS(:asked) ORDER BY number", engine)  # noqa: S608
    return list(_numbered(connection.execute(text(statement), {"asked": bound(sorted(asked), engine)})))


def newest(connection: Connection, *, before: int, since: datetime, limit: int) -> list[Numbered]:
    """Notices with smaller numbers that were recorded at ``since`` or later, the newest first, at most ``limit``."""
    statement = text(
        f"SELECT {_COLUMNS} FROM notices WHERE number < :before AND recorded_at >= :since "  # noqa: S608
        "ORDER BY number DESC LIMIT :limit"
    )
    asked = {"before": before, "since": to_stored(since), "limit": limit}
    return list(_numbered(connection.execute(statement, asked)))


def of_cause(connection: Connection, cause: str) -> list[Numbered]:
    """Every notice of a cause, by its key, ascending."""
    statement = text(
        f"SELECT {_COLUMNS} FROM notices WHERE key > :first AND key < :last ORDER BY number"  # noqa: S608
    )
    return list(_numbered(connection.execute(statement, _keys_of(cause))))


def of_event(connection: Connection, cause: str, event: str) -> list[Numbered]:
    """The notices of a cause, by its key, that are of one event, by its id, ascending.

    Those that hold the id anywhere are found where they are kept: an import has thousands of others.
    """
    held = _HOLDS[connection.dialect.name]
    statement = text(
        f"SELECT {_COLUMNS} FROM notices WHERE key > :first AND key < :last AND {held} ORDER BY number"  # noqa: S608
    )
    found = connection.execute(statement, {**_keys_of(cause), "id": event.encode()})
    return [one for one in _numbered(found) if event in one.notice.events]


_HOLDS = {
    "sqlite": "instr(body, CAST(:id AS BLOB)) > 0",
    "postgresql": "position(CAST(:id AS bytea) IN body) > 0",
}


def _keys_of(cause: str) -> dict[str, bytes]:
    """All keys of a cause begin with it and a blank; the sign after the blank comes after all of them."""
    begins = cause.encode()
    return {"first": begins + b" ", "last": begins + b"!"}


def _row(number: int, notice: Notice) -> tuple[Any, ...]:
    body = {
        "before": notice.before,
        "after": notice.after,
        "since": notice.since,
        "until": notice.until,
        "tags": notice.tags,
        "events": notice.events,
        "counts_from": notice.counts_from,
    }
    return (
        notice.key,
        number,
        notice.cause.key,
        notice.item,
        notice.what,
        to_stored(notice.recorded_at),
        notice.silent,
        orjson.dumps(body),
    )


def _numbered(rows: Iterable[Sequence[Any]]) -> Iterator[Numbered]:
    for number, cause, item, what, recorded_at, silent, written in rows:
        body = orjson.loads(bytes(written))
        yield Numbered(
            number,
            Notice(
                what=what,
                item=item,
                before=body["before"],
                after=body["after"],
                since=date.fromisoformat(body["since"]) if body["since"] else None,
                until=date.fromisoformat(body["until"]) if body["until"] else None,
                cause=cause_of(cause),
                tags=tuple(body["tags"]),
                events=tuple(body["events"]),
                recorded_at=_EPOCH + timedelta(microseconds=recorded_at),
                counts_from=date.fromisoformat(body["counts_from"]),
                silent=bool(silent),
            ),
        )


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

"""Rectangles of valid days by known positions, each with the value that held in it, and three indexes over them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import orjson
from sqlalchemy import Connection, text

from events.sql.many import bound, spelled
from tests.bench.structures.steps import Step

FOR_GOOD = 2**31 - 1
"""The end of a side that is open: the largest number an R*Tree of integers takes."""


@dataclass(frozen=True, slots=True)
class _Rectangle:
    number: int
    valid_to: int
    known_from: int
    body: bytes


class Rectangles:
    """Works out which rectangles end and begin with each step; its heirs keep them. All ends are exclusive."""

    name = "rectangles"
    insert: str
    close: str

    def __init__(self) -> None:
        self._standing: dict[str, dict[int, _Rectangle]] = {}
        self._numbers = iter(range(1, FOR_GOOD))
        self._key_numbers: dict[str, int] = {}
        self._added: list[dict[str, Any]] = []
        self._closed: list[dict[str, Any]] = []

    def take(self, step: Step) -> None:
        """End what no longer holds as it was, begin what holds instead."""
        key = step.strand.key
        standing = self._standing.setdefault(key, {})
        wanted = {since: (until, body) for since, until, body in _runs(step.strand.every)}
        for since, old in list(standing.items()):
            if wanted.get(since) != (old.valid_to, old.body):
                del standing[since]
                self._closed.append(
                    {
                        **self._named(key, since, old.valid_to),
                        "number": old.number,
                        "known_from": old.known_from,
                        "at": step.position,
                    }
                )
        for since, (until, body) in wanted.items():
            if since not in standing:
                made = standing[since] = _Rectangle(next(self._numbers), until, step.position, body)
                self._added.append(
                    {**self._named(key, since, until), "number": made.number, "known_from": step.position, "body": body}
                )

    def _named(self, key: str, since: int, until: int) -> dict[str, Any]:
        number = self._key_numbers.setdefault(key, len(self._key_numbers))
        return {"key": key, "key_number": number, "valid_from": since, "valid_to": until, "for_good": FOR_GOOD}

    def write(self, connection: Connection) -> int:
        """Added first: what begins with one step can end with a later one of the same transaction."""
        for statement, rows in ((self.insert, self._added), (self.close, self._closed)):
            if rows:
                connection.execute(text(statement), rows)
        written = len(self._added) + len(self._closed)
        self._added, self._closed = [], []
        return written


class RectanglesInBTree(Rectangles):
    """By key and first day, newest first; on either engine."""

    name = "rectangles, B-tree"
    insert = (
        "INSERT INTO rectangles (key, valid_from, known_from, valid_to, known_to, body)"
        " VALUES (:key, :valid_from, :known_from, :valid_to, :for_good, :body)"
    )
    close = (
        "UPDATE rectangles SET known_to = :at"
        " WHERE key = :key AND valid_from = :valid_from AND known_from = :known_from"
    )

    def create(self, connection: Connection) -> None:
        """One table whose key is the index."""
        sqlite = connection.dialect.name == "sqlite"
        name, rest = ("TEXT", " STRICT, WITHOUT ROWID") if sqlite else ('TEXT COLLATE "C"', "")
        connection.exec_driver_sql(
            f"CREATE TABLE rectangles (key {name}, valid_from INTEGER, known_from INTEGER, valid_to INTEGER,"
            f" known_to INTEGER, body {'BLOB' if sqlite else 'BYTEA'}, PRIMARY KEY (key, valid_from, known_from)){rest}"
        )

    def values(self, connection: Connection, keys: Collection[str], day: int, through: int) -> Mapping[str, Any]:
        """From the day backwards until one rectangle holds the point."""
        engine = connection.dialect.name
        statement = spelled(
            "SELECT asked.value, (SELECT body FROM rectangles WHERE key = asked.value"
            " AND valid_from <= CAST(:day AS INTEGER) AND valid_to > CAST(:day AS INTEGER)"
            " AND known_from <= CAST(:through AS INTEGER) AND known_to > CAST(:through AS INTEGER)"
            " ORDER BY valid_from DESC, known_from DESC LIMIT 1) FROM EACH_TEXT(:keys)",
            engine,
        )
        found = connection.execute(text(statement), {"keys": bound(keys, engine), "day": day, "through": through})
        return {key: orjson.loads(bytes(body)) for key, body in found if body is not None}


class RectanglesInRTree(Rectangles):
    """SQLite's R*Tree of integers over key, days and positions. Its ends are inclusive."""

    name = "rectangles, R*Tree"
    insert = (
        "INSERT INTO boxes (id, key_from, key_to, valid_from, valid_to, known_from, known_to, body)"
        " VALUES (:number, :key_number, :key_number, :valid_from, :valid_to - 1, :known_from, :for_good, :body)"
    )
    close = "UPDATE boxes SET known_to = :at - 1 WHERE id = :number"

    def create(self, connection: Connection) -> None:
        """The tree, with the value beside each box."""
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE boxes USING rtree_i32"
            " (id, key_from, key_to, valid_from, valid_to, known_from, known_to, +body)"
        )

    def values(self, connection: Connection, keys: Collection[str], day: int, through: int) -> Mapping[str, Any]:
        """One walk through the tree for all keys that lie between the first and the last asked for."""
        numbers = {self._key_numbers[key]: key for key in keys}
        found = connection.execute(
            text(
                "SELECT key_from, body FROM boxes WHERE key_to >= :first AND key_from <= :last"
                " AND valid_from <= :day AND valid_to >= :day AND known_from <= :through AND known_to >= :through"
            ),
            {"first": min(numbers), "last": max(numbers), "day": day, "through": through},
        )
        return {numbers[number]: orjson.loads(body) for number, body in found if number in numbers}


class RectanglesInSpGist(Rectangles):
    """PostgreSQL's SP-GiST over boxes of days by positions; the key is looked at in the rows found."""

    name = "rectangles, SP-GiST"
    insert = (
        "INSERT INTO boxes (id, key, area, body) VALUES (:number, :key, box(point(:valid_from, :known_from),"
        " point(:valid_to - 0.5, :for_good)), :body)"
    )
    close = (
        "UPDATE boxes SET area = box(point(:valid_from, :known_from), point(:valid_to - 0.5, :at - 0.5))"
        " WHERE id = :number"
    )

    def create(self, connection: Connection) -> None:
        """The table and its index."""
        connection.exec_driver_sql(
            'CREATE TABLE boxes (id BIGINT PRIMARY KEY, key TEXT COLLATE "C", area BOX, body BYTEA)'
        )
        connection.exec_driver_sql("CREATE INDEX ix_boxes_area ON boxes USING spgist (area)")

    def values(self, connection: Connection, keys: Collection[str], day: int, through: int) -> Mapping[str, Any]:
        """Every box that holds the point, of whatever key, then those asked for."""
        found = connection.execute(
            text(
                "SELECT key, body FROM boxes WHERE area @> box(point(:day, :through), point(:day, :through))"
                " AND key = ANY (CAST(:keys AS text[]))"
            ),
            {"keys": list(keys), "day": day, "through": through},
        )
        return {key: orjson.loads(bytes(body)) for key, body in found}


def _runs(rows: tuple[tuple[int, bytes], ...]) -> Iterator[tuple[int, int, bytes]]:
    for (since, body), (until, _) in pairwise([*rows, (FOR_GOOD, b"")]):
        yield since, until, body

"""Reading a generation: the value of any strand on any day, as known at any position."""

from collections.abc import Collection, Mapping
from typing import Any

import orjson
from sqlalchemy import Connection, TextClause, text

from events.sql.many import array, bound, spelled
from monitor.readmodel.row_json import headline_on, headlines_told
from monitor.readmodel.strands import NO_REACH, Reach, Row

EveryRow = tuple[str, int, int, int | None, bytes]
"""Key, first day, known from a position on, until another (exclusive; ``None``: still), and what is said."""


class Probes:
    """Questions to one generation on one connection.

    ``reached`` is a position through which the generation had read the log when it was asked; 0 where nobody asked.
    """

    def __init__(self, connection: Connection, generation: str, reached: int = 0) -> None:
        self._connection = connection
        self.generation = generation
        self.reached = reached
        self._engine = connection.dialect.name

    def probe(self, kind: str, keys: Collection[str], as_of: int, through: int) -> dict[str, Any]:
        """The value of each strand on a day, as known at a position; strands without one are left out."""
        if not keys:
            return {}
        if kind != "headline":
            return self._probe(kind, dict.fromkeys(keys, as_of), through)
        return self.headlines(self.reach(keys, through), as_of, through)

    def account_rows(self, subjects: Collection[str]) -> list[EveryRow]:
        """Every row ever written of what anybody says of these subjects, by key, first day and position."""
        statement = (
            "SELECT s.key, s.valid_from, s.position, s.superseded_at, s.body FROM EACH_TEXT(:subjects) "  # noqa: S608 - own names
            f"JOIN account_{self.generation} s ON s.key >= asked.value || '/' AND s.key < asked.value || '0' "
            "ORDER BY s.key, s.valid_from, s.position"
        )
        asked = {"subjects": bound(subjects, self._engine)}
        return [tuple(row) for row in self._connection.execute(text(spelled(statement, self._engine)), asked)]

    def part_rows(self, measures: Collection[str]) -> list[EveryRow]:
        """Every row ever written of what happened to parts of these measures, by key, first day and position."""
        statement = (
            f"SELECT key, valid_from, position, superseded_at, body FROM part_{self.generation} "  # noqa: S608 - own names
            "WHERE key IN TEXTS(:keys) ORDER BY key, valid_from, position"
        )
        asked = {"keys": bound(measures, self._engine)}
        return [tuple(row) for row in self._connection.execute(text(spelled(statement, self._engine)), asked)]

    def headlines(self, reaches: Mapping[str, Reach], as_of: int, through: int) -> dict[str, Any]:
        """What is told of each headline on a day, as known at the position of these reaches."""
        found = self.kept_headlines(reaches, as_of, through)
        # Nothing is on record past the horizon: it is as good as the day, and no later row is walked past.
        records = self._probe("record", {key: min(as_of, reaches[key].horizon) for key in found}, through)
        return {key: headline_on(body, as_of, records[key], reaches[key].covers_to) for key, body in found.items()}

    def kept_headlines(self, reaches: Mapping[str, Reach], as_of: int, through: int) -> dict[str, Any]:
        """What rows keep of each headline on a day, as known at the position of these reaches."""
        found: dict[str, Any] = {}
        solid: dict[str, int] = {}
        for key, reach in reaches.items():
            arrived = [body for day, body in reach.ahead if day <= as_of]
            if arrived:
                found[key] = orjson.loads(arrived[-1])
            else:
                solid[key] = min(as_of, reach.horizon)
        return {**found, **self._probe("headline", solid, through)}

    def headlines_told(self, reaches: Mapping[str, Reach], through: int) -> dict[str, list[tuple[int, dict[str, Any]]]]:
        """What is told of each headline, by the days from which it may be different, ascending.

        As known at the position of these reaches.
        """
        rows, records = (self.wholes(kind, reaches, through) for kind in ("headline", "record"))
        for key, reach in reaches.items():
            rows[key] += [(day, orjson.loads(body)) for day, body in reach.ahead]
        return {
            key: list(headlines_told(rows[key], [day for day, _ in records[key]], reach.covers_to))
            for key, reach in reaches.items()
        }

    def reach(self, keys: Collection[str], through: int) -> dict[str, Reach]:
        """The reach of each headline, as known at a position."""
        table = f"reach_{self.generation}"
        statement = (
            "SELECT asked.value, r.horizon, r.ahead, r.concerns, r.covers_to FROM EACH_TEXT(:keys) "  # noqa: S608 - own names
            f"JOIN {table} r ON r.key = asked.value AND r.position = (SELECT max(n.position) FROM {table} n "
            "WHERE n.key = asked.value AND n.position <= CAST(:through AS BIGINT))"
        )
        asked = {"keys": bound(keys, self._engine), "through": through}
        found = self._connection.execute(text(spelled(statement, self._engine)), asked).all()
        return {
            key: Reach(horizon, read_ahead(bytes(ahead)), bytes(concerns), covers_to)
            for key, horizon, ahead, concerns, covers_to in found
        }

    def whole(self, kind: str, key: str, through: int) -> list[tuple[int, Any]]:
        """Every row of a strand as known at a position, ascending by first day, what time alone brings included."""
        statement = text(
            f"SELECT valid_from, body FROM {kind}_{self.generation} WHERE key = :key "  # noqa: S608 - own names
            "AND position <= CAST(:through AS BIGINT) "
            "AND (superseded_at IS NULL OR superseded_at > CAST(:through AS BIGINT)) ORDER BY valid_from"
        )
        rows = self._connection.execute(statement, {"key": key, "through": through})
        found = [(day, orjson.loads(bytes(body))) for day, body in rows]
        if kind == "headline":
            ahead = self.reach([key], through).get(key, NO_REACH).ahead
            found += [(day, orjson.loads(body)) for day, body in ahead]
        return found

    def wholes(self, kind: str, keys: Collection[str], through: int) -> dict[str, list[tuple[int, Any]]]:
        """As ``whole``, of several strands in one question, but of headlines without what time alone brings.

        Each of the keys is in the answer.
        """
        found: dict[str, list[tuple[int, Any]]] = {key: [] for key in keys}
        statement = (
            f"SELECT key, valid_from, body FROM {kind}_{self.generation} WHERE key IN TEXTS(:keys) "  # noqa: S608 - own names
            "AND position <= CAST(:through AS BIGINT) "
            "AND (superseded_at IS NULL OR superseded_at > CAST(:through AS BIGINT)) ORDER BY key, valid_from"
        )
        asked = {"keys": bound(keys, self._engine), "through": through}
        for key, day, body in self._connection.execute(text(spelled(statement, self._engine)), asked).all():
            found[key].append((day, orjson.loads(body)))
        return found

    def commitments(
        self, jurisdictions: Collection[str] | None = None, *, after: str = "", most: int | None = None
    ) -> list[str]:
        """Ids of commitments that ever were on record, ascending, past ``after``; the first of them, or all."""
        statement = f"SELECT key FROM commitment_{self.generation} WHERE key > :after"  # noqa: S608 - own names
        asked: dict[str, Any] = {"after": after}
        if jurisdictions is not None:
            statement += " AND jurisdiction IN TEXTS(:codes)"
            asked["codes"] = bound(jurisdictions, self._engine)
        statement += " ORDER BY key"
        if most is not None:
            statement += " LIMIT :most"
            asked["most"] = most
        statement = spelled(statement, self._engine)
        return list(self._connection.execute(text(statement), asked).scalars().all())

    def keys(self, kind: str) -> list[str]:
        """Every key of a kind of strand, ascending."""
        statement = text(f"SELECT DISTINCT key FROM {kind}_{self.generation} ORDER BY key")  # noqa: S608 - own names
        return [key for (key,) in self._connection.execute(statement)]

    def _probe(self, kind: str, days: Mapping[str, int], through: int) -> dict[str, Any]:
        return {key: orjson.loads(body) for key, body in self._kept(kind, days, through).items()}

    def _kept(self, kind: str, days: Mapping[str, int], through: int) -> dict[str, bytes]:
        if not days:
            return {}
        statement = _probing(f"{kind}_{self.generation}", self._engine)
        found = self._connection.execute(statement, {**_pairs(days, self._engine), "through": through})
        return {key: body for key, body in found.all() if body is not None}


def write_ahead(ahead: tuple[Row, ...]) -> bytes:
    """Rows that time alone brings, as one value."""
    return orjson.dumps([(day, orjson.Fragment(body)) for day, body in ahead])


def read_ahead(written: bytes) -> tuple[Row, ...]:
    """The rows again."""
    return tuple((day, orjson.dumps(body)) for day, body in orjson.loads(written))


def _pairs(days: Mapping[str, int], engine: str) -> dict[str, Any]:
    if engine == "sqlite":
        return {"asked": orjson.dumps(days).decode()}
    return {"keys": array(days), "days": array(days.values())}


def _probing(table: str, engine: str) -> TextClause:
    """Newest first among the rows that start by the day: the first one known and not yet superseded answers."""
    # An object, for SQLite has its members as columns, and digs into pairs anew wherever one is mentioned.
    asked = (
        "json_each(:asked) AS asked"
        if engine == "sqlite"
        else "unnest(CAST(:keys AS text[]), CAST(:days AS integer[])) AS asked (key, value)"
    )
    return text(
        f"SELECT asked.key, (SELECT s.body FROM {table} s WHERE s.key = asked.key AND s.valid_from <= asked.value "  # noqa: S608
        "AND s.position <= CAST(:through AS BIGINT) "
        "AND (s.superseded_at IS NULL OR s.superseded_at > CAST(:through AS BIGINT)) "
        f"ORDER BY s.valid_from DESC, s.position DESC LIMIT 1) FROM {asked}"
    )

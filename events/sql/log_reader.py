"""The reading half of the log on a database: every question is one statement on an index."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import Engine, TextClause, text
from typing_extensions import override

from events.log import AppendRecord, ErasableText, EventQuery, Head, Idempotency, Log, Recorded
from events.sql.engines import reading
from events.sql.finding import FEW, RECORDED, count_statement, find_statement, parameters_of, rarest
from events.sql.instants import from_stored, to_stored
from events.sql.many import bound, spelled

LAST = 2**63 - 1
"""The position no log gets to: the end of a range that has none."""

_READ = f"""{RECORDED}
WHERE events.position > CAST(:after AS BIGINT) AND events.position <= CAST(:through AS BIGINT)
ORDER BY events.position LIMIT CAST(:limit AS BIGINT)
"""
_AT = f"{RECORDED} WHERE events.position IN NUMBERS(:positions) ORDER BY events.position"

_TAGGED = """
SELECT DISTINCT position FROM event_tags WHERE tag IN TEXTS(:tags)
    AND position > CAST(:after AS BIGINT) AND position <= CAST(:through AS BIGINT)
ORDER BY position
"""
_TAGGED_EACH = """
SELECT tag, position FROM event_tags WHERE tag IN TEXTS(:tags) AND position <= CAST(:through AS BIGINT)
ORDER BY position
"""
_LAST_TAGGED = """
SELECT asked.value, (
    SELECT max(position) FROM event_tags WHERE tag = asked.value AND position <= CAST(:through AS BIGINT)
)
FROM EACH_TEXT(:tags)
"""
_FIRST_TAGGED = """
SELECT min(found) FROM (
    SELECT (
        SELECT min(position) FROM event_tags WHERE tag = asked.value AND position > CAST(:after AS BIGINT)
    ) AS found
    FROM EACH_TEXT(:tags)
) AS firsts
"""
# From one tag to the next along the index, since a tag may stand at a million positions. No character sorts after
# U+10FFFF, so the prefix with that character behind it ends the range of the prefix.
_TAGS_LIKE = """
WITH RECURSIVE walk (prefix, tag) AS (
    SELECT asked.value, (
        SELECT min(tag) FROM event_tags WHERE tag >= asked.value AND tag < asked.value || :behind_all
    )
    FROM EACH_TEXT(:prefixes)
    UNION ALL
    SELECT prefix, (
        SELECT min(event_tags.tag) FROM event_tags
        WHERE event_tags.tag > walk.tag AND event_tags.tag < walk.prefix || :behind_all
    )
    FROM walk WHERE tag IS NOT NULL
)
SELECT prefix, tag, (SELECT min(position) FROM event_tags WHERE event_tags.tag = walk.tag)
FROM walk WHERE tag IS NOT NULL
"""
_RECORDED_THROUGH = """
SELECT last_position FROM appends WHERE recorded_at <= CAST(:instant AS BIGINT) ORDER BY recorded_at DESC LIMIT 1
"""
_MICROSECOND = timedelta(microseconds=1)
_APPEND = "SELECT number, first_position, last_position, recorded_at, recorded_by, notify FROM appends"


class LogReader(Log):
    """All of the protocol but ``append`` and ``turn``, which differ from engine to engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._statements: dict[str, TextClause] = {}

    @override
    def head(self) -> Head:
        ((position, append, recorded_at),) = self._rows("SELECT position, append, recorded_at FROM log_head")
        return Head(position, append, None if recorded_at is None else from_stored(recorded_at))

    @override
    def read(self, *, after: int = 0, through: int | None = None, limit: int = 1000) -> list[Recorded]:
        return _recorded(self._rows(_READ, after=after, through=_end(through), limit=limit))

    @override
    def at(self, positions: Collection[int]) -> list[Recorded]:
        return _recorded(self._rows(_AT, positions=self._bound(positions)))

    @override
    def positions_of(self, ids: Collection[str]) -> dict[str, int]:
        return dict(self._pairs("SELECT id, position FROM events WHERE id IN TEXTS(:ids)", ids=self._bound(ids)))

    @override
    def positions_of_external(self, external_ids: Collection[str]) -> dict[str, int]:
        # The index holds only what is not null, and SQLite uses it only where the statement says so.
        return dict(
            self._pairs(
                "SELECT external_id, position FROM events WHERE external_id IS NOT NULL AND external_id IN TEXTS(:ids)",
                ids=self._bound(external_ids),
            )
        )

    @override
    def find(
        self,
        query: EventQuery,
        *,
        after: int = 0,
        through: int | None = None,
        limit: int = 100,
        newest_first: bool = False,
    ) -> list[Recorded]:
        last = _end(through)
        if query.recorded_from is not None:
            after = max(after, self._recorded_through(query.recorded_from - _MICROSECOND))
        if query.recorded_to is not None:
            last = min(last, self._recorded_through(query.recorded_to))
        span = {"after": after, "through": last}
        tags = {f"tags_{index}": self._bound(group) for index, group in enumerate(query.every)}
        start = None
        if tags:
            ((*counts,),) = self._rows(count_statement(len(tags)), **tags, **span, stop=FEW + 1)
            start = rarest(counts)
        statement = find_statement(query, start, newest_first=newest_first)
        return _recorded(self._rows(statement, **tags, **parameters_of(query), **span, limit=limit))

    def _recorded_through(self, instant: datetime) -> int:
        return next((position for (position,) in self._rows(_RECORDED_THROUGH, instant=to_stored(instant))), 0)

    @override
    def tagged(self, tags: Collection[str], *, after: int = 0, through: int | None = None) -> list[int]:
        rows = self._rows(
            _TAGGED,
            tags=self._bound(tags),
            after=after,
            through=_end(through),
        )
        return [position for (position,) in rows]

    @override
    def tagged_each(self, tags: Collection[str], *, through: int | None = None) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for tag, position in self._rows(_TAGGED_EACH, tags=self._bound(tags), through=_end(through)):
            found.setdefault(tag, []).append(position)
        return found

    @override
    def last_tagged(self, tags: Collection[str], *, through: int | None = None) -> dict[str, int]:
        rows = self._rows(_LAST_TAGGED, tags=self._bound(tags), through=_end(through))
        return {tag: position for tag, position in rows if position is not None}

    @override
    def first_tagged(self, tags: Collection[str], *, after: int) -> int | None:
        return next((first for (first,) in self._rows(_FIRST_TAGGED, tags=self._bound(tags), after=after)), None)

    @override
    def tags_like(self, prefixes: Collection[str], *, through: int | None = None) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        rows = self._rows(_TAGS_LIKE, prefixes=self._bound(prefixes), behind_all="\U0010ffff")
        for prefix, tag, position in rows:
            if position <= _end(through):
                found.setdefault(prefix, {})[tag] = position
        return found

    @override
    def tags_of(self, positions: Collection[int]) -> dict[int, tuple[str, ...]]:
        rows = self._rows(
            "SELECT position, tags FROM events WHERE position IN NUMBERS(:positions)", positions=self._bound(positions)
        )
        return {position: tuple(orjson.loads(tags)) for position, tags in rows}

    @override
    def texts(self, positions: Collection[int]) -> dict[int, tuple[ErasableText, ...]]:
        found: dict[int, tuple[ErasableText, ...]] = {}
        for position, path, body, salt in self._rows(
            "SELECT position, path, text, salt FROM event_texts WHERE position IN NUMBERS(:positions)"
            " ORDER BY position, path",
            positions=self._bound(positions),
        ):
            found[position] = (*found.get(position, ()), ErasableText(path=path, text=body, salt=salt))
        return found

    @override
    def append_record(self, number: int) -> AppendRecord | None:
        return _append(self._rows(f"{_APPEND} WHERE number = CAST(:number AS BIGINT)", number=number))

    @override
    def append_records(self, numbers: Collection[int]) -> list[AppendRecord]:
        return _appends(
            self._rows(f"{_APPEND} WHERE number IN NUMBERS(:numbers) ORDER BY number", numbers=self._bound(numbers))
        )

    @override
    def append_holding(self, position: int) -> AppendRecord | None:
        held = "SELECT append FROM events WHERE position = CAST(:position AS BIGINT)"
        return _append(self._rows(f"{_APPEND} WHERE number = ({held})", position=position))

    @override
    def last_append_at(self, instant: datetime) -> AppendRecord | None:
        return _append(
            self._rows(
                f"{_APPEND} WHERE recorded_at <= CAST(:instant AS BIGINT) ORDER BY recorded_at DESC LIMIT 1",
                instant=to_stored(instant),
            )
        )

    @override
    def idempotency(self, credential: str, route: str, key: str) -> Idempotency | None:
        for fingerprint, salt, append in self._rows(
            "SELECT fingerprint, salt, append FROM idempotency"
            " WHERE credential = :credential AND route = :route AND key = :key",
            credential=credential,
            route=route,
            key=key,
        ):
            return Idempotency(credential, route, key, fingerprint, salt, append)
        return None

    def _bound(self, members: Collection[str | int]) -> str:
        return bound(members, self._engine.dialect.name)

    def _rows(self, statement: str, **parameters: object) -> Sequence[Sequence[Any]]:
        prepared = self._statements.get(statement)
        if prepared is None:
            spelt = text(spelled(statement, self._engine.dialect.name))
            prepared = self._statements.setdefault(statement, spelt)
        with reading(self._engine) as connection:
            return connection.execute(prepared, parameters).all()

    def _pairs(self, statement: str, **parameters: object) -> list[tuple[str, int]]:
        return [(name, number) for name, number in self._rows(statement, **parameters)]


def _end(through: int | None) -> int:
    return LAST if through is None else through


def _append(rows: Sequence[Sequence[Any]]) -> AppendRecord | None:
    return next(iter(_appends(rows)), None)


def _appends(rows: Sequence[Sequence[Any]]) -> list[AppendRecord]:
    return [
        AppendRecord(number, first, last, from_stored(recorded_at), recorded_by, bool(notify))
        for number, first, last, recorded_at, recorded_by, notify in rows
    ]


def _recorded(rows: Sequence[Sequence[Any]]) -> list[Recorded]:
    instants: dict[int, datetime] = {}
    found: list[Recorded] = []
    for position, append, event_id, kind, recorded_at, recorded_by, leaf, leaf_hash in rows:
        instant = instants.get(recorded_at)
        if instant is None:
            instant = instants[recorded_at] = from_stored(recorded_at)
        found.append(Recorded(position, append, event_id, kind, instant, recorded_by, leaf, leaf_hash))
    return found

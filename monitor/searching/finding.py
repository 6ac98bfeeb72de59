"""What words find: one function for both engines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, text

from events.sql.engines import reading
from events.sql.many import bound, spelled
from monitor.searching.documents import KINDS, Kind
from monitor.searching.generations import answering
from monitor.searching.words import match, tsquery, words_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: all words of ``q``, the last one as the beginning of a word; an empty field is no limit."""

    q: str
    kind: tuple[str, ...] = ()
    jurisdiction: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """One thing that was found. Hits are listed in their order: found by the title, by kind, the newest first."""

    beside_title: bool
    order_of_kind: int
    backwards: int
    key: str

    @property
    def kind(self) -> Kind:
        """What was found."""
        return KINDS[self.order_of_kind]

    @property
    def position(self) -> int:
        """The newest event with these words about it."""
        return -self.backwards

    @property
    def in_title(self) -> bool:
        """Whether all words stand in one title of it."""
        return not self.beside_title


def find(engine: Engine, wanted: Wanted, *, through: int, after: Hit | None = None, limit: int) -> list[Hit]:
    """The first hits behind ``after`` among what is indexed up to position ``through``; none where there is no word."""
    words = words_of(wanted.q)
    if not words:
        return []
    name = engine.dialect.name
    spell = match if name == "sqlite" else tsquery
    asked: dict[str, Any] = {
        "anywhere": spell(words, in_title=False),
        "in_title": spell(words, in_title=True),
        "through": through,
        "limit": limit,
    }
    limits = ["d.position <= CAST(:through AS BIGINT)"]
    if wanted.kind:
        limits.append("d.kind IN NUMBERS(:kinds)")
        asked["kinds"] = bound([number for number, kind in enumerate(KINDS) if kind in wanted.kind], name)
    if wanted.jurisdiction:
        limits.append("d.jurisdiction IN TEXTS(:jurisdictions)")
        asked["jurisdictions"] = bound(wanted.jurisdiction, name)
    if after is not None:
        asked |= {"beside": int(after.beside_title), "kind": after.order_of_kind}
        asked |= {"backwards": after.backwards, "key": after.key}
    behind = _BEHIND if after is not None else ""
    with reading(engine) as connection:
        generation = answering(connection).generation
        tables = {"documents": f"search_documents_{generation}", "words": f"search_words_{generation}"}
        statement = _FIND[name].format(**tables, limits=" AND ".join(limits), behind=behind)
        rows = connection.execute(text(spelled(statement, name)), asked).all()
    return _hits(rows)


def _hits(rows: Sequence[Any]) -> list[Hit]:
    return [Hit(bool(beside), kind, backwards, key) for beside, kind, backwards, key in rows]


_BEHIND = """WHERE (beside, kind, backwards, key) > (
    CAST(:beside AS INTEGER), CAST(:kind AS INTEGER), CAST(:backwards AS BIGINT), CAST(:key AS TEXT)
)"""

# Of several documents about one thing the best and the newest count.
_GROUPED = """
SELECT beside, kind, backwards, key FROM (
    SELECT min({beside}) AS beside, d.kind AS kind, -max(d.position) AS backwards, d.key AS key
    FROM {{documents}} d {matched} AND {{limits}} GROUP BY d.kind, d.key
) AS found {{behind}} ORDER BY beside, kind, backwards, key LIMIT CAST(:limit AS BIGINT)
"""

_FIND = {
    "sqlite": _GROUPED.format(
        beside="d.number NOT IN (SELECT rowid FROM {words} WHERE {words} MATCH :in_title)",
        matched="WHERE d.number IN (SELECT rowid FROM {words} WHERE {words} MATCH :anywhere)",
    ),
    "postgresql": _GROUPED.format(
        beside="CASE WHEN w.words @@ CAST(:in_title AS tsquery) THEN 0 ELSE 1 END",
        matched="JOIN {words} w ON w.number = d.number WHERE w.words @@ CAST(:anywhere AS tsquery)",
    ),
}

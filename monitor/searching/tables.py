"""The tables of the search: two generations side by side, of which one answers while the other is made anew.

The words themselves are kept in ``search_words_a`` and ``search_words_b``, which each engine keeps its own way.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

from monitor.database import metadata

GENERATIONS = ("a", "b")

_NAME = Text().with_variant(Text(collation="C"), "postgresql")
_NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def _documents(generation: str) -> Table:
    """One row per document: what it is about (``kind`` counts from 0 in the order of ``KINDS``) and its event."""
    return Table(
        f"search_documents_{generation}",
        metadata,
        Column("number", _NUMBER, primary_key=True, autoincrement=False),
        Column("kind", Integer, nullable=False),
        Column("key", _NAME, nullable=False),
        Column("position", _NUMBER, nullable=False),
        Column("jurisdiction", Text, nullable=False),
        Index(f"ix_search_documents_{generation}_position", "position"),
        sqlite_strict=True,
    )


DOCUMENTS = {generation: _documents(generation) for generation in GENERATIONS}

INDEXED = Table(
    "search_indexed",
    metadata,
    Column("generation", Text, primary_key=True),
    Column("position", _NUMBER, nullable=False),
    Column("documents", _NUMBER, nullable=False),
    Column("answers", Integer, nullable=False),
    sqlite_strict=True,
)
"""One row per generation: how far it has read the log, how many documents it made of it, and whether it answers."""

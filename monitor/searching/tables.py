"""The tables of the search. The words themselves are kept in ``search_words``, which each engine keeps its own way."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

from monitor.database import metadata

_NAME = Text().with_variant(Text(collation="C"), "postgresql")
_NUMBER = BigInteger().with_variant(Integer(), "sqlite")

DOCUMENTS = Table(
    "search_documents",
    metadata,
    Column("number", _NUMBER, primary_key=True, autoincrement=False),
    Column("kind", Integer, nullable=False),
    Column("key", _NAME, nullable=False),
    Column("position", _NUMBER, nullable=False),
    Column("jurisdiction", Text, nullable=False),
    Index(None, "position"),
    sqlite_strict=True,
)
"""One row per document: what it is about (``kind`` counts from 0 in the order of ``KINDS``) and the event it is of."""

INDEXED = Table(
    "search_indexed",
    metadata,
    Column("one", _NUMBER, primary_key=True, autoincrement=False),
    Column("position", _NUMBER, nullable=False),
    Column("documents", _NUMBER, nullable=False),
    sqlite_strict=True,
)
"""One row: up to which position the log was read, and how many documents were made of it."""

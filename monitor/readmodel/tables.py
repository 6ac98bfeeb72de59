"""The tables of the read model: two generations side by side, of which one answers while the other is rebuilt.

Every kind of strand has one table per generation. A row says: as known from ``position`` on, until ``superseded_at``
(exclusive; null: still), the value of ``key`` from the day ``valid_from`` on, until its next row, is ``body``.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Table, Text

from monitor.database import metadata
from monitor.readmodel.strands import KINDS

GENERATIONS = ("a", "b")

SHAPE = 4
"""What rows hold. A generation of another shape was made by an earlier version: it is built anew and not read."""

# Compared byte by byte, so that ranges of keys mean the same on both engines.
_NAME = Text().with_variant(Text(collation="C"), "postgresql")
_NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def _strands(kind: str, generation: str) -> Table:
    return Table(
        f"{kind}_{generation}",
        metadata,
        Column("key", _NAME, primary_key=True),
        Column("valid_from", Integer, primary_key=True),
        Column("position", _NUMBER, primary_key=True),
        Column("superseded_at", _NUMBER),
        Column("body", LargeBinary, nullable=False),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _reach(generation: str) -> Table:
    """What is known of a headline whatever the day: see ``strands.Reach``."""
    return Table(
        f"reach_{generation}",
        metadata,
        Column("key", _NAME, primary_key=True),
        Column("position", _NUMBER, primary_key=True),
        Column("horizon", Integer, nullable=False),
        Column("ahead", LargeBinary, nullable=False),
        Column("concerns", LargeBinary, nullable=False),
        Column("covers_to", Integer),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _commitments(generation: str) -> Table:
    """Every commitment that ever was on record, with the jurisdiction of its making."""
    return Table(
        f"commitment_{generation}",
        metadata,
        Column("key", _NAME, primary_key=True),
        Column("jurisdiction", Text, nullable=False),
        Column("position", _NUMBER, nullable=False),
        Index(f"ix_commitment_{generation}_jurisdiction", "jurisdiction", "key"),
        sqlite_strict=True,
    )


STRANDS = {(kind, generation): _strands(kind, generation) for kind in KINDS for generation in GENERATIONS}
REACH = {generation: _reach(generation) for generation in GENERATIONS}
COMMITMENTS = {generation: _commitments(generation) for generation in GENERATIONS}

PROJECTION = Table(
    "projection",
    metadata,
    Column("generation", Text, primary_key=True),
    Column("position", _NUMBER, nullable=False),
    Column("append", _NUMBER, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("shape", Integer, nullable=False, server_default="1"),
    sqlite_strict=True,
)
"""One row per generation: how far it has read the log, whether it is the one that answers, the shape of its rows."""

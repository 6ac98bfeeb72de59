"""The tables of what is watched."""

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Table, Text

from monitor.database import Instant, metadata

beats = Table(
    "beats",
    metadata,
    Column("part", Text),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("part"),
    sqlite_strict=True,
)
"""When each part of the service last ended a look well; one row for all processes."""

watched = Table(
    "watched",
    metadata,
    Column("name", Text),
    Column("title", Text, nullable=False),
    Column("every_days", Integer, nullable=False),
    # The body whose events are word from it; none where somebody says each time that they have looked.
    Column("body", Text),
    Column("checked_at", Instant),
    Column("created_at", Instant, nullable=False),
    PrimaryKeyConstraint("name"),
    sqlite_strict=True,
)
"""Sources from which something is expected again and again."""

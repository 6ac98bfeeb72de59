"""What Alembic runs for every command: on the connection it is given, else on a new SQLite file brought to the newest.

The second is for writing a revision: ``make migration NAME="..."`` compares the models with a database that has every
revision before it.
"""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from alembic import context
from alembic.migration import MigrationContext
from alembic.operations import MigrationScript
from sqlalchemy import Connection, MetaData

from events.sql.engines import make_engine
from events.sql.tables import metadata as events_metadata
from migrations.upgrade import migrate
from monitor.database import metadata as monitor_metadata
from monitor.keys import store
from monitor.readmodel import tables

TARGETS: list[MetaData] = [events_metadata, monitor_metadata]
"""The tables of every package that has some."""

REGISTERED = (store, tables)
"""Modules that put their tables into the metadata when they are imported."""


def _number(
    _context: MigrationContext, _revision: str | Iterable[str | None] | Iterable[str], scripts: list[MigrationScript]
) -> None:
    """Revisions are numbered in the order they run in."""
    for script in scripts:
        newest = context.script.get_current_head()
        script.rev_id = f"{int(newest or 0) + 1:04d}"


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=TARGETS,
        transactional_ddl=True,
        transaction_per_migration=True,
        process_revision_directives=_number,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'newest.db'}")
        migrate(engine)
        with engine.connect() as connection:
            _run(connection)
        engine.dispose()

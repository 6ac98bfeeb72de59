"""SQL that a revision runs as it is written, one file for each engine."""

import sqlite3
from collections.abc import Iterator
from importlib import resources

from alembic import op


def run(script: str) -> None:
    """Run ``<script>.<engine>.sql`` of this folder within the transaction of the revision.

    A file is never edited once a release carries it, as the revision that runs it is not.
    """
    connection = op.get_bind()
    engine = connection.dialect.name
    source = resources.files(__name__).joinpath(f"{script}.{engine}.sql").read_text(encoding="utf-8")
    # PostgreSQL takes several statements at once; the driver for SQLite takes one, or ends the transaction.
    for statement in _statements(source) if engine == "sqlite" else (source,):
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})


def _statements(source: str) -> Iterator[str]:
    statement = ""
    for line in source.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""

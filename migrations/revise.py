"""Write the next revision: ``python -m migrations.revise "add the reviewers of a benchmark"``.

It compares the models with an SQLite file that has every revision so far. What it finds is a draft: read it, and mind
what ``script.py.mako`` says of the tables of the log.
"""

import sys
import tempfile
from pathlib import Path

from alembic import command

from events.sql import make_engine
from migrations.upgrade import alembic_config, migrate


def revise(message: str) -> None:
    """Write a revision that brings the tables to what the models say, numbered and named after the message."""
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'newest.db'}")
        migrate(engine)
        with engine.connect() as connection:
            command.revision(alembic_config(connection), message, autogenerate=True)
        engine.dispose()


if __name__ == "__main__":
    revise(" ".join(sys.argv[1:]))

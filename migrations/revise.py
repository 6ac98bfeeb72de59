"""Write the next revision: ``python -m migrations.revise "add the reviewers of a benchmark"``.

It compares the models with an SQLite file that has every revision so far. What it finds is a draft: read it, and mind what
``script.py.mako`` says of the tables of the log.
"""

import sys
import tempfile
from pathlib import Path

from alembic import command

from events.sql import make_engine
from migrations.upgrade import alembic_config, migrate


def revise(message: str, *, versions: Path | None = None) -> None:
    """Write a revision that brings the tables to what the models say, into ``versions`` or with the others."""
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'newest.db'}")
        migrate(engine)
        with engine.connect() as connection:
            config = alembic_config(connection)
            config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
            config.set_main_option("truncate_slug_length", "60")
            if versions is None:
                command.revision(config, message, autogenerate=True)
            else:
                others = Path(__file__).parent / "versions"
                config.set_main_option("version_locations", f"{others}:{versions}")
                command.revision(config, message, autogenerate=True, version_path=str(versions))
        engine.dispose()


if __name__ == "__main__":
    revise(" ".join(sys.argv[1:]))

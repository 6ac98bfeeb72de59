"""Properties are tried on the same examples every time, so that a change is judged by what it changed.

``HYPOTHESIS_PROFILE=exploring`` tries others: how new counterexamples are found.
"""

import os
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from tests.property.keeping import Fresh, fresh_postgres, fresh_sqlite

settings.register_profile("repeatable", derandomize=True)
settings.register_profile("exploring", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture(scope="session")
def sqlite(sqlite_template: Path) -> Fresh:
    """Makes empty SQLite databases."""
    return partial(fresh_sqlite, sqlite_template)


@pytest.fixture(scope="session")
def postgres(postgres_server: str, postgres_template: str) -> Fresh:
    """Makes empty PostgreSQL databases."""
    return partial(fresh_postgres, postgres_server, postgres_template)

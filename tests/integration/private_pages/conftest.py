"""Records whose letters have been sent."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.integration.api.served import Api, serve
from tests.integration.private_pages.mailed import mailed


@pytest.fixture
def api(engine: Engine, tmp_path: Path) -> Api:
    """A record whose letters have been sent, on each engine in turn."""
    return mailed(serve(engine, tmp_path))


@pytest.fixture
def on_sqlite(sqlite_engine: Engine, tmp_path: Path) -> Api:
    """As ``api``, where the engine makes no difference."""
    return mailed(serve(sqlite_engine, tmp_path))

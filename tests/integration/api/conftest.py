"""A served record on each engine."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.integration.api.served import Api, serve


@pytest.fixture
def api(engine: Engine, tmp_path: Path) -> Api:
    """A record on each engine in turn, empty."""
    return serve(engine, tmp_path)


@pytest.fixture
def sqlite_api(sqlite_engine: Engine, tmp_path: Path) -> Api:
    """A record on SQLite alone, where the engine makes no difference."""
    return serve(sqlite_engine, tmp_path)

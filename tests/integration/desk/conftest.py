"""A service of which nobody is signed in at the desk yet."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.integration.api.served import Api, serve
from tests.integration.desk.visited import Desk


@pytest.fixture
def api(sqlite_engine: Engine, tmp_path: Path) -> Api:
    """A service with an empty record, where the engine makes no difference."""
    return serve(sqlite_engine, tmp_path)


@pytest.fixture
def desk(api: Api) -> Desk:
    """A browser that has not signed in."""
    return Desk(api)

"""A record that nobody changes, served once for all tests of a module, on each engine where it matters."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from events.sql import make_engine
from tests.integration.api.served import Api
from tests.integration.pages.record import served


@pytest.fixture(scope="module")
def module_sqlite_engine(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An SQLite file, migrated and empty, for all tests of a module."""
    yield from _sqlite(sqlite_template, tmp_path_factory.mktemp("api"))


@pytest.fixture(scope="module")
def read(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """The record on SQLite alone, where the engine makes no difference."""
    folder = tmp_path_factory.mktemp("read")
    for engine in _sqlite(sqlite_template, folder):
        yield served(engine, folder)


@pytest.fixture(scope="module", params=["module_sqlite_engine", "module_postgres_engine"])
def api(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Api:
    """The record on each engine in turn."""
    engine: Engine = request.getfixturevalue(request.param)
    return served(engine, tmp_path_factory.mktemp("data"))


def _sqlite(template: Path, folder: Path) -> Iterator[Engine]:
    path = folder / "reform-monitor.db"
    shutil.copyfile(template, path)
    engine = make_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()

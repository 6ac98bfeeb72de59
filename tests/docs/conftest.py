"""The record that the documents speak of: Kazakhstan, on an SQLite file."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from monitor.api.app import make_app
from monitor.bootstrap import open_service
from monitor.import_plan import plan
from monitor.importing import put_on_record
from monitor.settings import Settings


@pytest.fixture(scope="session")
def data_dir(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with that record in its database, as the first start leaves it."""
    folder = tmp_path_factory.mktemp("documented")
    shutil.copyfile(sqlite_template, folder / "reform-monitor.db")
    service = open_service(_settings(folder))
    for _ in put_on_record(service, plan("kazakhstan")):
        pass
    service.engine.dispose()
    return folder


@pytest.fixture(scope="session")
def client(data_dir: Path) -> Iterator[TestClient]:
    """Asks that record over HTTP."""
    service = open_service(_settings(data_dir))
    yield TestClient(make_app(service))
    service.engine.dispose()


def _settings(folder: Path) -> Settings:
    return Settings(data_dir=folder, database_url=f"sqlite:///{folder / 'reform-monitor.db'}")

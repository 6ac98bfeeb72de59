"""A service of which nobody is signed in at the desk yet."""

from pathlib import Path

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from sqlalchemy import Engine

from monitor.staff import hashing
from tests.integration.api.served import Api, serve
from tests.integration.desk.visited import Desk

CHEAP = PasswordHasher.from_parameters(CHEAPEST)


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed in no time; what they are hashed with elsewhere is told in ``tests/spec``."""
    monkeypatch.setattr(hashing, "_hasher", CHEAP)
    monkeypatch.setattr(hashing, "_NOBODYS", CHEAP.hash("nobody's"))


@pytest.fixture
def api(sqlite_engine: Engine, tmp_path: Path) -> Api:
    """A service with an empty record, where the engine makes no difference."""
    return serve(sqlite_engine, tmp_path)


@pytest.fixture
def desk(api: Api) -> Desk:
    """A browser that has not signed in."""
    return Desk(api)

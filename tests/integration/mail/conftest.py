"""Records that mail."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.integration.mail.lettered import Mailing, mailing


@pytest.fixture
def mail(engine: Engine, tmp_path: Path) -> Iterator[Mailing]:
    """A record that mails, on each engine in turn."""
    with mailing(engine, tmp_path) as found:
        yield found


@pytest.fixture
def on_sqlite(sqlite_engine: Engine, tmp_path: Path) -> Iterator[Mailing]:
    """As ``mail``, where the engine makes no difference."""
    with mailing(sqlite_engine, tmp_path) as found:
        yield found

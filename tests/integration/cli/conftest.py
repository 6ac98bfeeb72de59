"""The program on each engine, and logging left as it was."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from sqlalchemy import Engine

from monitor.logs import LogHandler
from tests.integration.cli.command import Command


@pytest.fixture(autouse=True)
def _logging_left_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    level = root.level
    yield
    for handler in [each for each in root.handlers if isinstance(each, LogHandler)]:
        root.removeHandler(handler)
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


@pytest.fixture
def command(engine: Engine, tmp_path: Path) -> Command:
    """The program on an empty record, on each engine in turn."""
    return Command(engine, tmp_path)


@pytest.fixture
def sqlite_command(sqlite_engine: Engine, tmp_path: Path) -> Command:
    """The program on an empty record on SQLite, where the engine makes no difference."""
    return Command(sqlite_engine, tmp_path)

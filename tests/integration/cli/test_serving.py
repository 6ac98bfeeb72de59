"""What a start does before it serves: the first key, and an address that is free."""

import socket
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine

from events.sql.engines import reading, writing
from monitor.bootstrap import Service
from monitor.keys.store import all_keys, create, find, revoke
from monitor.serving import CannotListen, first_key, serve
from monitor.settings import Settings


def a_service(engine: Engine, folder: Path) -> Service:
    return Service(Settings(data_dir=folder), engine)


def test_the_first_start_makes_a_key_for_everything_and_keeps_it_for_its_owner_alone(
    engine: Engine, tmp_path: Path
) -> None:
    service = a_service(engine, tmp_path / "var")
    made = first_key(service)
    assert made is not None
    secret, path = made
    assert path.read_text("ascii") == f"{secret}\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["staff-key"]
    with reading(engine) as connection:
        key = find(connection, secret, service.now())
    assert key is not None
    assert key.scopes == {"ingest", "read", "admin"}


def test_a_later_start_makes_none_even_where_every_key_was_revoked(engine: Engine, tmp_path: Path) -> None:
    service = a_service(engine, tmp_path)
    with writing(engine) as connection:
        key, _ = create(connection, scopes=["read"], now=service.now())
        revoke(connection, key.id, service.now())
    assert first_key(service) is None
    assert not (tmp_path / "staff-key").exists()


def test_starts_at_the_same_time_make_one_key(engine: Engine, tmp_path: Path) -> None:
    service = a_service(engine, tmp_path)
    with ThreadPoolExecutor(6) as threads:
        made = [one for one in threads.map(lambda _: first_key(service), range(6)) if one is not None]
    assert len(made) == 1
    with reading(engine) as connection:
        assert len(all_keys(connection)) == 1
        assert find(connection, (tmp_path / "staff-key").read_text("ascii").strip(), service.now()) is not None


def test_an_address_that_is_taken_is_told_before_anything_is_done(tmp_path: Path) -> None:
    said: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = Settings(data_dir=tmp_path / "var", port=taken.getsockname()[1])
        with pytest.raises(CannotListen, match=str(settings.port)):
            serve(settings, said.append)
    assert not (tmp_path / "var").exists()
    assert said == []

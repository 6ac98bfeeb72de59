"""What is erased is gone from the disk as well."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from events.sql import open_log, reading
from tests.contract.new_appends import a_text, an_event, put

# Long enough for pages of its own, which erasing sets free.
SECRET = "the name of a private person, " * 1_000


def on_disk(engine: Engine) -> bytes:
    path = Path(str(engine.url.database))
    return b"".join(part.read_bytes() for part in path.parent.glob(f"{path.name}*"))


@pytest.mark.parametrize("secret", [SECRET, SECRET[:29]])
def test_no_byte_of_an_erased_text_is_left_in_the_file(sqlite_engine: Engine, secret: str) -> None:
    log = open_log(sqlite_engine)
    put(log, an_event(erasable=(a_text(text=secret), a_text("/data/persons/0", "kept"))))
    assert SECRET[:29].encode() in on_disk(sqlite_engine)
    put(log, erase=((1, "/sources/0/quote"),))
    assert SECRET[:29].encode() not in on_disk(sqlite_engine)
    assert b"kept" in on_disk(sqlite_engine)


def test_what_is_erased_while_somebody_reads_is_gone_once_the_file_is_closed(sqlite_engine: Engine) -> None:
    log = open_log(sqlite_engine)
    put(log, an_event(erasable=(a_text(text=SECRET),)))
    with reading(sqlite_engine) as connection:
        connection.exec_driver_sql("SELECT * FROM log_head").all()
        put(log, erase=((1, "/sources/0/quote"),))
    sqlite_engine.dispose()
    assert SECRET[:29].encode() not in on_disk(sqlite_engine)

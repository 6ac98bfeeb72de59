"""What is erased is gone from the disk as well."""

from pathlib import Path

from sqlalchemy import Engine

from events.sql import open_log
from tests.contract.new_appends import a_text, an_event, put

SECRET = "the name of a private person"


def on_disk(engine: Engine) -> bytes:
    path = Path(str(engine.url.database))
    return b"".join(part.read_bytes() for part in path.parent.glob(f"{path.name}*"))


def test_no_byte_of_an_erased_text_is_left_once_the_file_is_closed(sqlite_engine: Engine) -> None:
    log = open_log(sqlite_engine)
    put(log, an_event(erasable=(a_text(text=SECRET), a_text("/data/persons/0", "kept"))))
    assert SECRET.encode() in on_disk(sqlite_engine)
    put(log, erase=((1, "/sources/0/quote"),))
    sqlite_engine.dispose()
    assert SECRET.encode() not in on_disk(sqlite_engine)
    assert b"kept" in on_disk(sqlite_engine)

"""Keys and tokens: a copy of the database opens nothing, and a key ends when it is told to."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, inspect, text

from events.sql.engines import reading, writing
from monitor.keys.store import find, revoke
from monitor.sending import sending
from tests.builders import bears, stated
from tests.integration.api.served import problem
from tests.integration.receiver import receiving
from tests.integration.webhooks.hooked import hooked, subscribe


@pytest.fixture
def api(engine: Engine, tmp_path: Path) -> Any:
    with receiving() as receiver:
        found = hooked(engine, tmp_path, receiver)
        yield found, receiver


def dump(engine: Engine) -> str:
    """Every row of every table, as text."""
    with reading(engine) as connection:
        names = inspect(connection).get_table_names()
        rows = [tuple(row) for name in names for row in connection.execute(text(f'SELECT * FROM "{name}"'))]
    return "\n".join(
        " ".join(bytes(one).decode("latin-1") if isinstance(one, bytes | memoryview) else str(one) for one in row)
        for row in rows
    )


def event() -> Any:
    return stated("2021-03-02", bears_on=[bears("neutral")])


def test_statement_31_a_dump_of_the_database_holds_no_usable_secret(api: Any) -> None:
    found, receiver = api
    key = found.new_key("ingest", "admin")
    begun = subscribe(found, receiver.url)
    mail = {"channel": "email", "to": "reader@example.org", "filter": {"change": ["event"]}}
    assert found.send("/v1/subscriptions", mail, key=None, bearer=None).status_code == 202
    with sending(found.service) as send:
        send.send()
    (letter,) = (found.service.settings.data_dir / "mail").glob("*.eml")
    token = letter.read_text("ascii").partition("/confirm/")[2][:22]
    assert found.service.confirming.confirm(token) is not None
    whole = dump(found.service.engine)
    assert "reader@example.org" in whole, "the dump is whole"
    for secret in (
        key,
        found.key,
        begun["secret"],
        begun["secret"].removeprefix("whsec_"),
        begun["manage_token"],
        token,
    ):
        assert secret not in whole


def test_statement_31_a_revoked_key_fails_at_once(api: Any) -> None:
    found, _ = api
    key = found.new_key("ingest")
    assert found.send("/v1/events", event(), bearer=key).status_code == 201
    with writing(found.service.engine) as connection:
        used = find(connection, key, found.clock())
        assert used is not None
        assert revoke(connection, used.id, found.clock()) is not None
    problem(found.send("/v1/events", event(), bearer=key), 401, "unauthorized")


def test_statement_31_a_key_to_read_cannot_append_and_two_keys_live_while_they_are_changed(api: Any) -> None:
    found, _ = api
    problem(found.send("/v1/events", event(), bearer=found.new_key("read")), 403, "scope-missing")
    old, new = found.new_key("ingest"), found.new_key("ingest")
    assert [found.send("/v1/events", event(), bearer=key).status_code for key in (old, new)] == [201, 201]

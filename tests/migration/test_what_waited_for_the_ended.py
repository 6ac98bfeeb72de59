"""What waited for destinations that had ended is cancelled by the revision that knows how to."""

from sqlalchemy import Engine, text

from migrations.upgrade import migrate

_DESTINATION = (
    "INSERT INTO destinations (id, channel, state, seq, failures, created_at) VALUES (:id, 'webhook', :state, 0, 0, 0)"
)
_MESSAGE = (
    "INSERT INTO messages (id, destination, cause, type, state, body, created_at, due_at, attempts, fence) "
    "VALUES (:id, :id, :id, 'endpoint.verification', 'retrying', :body, 0, 1, 1, 1)"
)


def test_what_waited_for_an_endpoint_that_had_ended_waits_no_longer(bare_engine: Engine) -> None:
    migrate(bare_engine, "0017")
    with bare_engine.begin() as connection:
        for name, state in (("ended", "ended"), ("asked", "pending")):
            connection.execute(text(_DESTINATION), {"id": name, "state": state})
            connection.execute(text(_MESSAGE), {"id": name, "body": b"{}"})
    migrate(bare_engine, "0018")
    with bare_engine.connect() as connection:
        found = connection.execute(text("SELECT id, state, due_at, attempts_before FROM messages ORDER BY id")).all()
    assert [tuple(row) for row in found] == [("asked", "retrying", 1, 0), ("ended", "cancelled", None, 0)]

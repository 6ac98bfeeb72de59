"""Whether anybody waits, for tests that let one go on only when another stands still."""

from sqlalchemy import Connection, text

_WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def waits(connection: Connection) -> bool:
    """Whether anybody waits for a lock that somebody else holds, on PostgreSQL."""
    return bool(connection.execute(text(_WAITING)).scalar())

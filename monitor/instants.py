"""How instants are written: RFC 3339, UTC, microseconds, ``Z``."""

from datetime import UTC, datetime


def written_instant(moment: datetime) -> str:
    """An aware instant as text, ``2026-11-21T10:00:00.000000Z``: all of one length, so texts sort as instants do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")

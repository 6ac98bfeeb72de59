"""Ids of events that a dossier brings: the same key gives the same id wherever and whenever it is loaded."""

from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID

_VERSION = 7
_VARIANT = 0b10


def event_id(dossier: str, key: str, compiled: date) -> str:
    """The UUID of version 7 (RFC 9562 section 5.7) of an event.

    Its 48 bits of time are ``compiled`` at 00:00 UTC in milliseconds; its other bits are the first of SHA-256 over
    ``<dossier>/<key>`` in UTF-8, with version and variant set over them.
    """
    milliseconds = int(datetime(compiled.year, compiled.month, compiled.day, tzinfo=UTC).timestamp()) * 1_000
    seed = int.from_bytes(sha256(f"{dossier}/{key}".encode()).digest()[:10])
    number = milliseconds << 80 | seed
    number = number & ~(0xF << 76) | _VERSION << 76
    number = number & ~(0b11 << 62) | _VARIANT << 62
    return str(UUID(int=number))

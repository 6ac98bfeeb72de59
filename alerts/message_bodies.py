"""What a message says: the JSON that is signed and sent to an endpoint, the same bytes on every attempt."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson


def written(kind: str, timestamp: datetime, data: Mapping[str, Any], letter: Mapping[str, Any] | None = None) -> bytes:
    """The body of a message of a type; ``timestamp`` is that of its cause (Standard Webhooks 1.0.0).

    Args:
        kind: its type.
        timestamp: when its cause was recorded.
        data: the facts.
        letter: what a letter says of them, in mail (``alerts.mail.letters``).
    """
    body = {"type": kind, "timestamp": timestamp, "data": dict(data), **({"letter": dict(letter)} if letter else {})}
    return orjson.dumps(body, option=orjson.OPT_UTC_Z)

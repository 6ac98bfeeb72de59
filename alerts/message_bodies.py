"""What a webhook says: the JSON that is signed and sent, the same bytes on every attempt."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson

from alerts.notices import Notice

VERIFICATION, TEST = "endpoint.verification", "endpoint.test"

_OF_EVENTS = frozenset({"event", "ruling", "assessment", "correction", "retraction"})


def webhook_body(kind: str, timestamp: datetime, data: Mapping[str, Any]) -> bytes:
    """The body of a message of a type; ``timestamp`` is that of its cause (Standard Webhooks 1.0.0)."""
    return orjson.dumps({"type": kind, "timestamp": timestamp, "data": dict(data)}, option=orjson.OPT_UTC_Z)


def type_of(notices: Sequence[Notice]) -> str:
    """What a message about these notices is called, by the weightiest of them."""
    if any(one.what == "commitment" for one in notices):
        return "commitment.created"
    if any(one.item.startswith("commitment:") for one in notices):
        return "commitment.changed"
    if any(one.item.startswith("measure:") for one in notices):
        return "measure.changed"
    return "event.recorded"

"""The types of messages (Standard Webhooks 1.0.0: words between full stops)."""

from collections.abc import Sequence
from typing import Final

from alerts.notices import Notice

CREATED: Final = "commitment.created"
CHANGED: Final = "commitment.changed"
MEASURE: Final = "measure.changed"
EVENT: Final = "event.recorded"
CORRECTED: Final = "message.corrected"
WITHDRAWN: Final = "message.withdrawn"
DIGEST: Final = "digest"
HEARTBEAT: Final = "heartbeat"
VERIFICATION: Final = "endpoint.verification"
TEST: Final = "endpoint.test"

CONFIRMATION: Final = "address.confirmation"
"""Asks whoever reads the mail of an address whether they want ours; mail only, as are the two after it."""

ENDPOINT: Final = "endpoint.disabled"
STAFF: Final = "staff.alert"

CANARY: Final = "service.canary"
"""What the service sends to itself every hour."""


def type_of(notices: Sequence[Notice]) -> str:
    """What a message about these notices is called, by the weightiest of them."""
    if any(one.what == "commitment" for one in notices):
        return CREATED
    if any(one.item.startswith("commitment:") for one in notices):
        return CHANGED
    if any(one.item.startswith("measure:") for one in notices):
        return MEASURE
    return EVENT

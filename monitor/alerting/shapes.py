"""Subscriptions and messages as answers."""

from collections.abc import Sequence
from typing import Any

import orjson

from alerts.destinations import Attempt, Destination, Message, Subscription

Shape = dict[str, Any]


def subscription_shape(one: Subscription, to: Destination) -> Shape:
    """A subscription as its owner and staff see it; no secret is in it."""
    wishes = one.wishes.model_dump(mode="json", exclude_none=True)
    wishes |= {"weekday": to.weekday, "hour": to.hour, "timezone": to.timezone} if to.state != "pending" else {}
    wanted = wishes.pop("filter")
    return {
        "id": one.id,
        "state": one.state,
        "reason": one.reason or to.reason,
        "channel": to.channel,
        "to": to.address,
        "endpoint": to.id,
        **wishes,
        "match": wanted.pop("match"),
        "filter": wanted,
        "created_at": one.created_at,
        "ended_at": one.ended_at,
    }


def message_shape(one: Message, attempts: Sequence[Attempt] | None = None) -> Shape:
    """A message with its state; with what was sent and every attempt where they are given."""
    shape = {
        "id": one.id,
        "endpoint": one.destination,
        "seq": one.seq,
        "type": one.type,
        "cause": one.cause,
        "state": one.state,
        "created_at": one.created_at,
        "due_at": one.due_at,
        "attempt_count": one.attempts,
        "body": orjson.Fragment(one.body),
    }
    return shape if attempts is None else {**shape, "attempts": [_attempt(each) for each in attempts]}


def _attempt(one: Attempt) -> Shape:
    return {
        "n": one.n,
        "at": one.at,
        "duration_ms": one.duration_ms,
        "code": one.code,
        "error": one.error,
        "excerpt": (one.excerpt or b"").decode("utf-8", "replace"),
    }

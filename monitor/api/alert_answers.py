"""Shapes of answers about subscriptions and messages, for OpenAPI and the tests; see ``shapes``."""

from typing import Annotated, Any

from pydantic import Field

from monitor.api.shapes import Day, Shape

Instant = Annotated[str, Field(json_schema_extra={"format": "date-time"})]


class PreviewNotice(Shape):
    """One thing that would have been told."""

    change: str
    item: str
    before: Any
    after: Any
    since: Day | None


class PreviewMessage(Shape):
    """One message that would have been sent."""

    recorded_at: Instant
    cause: str
    notices: list[PreviewNotice]


class Preview(Shape):
    """How many messages a filter would have brought in the last 12 months of the record, and the last three."""

    count: int
    last: list[PreviewMessage]


class Previewed(Shape):
    """A preview by itself."""

    preview: Preview


class SubscriptionBegun(Shape):
    """A subscription; secret and token are shown this once, and null where an endpoint was joined."""

    id: str
    state: str
    preview: Preview
    secret: str | None
    manage_token: str | None


class SubscriptionRead(Shape):
    """A subscription as its owner and staff see it."""

    id: str
    state: str
    reason: str | None
    channel: str
    to: str | None
    endpoint: str
    cadence: str
    weekday: int
    hour: int
    timezone: str
    match: str
    filter: dict[str, Any]
    old_news: int
    heartbeat: bool
    language: str
    created_at: Instant
    ended_at: Instant | None


class Tested(Shape):
    """The id of a test message."""

    message: str


class Rotated(Shape):
    """A new secret, shown this once."""

    secret: str


class Replayed(Shape):
    """The ids of messages that will be sent again."""

    messages: list[str]


class AttemptMade(Shape):
    """One attempt to deliver a message."""

    n: int
    at: Instant
    duration_ms: int | None
    code: int | None
    error: str | None
    excerpt: str


class MessageInBrief(Shape):
    """A message with its state and what was sent."""

    id: str
    endpoint: str
    seq: int | None
    type: str
    cause: str
    state: str
    created_at: Instant
    due_at: Instant | None
    attempt_count: int
    body: dict[str, Any]


class Messages(Shape):
    """Some messages."""

    items: list[MessageInBrief]


class MessageRead(MessageInBrief):
    """A message with every attempt to deliver it."""

    attempts: list[AttemptMade]


class MessagesRead(Shape):
    """Some messages with every attempt to deliver them."""

    items: list[MessageRead]


class BounceReport(Shape):
    """What a report says became of a message: ``hard``, ``soft``, ``blocked`` or ``complaint``."""

    message: str
    kind: str
    status: str | None


class BounceTaken(Shape):
    """The report in mail that came back; null where there is none of ours."""

    report: BounceReport | None

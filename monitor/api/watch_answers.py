"""Shapes of answers about what is watched: readiness, parts of the service, sources; see ``shapes``."""

from typing import Literal

from pydantic import Field

from monitor.api.alert_answers import Instant
from monitor.api.shapes import Shape


class PartSeen(Shape):
    """A part of the work beside the answers, in whichever process it last was at work."""

    part: str
    last: Instant | None = Field(description="When it last ended a look well.")
    age_s: int | None
    stalled: bool


class Undelivered(Shape):
    """How long the longest waiting message of a channel that could be delivered has waited; null where none waits."""

    channel: str
    oldest_s: int | None


class CanarySeen(Shape):
    """The message that the service sends to itself every hour."""

    last: Instant | None = Field(description="When the last one arrived.")
    age_s: int | None
    overdue: bool = Field(description="Whether none has arrived for two hours although one should have.")


class RefusedSeen(Shape):
    """Letters of the last seven days that were refused for good although nothing says that their addresses are."""

    messages: int
    answer: str | None = Field(description="The codes with which the newest was refused.", examples=["550 5.7.1"])


class Ready(Shape):
    """The service can answer reads and take appends; the warnings say what is not well beside that."""

    ready: Literal[True]
    reasons: list[str] = Field(description="Why it is not ready; empty here.")
    warnings: list[str]
    parts: list[PartSeen]
    undelivered: list[Undelivered]
    refused: RefusedSeen | None
    canary: CanarySeen | None


class SourceRead(Shape):
    """A source from which something is expected again and again."""

    name: str
    title: str
    every_days: int
    body: str | None = Field(description="The body whose events are word from it.")
    last_checked: Instant | None = Field(description="When somebody last looked, whether there was news or not.")
    last_heard: Instant | None = Field(description="By a look or by an event, whichever was later.")
    silent: bool = Field(description="Whether it should have been heard of by now.")


class SourcesListed(Shape):
    """Every watched source, by name."""

    items: list[SourceRead]

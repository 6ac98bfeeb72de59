"""A source from which something is expected again and again, and when it has fallen silent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from events.fields import Line, Slug
from monitor.instants import written_instant

Shape = dict[str, Any]


class Expected(BaseModel):
    """What is expected of a source."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    title: Annotated[Line, Field(max_length=200, description="What it is, for people.")]
    every_days: int = Field(ge=1, le=3660, description="After so many days without a word from it staff are told.")
    body: Slug | None = Field(
        default=None,
        description="The body whose events are word from it: what it publishes, says, does or grades, and what else "
        "names it. Without one, only a look at it counts.",
    )


@dataclass(frozen=True, slots=True)
class Source:
    """A watched source. ``checked_at`` is when somebody last looked at it, whether there was news or not."""

    name: str
    expected: Expected
    checked_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Heard:
    """A source, and when the newest event that is word from it was recorded."""

    source: Source
    event_at: datetime | None

    @property
    def last(self) -> datetime | None:
        """When something was last heard of it: by a look, or by an event."""
        return max((at for at in (self.source.checked_at, self.event_at) if at is not None), default=None)

    @property
    def since(self) -> datetime:
        """From when its silence counts: from the last word, else from when it was first watched."""
        return self.last or self.source.created_at

    def silent(self, now: datetime) -> bool:
        """Whether it should have been heard of by now."""
        return now - self.since > timedelta(days=self.source.expected.every_days)


def source_shape(heard: Heard, now: datetime) -> Shape:
    """A source as the HTTP interface shows it."""
    source, expected = heard.source, heard.source.expected
    return {
        "name": source.name,
        "title": expected.title,
        "every_days": expected.every_days,
        "body": expected.body,
        "last_checked": _written(source.checked_at),
        "last_heard": _written(heard.last),
        "silent": heard.silent(now),
    }


def _written(instant: datetime | None) -> str | None:
    return written_instant(instant) if instant is not None else None

"""Shapes of answers about events and appends, for OpenAPI and the tests; see ``shapes``."""

from typing import Any, Literal

from pydantic import Field

from events.words import AccountClass
from monitor.api.shapes import Dating, Day, EventId, Listed, Shape, Standing, View

State = Literal["current", "corrected", "retracted", "withheld-in-part"]


class EventContent(Shape):
    """What stands in the log of an event, with how it stands on the record."""

    type: str
    title: str
    language: str
    occurred: Dating
    earliest: Day | None
    latest: Day | None
    counts_from: Day
    jurisdiction: str
    account: AccountClass
    topics: list[str]
    bears_on: list[dict[str, Any]]
    assessments: list[dict[str, Any]]
    figures: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    data: dict[str, Any]
    recorded_by: str
    state: State
    corrected_by: list[EventId]
    retracted_by: EventId | None
    reinstated_by: EventId | None
    touches: list[str]


class Event(EventContent):
    """One event on record."""

    id: EventId
    position: int = Field(ge=1)
    append: int = Field(ge=1)
    recorded_at: str
    previous: dict[str, int | None]
    leaf_hash: str = Field(pattern="^[0-9a-f]{64}$")


class EventTried(EventContent):
    """An event of a dry run: what the log would make of it is null."""

    id: None
    position: None
    append: None
    recorded_at: None
    leaf_hash: None


class EventRead(Event):
    """One event with the view it is answered for."""

    view: View


class Events(Listed):
    """Events by position."""

    items: list[Event]


class CommitmentEvents(Events):
    """Events that touch a commitment."""

    id: str


class Cause(Shape):
    """What brought a change; id and position are null in a dry run."""

    kind: Literal["event", "time", "correction", "retraction", "reinstatement"]
    event: EventId | None
    position: int | None


class Change(Shape):
    """A run of days on which a commitment stands otherwise than before; `current`: it covers the day of recording."""

    commitment: str
    from_: Day = Field(alias="from")
    to: Day | None
    before: Standing | None
    after: Standing | None
    cause: Cause
    current: bool


class Appended(Shape):
    """An event on record and what it changed."""

    event: Event
    changes: list[Change]
    view: View


class Tried(Shape):
    """What a dry run of one event shows."""

    event: EventTried
    changes: list[Change]
    view: View
    preview_token: str
    told: int = Field(ge=0, description="How many people would be told.")


class BatchAppended(Shape):
    """A batch on record and what it changed."""

    append: int
    first_position: int
    last_position: int
    ids: list[EventId]
    changes: list[Change]


class BatchTried(Shape):
    """What a dry run of a batch shows."""

    append: None
    first_position: None
    last_position: None
    ids: list[None]
    changes: list[Change]
    preview_token: str
    told: int = Field(ge=0)

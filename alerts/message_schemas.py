"""The shapes of messages as JSON Schema (2020-12), for those who receive them; each with an example."""

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from alerts import message_types as types

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

Instant = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
Url = Annotated[str, Field(json_schema_extra={"format": "uri"})]


class _Shape(BaseModel):
    # Fields may be added: who receives messages must bear with ones it does not know.
    model_config = ConfigDict(extra="allow")


class Source(_Shape):
    """A document that says so."""

    title: str
    publisher: str
    account: str
    url: Url | None = None
    locator: str | None = None


class Event(_Shape):
    """An event on record."""

    id: str
    position: int
    type: str
    title: str
    occurred: str = Field(description="A date in EDTF.")
    sources: list[Source]


class Cause(_Shape):
    """What brought the change: an append, or a day that came. Of many events the first ten are spelled out."""

    kind: Literal["append", "time"]
    append: int | None
    day: Day
    events: list[Event]
    event_count: int


class Core(_Shape):
    """Where a commitment stood."""

    status: str | None
    certain: bool
    stage: str
    flags: list[str]


class ChangeCause(_Shape):
    """The event that decided a change, where one did."""

    kind: str
    event: str | None
    position: int | None


class Change(_Shape):
    """A change of a commitment; ``to`` is exclusive, null without end."""

    commitment: str
    from_: Day = Field(alias="from")
    to: Day | None
    before: Core | None
    after: Core | None
    cause: ChangeCause
    current: bool


class Item(_Shape):
    """How a commitment stands now. ``by`` is who grades it so; null where it follows from facts on record."""

    commitment: str
    title: str
    status: str | None
    label: str | None
    by: dict[str, Any] | None
    flags: list[str]


class Links(_Shape):
    """The event, and the exact view in which this holds."""

    event: Url | None
    view: Url | None


class Reworded(_Shape):
    """A text that was sent, and what it reads now; null where nothing stands in its place."""

    of: str
    old: str
    new: str | None


class Corrected(_Shape):
    """A message sent before that no longer reads so."""

    message: str
    event: str
    reason: str
    texts: list[Reworded]


class Told(_Shape):
    """What all numbered messages have. ``seq`` has no gaps; ``notes`` are the subscriptions' own, by id."""

    seq: int
    subscriptions: list[str]
    corrects: str | None
    test: Literal[False]
    notes: dict[str, str] = {}


class Changed(Told):
    """The facts of one cause. Of many changes and items the first ten are spelled out."""

    cause: Cause
    changes: list[Change]
    items: list[Item]
    item_count: int
    links: Links
    corrected: list[Corrected] = []


class InDigest(_Shape):
    """The facts of one cause of a digest."""

    cause: Cause
    changes: list[Change]
    items: list[Item]
    item_count: int
    links: Links


class Digest(Told):
    """What came since the last digest of its kind. Of many causes the first are spelled out, twenty at most."""

    kind: Literal["daily", "weekly"]
    date: Day
    causes: list[InDigest]
    cause_count: int


class Heartbeat(Told):
    """A sign of life; its ``seq`` tells whether a message was missed."""

    kind: Literal["daily", "weekly"]
    date: Day


class Challenge(_Shape):
    """Answer 2xx with the challenge as the whole body, or as ``{"challenge": ...}``."""

    challenge: str


class Test(_Shape):
    """A test that somebody asked for; it has no number."""

    seq: None
    subscriptions: list[str]
    test: Literal[True]


DATA: Final[dict[str, type[BaseModel]]] = {
    types.CHANGED: Changed,
    types.CREATED: Changed,
    types.MEASURE: Changed,
    types.EVENT: Changed,
    types.CORRECTED: Changed,
    types.WITHDRAWN: Changed,
    types.DIGEST: Digest,
    types.HEARTBEAT: Heartbeat,
    types.VERIFICATION: Challenge,
    types.TEST: Test,
}
"""Type of message -> its data."""


def message_schema(kind: str) -> dict[str, Any]:
    """JSON Schema of the body of a message of a type.

    Raises:
        KeyError: there is no such type.
    """
    model = DATA[kind]
    data = model.model_json_schema(by_alias=True)
    parts = data.pop("$defs", {})
    return {
        "$schema": DIALECT,
        "title": kind,
        "type": "object",
        "required": ["type", "timestamp", "data"],
        "properties": {
            "type": {"const": kind},
            "timestamp": {"type": "string", "format": "date-time", "description": "When its cause was recorded."},
            "data": data,
        },
        "$defs": parts,
        "examples": [{"type": kind, "timestamp": "2026-11-22T08:00:00Z", "data": _EXAMPLES[model]}],
    }


_CAUSE = {
    "kind": "append",
    "append": 12,
    "day": "2026-11-22",
    "events": [
        {
            "id": "01920000-0000-7000-8000-000000000012",
            "position": 211,
            "type": "court-ruling.v1",
            "title": "Example of a ruling",
            "occurred": "2026-11-20",
            "sources": [
                {"title": "Example of a judgment", "publisher": "kz-constitutional-council", "account": "court"}
            ],
        }
    ],
    "event_count": 1,
}
_FACTS: dict[str, Any] = {
    "cause": _CAUSE,
    "changes": [
        {
            "commitment": "kz-media-law",
            "from": "2026-11-20",
            "to": None,
            "before": {"status": "enacted", "certain": True, "stage": "signed", "flags": []},
            "after": {"status": "struck-down", "certain": True, "stage": "struck-down", "flags": []},
            "cause": {"kind": "event", "event": "01920000-0000-7000-8000-000000000012", "position": 211},
            "current": True,
        }
    ],
    "items": [
        {
            "commitment": "kz-media-law",
            "title": "Example of a title",
            "status": "struck-down",
            "label": "struck down",
            "by": None,
            "flags": [],
        }
    ],
    "item_count": 1,
    "links": {
        "event": "https://monitor.example/v1/events/01920000-0000-7000-8000-000000000012",
        "view": "https://monitor.example/v1/commitments/kz-media-law?as_of=2026-11-22&known_at=211",
    },
}
_TOLD: dict[str, Any] = {"seq": 7, "subscriptions": ["sub_01M80GY53R9V42XJXFPKVDWYR8"], "corrects": None, "test": False}
_EXAMPLES: dict[type[BaseModel], dict[str, Any]] = {
    Changed: {**_TOLD, **_FACTS},
    Digest: {**_TOLD, "kind": "weekly", "date": "2026-11-23", "causes": [_FACTS], "cause_count": 1},
    Heartbeat: {**_TOLD, "kind": "daily", "date": "2026-11-23"},
    Challenge: {"challenge": "nqXn3jXync1nEQLj4894yw"},
    Test: {"seq": None, "subscriptions": ["sub_01M80GY53R9V42XJXFPKVDWYR8"], "test": True},
}

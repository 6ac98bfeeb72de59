"""What an event on record says now, as a form takes it: whole, with its corrections, and without what the log made."""

from collections.abc import Mapping
from typing import Any

from events.codec import DRAFTS
from events.erasable import put_back
from monitor.answers.events import one_event
from monitor.answers.reader import NotOnRecord, Reader
from monitor.answers.shape import Shape


def event_now(reader: Reader, identity: str) -> Shape:
    """One event, by id or position, as it stands now.

    Raises:
        NotOnRecord: there is none.
    """
    return one_event(reader, identity, reader.log.head().position)


def target_of(reader: Reader, event: Mapping[str, Any]) -> Shape | None:
    """The event that a draft acts upon, as it stands now; ``None`` where it names none that is on record."""
    data = event.get("data")
    target = data.get("target") if isinstance(data, Mapping) else None
    # A draft keeps what was typed, and no id has this character, which PostgreSQL takes in no text.
    if target is None or "\0" in str(target):
        return None
    try:
        return event_now(reader, str(target))
    except NotOnRecord:
        return None


def content_now(reader: Reader, event: Shape) -> dict[str, Any]:
    """What an event tells of the world now: its last correction's replacement, else itself, as it was sent.

    Amounts are exact; text that was withheld is left out, and so is the person whose name it was.
    """
    last = event["corrected_by"][-1] if event["corrected_by"] else event["id"]
    positions = list(reader.log.positions_of([last]).values())
    (record,) = reader.log.at(positions)
    envelope = record.envelope
    put_back(envelope, {text.path: text.text for text in reader.log.texts(positions).get(record.position, ())})
    content = envelope["data"].get("replacement", envelope)
    asked = DRAFTS[content["type"]].model_fields.keys() - {"id"}
    return {name: value for name, value in _without_the_withheld(content).items() if name in asked}


def _without_the_withheld(content: dict[str, Any]) -> dict[str, Any]:
    """A person without a name is nobody; other texts that can be withheld need not be given."""
    named = content["data"].get("persons")
    if named is None:
        return content
    kept = [one for one in named if (one["name"] if isinstance(one, Mapping) else one) is not None]
    return {**content, "data": {**content["data"], "persons": kept}}

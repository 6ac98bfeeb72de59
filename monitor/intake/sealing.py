"""Sealing: from a complete draft to the event as it will stand in the log for ever."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from events.appends import ErasableText, NewEvent
from events.canonical import canonical
from events.erasable import take_out
from events.leaf import leaf_hash
from events.tags import tags_of
from events.when import When, when
from monitor.intake.forgetting import Beside
from monitor.intake.known import Known
from monitor.intake.references import external_id, parts


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the server adds to every event of an append; ``recorded_at`` is RFC 3339 with microseconds and ``Z``."""

    append: int
    recorded_at: str
    recorded_by: str


def seal(
    event: dict[str, Any], *, event_id: str, position: int, stamp: Stamp, known: Known, new_salt: Callable[[], bytes]
) -> NewEvent:
    """The sealed event; ``known`` learns it, so that the next one of the batch follows upon it.

    ``event`` is consumed: its erasable texts are taken out, and only their digests enter the leaf.
    """
    happened = when(event)
    touched, previous = known.record(event, event_id, position)
    texts = take_out(event, new_salt)
    known.family.add(event, event_id, Beside(position, {path: text for path, (text, _) in texts.items()}))
    envelope = {
        **event,
        "id": event_id,
        "position": position,
        "append": stamp.append,
        "recorded_at": stamp.recorded_at,
        "recorded_by": stamp.recorded_by,
        "counts_from": happened.counts_from.isoformat(),
        "previous": previous,
        **_bounds(happened),
    }
    leaf = canonical(envelope)
    target = known.events.get(str(event["data"].get("target")))
    ended = [one for _, part in parts(event) for one in part.get("resolves", ())]
    resolved = [known.events[one].position for one in ended if one in known.events]
    return NewEvent(
        position=position,
        id=event_id,
        type=event["type"],
        leaf=leaf,
        leaf_hash=leaf_hash(leaf),
        tags=tags_of(event, touched, target.position if target else None, resolved),
        words=_words(event),
        earliest=envelope["earliest"],
        latest=envelope["latest"],
        erasable=tuple(ErasableText(path, text, salt) for path, (text, salt) in texts.items()),
        external_id=external_id(event) if event.get("external_id") else None,
    )


def _bounds(happened: When) -> dict[str, str | None]:
    return {
        "earliest": happened.earliest.isoformat() if happened.earliest else None,
        "latest": happened.latest.isoformat() if happened.latest else None,
    }


def _words(event: Mapping[str, Any]) -> str:
    told: list[str | None] = []
    # A correction is found by what it puts in the place of the other, too.
    for part in (event, event["data"].get("replacement") or {}):
        told += [part.get("title"), part.get("summary"), *part.get("topics", ())]
        for translation in part.get("translations", {}).values():
            told += [translation["title"], translation.get("summary")]
        told += [source["title"] for source in part.get("sources", ())]
    return " ".join(text for text in told if text).casefold()

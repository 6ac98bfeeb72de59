"""Events as people name them: what happened, when, and who tells it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from monitor.answers.event_shapes import content_of
from monitor.answers.reader import Reader
from monitor.status.record import states


@dataclass(frozen=True, slots=True)
class Cited:
    """One event in words; ``occurred`` as written, ``sources`` one line each."""

    id: str
    position: int
    title: str
    occurred: str
    sources: tuple[str, ...]


def cited(reader: Reader, ids: Collection[str], through: int) -> dict[str, Cited]:
    """These events by id, each in the words that hold at a position: a corrected one as corrected."""
    positions = reader.log.positions_of(ids)
    settled = states(reader.gather.closed(list(positions.values()), through)) if positions else {}
    holding = {one: settled[one].content or one for one in positions}
    places = {**reader.log.positions_of(set(holding.values())), **positions}
    envelopes = {record.id: record.envelope for record in reader.log.at(set(places.values()))}
    return {one: _cited(one, positions[one], content_of(envelopes[held])) for one, held in holding.items()}


def _cited(identity: str, position: int, content: Mapping[str, Any]) -> Cited:
    sources = tuple(dict.fromkeys(_source(source) for source in content.get("sources", ())))
    return Cited(identity, position, content["title"], content["occurred"], sources)


def _source(source: Mapping[str, Any]) -> str:
    parts = [source["publisher"], f"“{source['title']}”"]
    if source.get("locator"):
        parts.append(source["locator"])
    return ", ".join(parts)

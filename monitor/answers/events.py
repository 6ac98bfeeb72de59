"""Events as answers: one, those that match, those of one commitment."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from events.codec import DRAFTS, base_type
from events.log import EventQuery
from events.recorded import Recorded
from monitor.answers.event_shapes import Beside, shape_event
from monitor.answers.facts_in_view import cut_to_view
from monitor.answers.reader import NotOnRecord, Reader, Retracted
from monitor.answers.shape import Shape
from monitor.answers.views import View
from monitor.status.record import Entry, effective, states


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events to find: values of one field are alternatives, fields must all match; empty finds all.

    ``type`` may leave its version out. ``occurred_from`` and ``occurred_to`` are ISO days, ``recorded_from`` and
    ``recorded_to`` instants, all inclusive. Each word of ``q`` occurs in the title, summary, topics or source titles.
    """

    type: tuple[str, ...] = ()
    jurisdiction: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    commitment: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    account: tuple[str, ...] = ()
    occurred_from: str | None = None
    occurred_to: str | None = None
    recorded_from: datetime | None = None
    recorded_to: datetime | None = None
    q: str = ""

    @property
    def query(self) -> EventQuery:
        """The same as a question to the log."""
        wanted = {
            "type": tuple(name for given in self.type for name in wire_names(given)),
            "jurisdiction": self.jurisdiction,
            "topic": self.topic,
            "commitment": self.commitment,
            "measure": self.measure,
            "body": self.body,
            "account": self.account,
        }
        return EventQuery(
            every=tuple(tuple(f"{kind}:{value}" for value in values) for kind, values in wanted.items() if values),
            occurred_from=self.occurred_from,
            occurred_to=self.occurred_to,
            recorded_from=self.recorded_from,
            recorded_to=self.recorded_to,
            words=tuple(self.q.split()),
        )


def wire_names(given: str) -> tuple[str, ...]:
    """Every wire name meant by a type, with or without its version; what is no type means itself and finds nothing."""
    return tuple(name for name in DRAFTS if given in (name, base_type(name))) or (given,)


def event_shape(reader: Reader, records: Sequence[Recorded], through: int) -> list[Shape]:
    """The contract's **event** of each of these records, in their order, as known at position ``through``."""
    positions = [record.position for record in records]
    settled = states(reader.gather.closed(positions, through)) if records else {}
    texts, tags = reader.log.texts(positions), reader.log.tags_of(positions)
    shapes = []
    for record in records:
        own = texts.get(record.position, ())
        withholding = _withholding(reader, record.position) if any(text.text is None for text in own) else ()
        beside = Beside(settled[record.id], tags[record.position], own, withholding, through)
        shapes.append(shape_event(record, beside))
    return shapes


def find_events(
    reader: Reader, through: int, query: EventFilter, *, after: int = 0, limit: int = 100
) -> tuple[list[Shape], bool]:
    """Events that match past position ``after``, ascending, at most ``limit``, and whether there are more."""
    found = reader.log.find(query.query, after=after, through=through, limit=limit + 1)
    return event_shape(reader, found[:limit], through), len(found) > limit


def one_event(reader: Reader, identity: str, through: int) -> Shape:
    """One event by its id or by the digits of its position.

    Raises:
        NotOnRecord: there is none, or it came after position ``through``.
    """
    if re.fullmatch(r"[0-9]{1,18}", identity):
        position: int | None = int(identity)
    else:
        position = reader.log.positions_of([identity.lower()]).get(identity.lower())
    found = reader.log.at([position]) if position is not None and position <= through else []
    if not found:
        raise NotOnRecord("event", identity)
    return event_shape(reader, found, through)[0]


def commitment_events(
    reader: Reader, view: View, commitment: str, after: int = 0, limit: int = 100
) -> tuple[list[Shape], bool]:
    """Events that touch a commitment past position ``after``, ascending, at most ``limit``, and whether there are more.

    The day of the view cuts nothing off; what it does not show (``public_at``, ``lens``) is left out, together with
    what acts upon that.

    Raises:
        NotOnRecord: the commitment is not on record at that moment.
        Retracted: its making was retracted.
    """
    _refuse_unmade(reader, view, commitment)
    if view.aspect.plain:
        query = EventQuery(every=((f"commitment:{commitment}",),))
        found = reader.log.find(query, after=after, through=view.through, limit=limit + 1)
    else:
        entries = reader.gather.at(reader.log.tagged([f"commitment:{commitment}"], through=view.through))
        shown = [position for position in _shown(reader, entries, view) if position > after]
        found = reader.log.at(shown[: limit + 1])
    return event_shape(reader, found[:limit], view.through), len(found) > limit


def _refuse_unmade(reader: Reader, view: View, commitment: str) -> None:
    declaring = reader.log.tagged([f"declares:commitment:{commitment}"], through=view.through)
    entries = reader.gather.closed(declaring, view.through)
    made = [fact for fact in effective(entries) if _makes(fact.data, commitment)]
    if cut_to_view(made, view, reader.gather.bodies(view.through)):
        return
    settled = states(entries)
    retracted = [
        settled[entry.id].retracted_by
        for entry in entries
        if settled[entry.id].retracted and entry.fact is not None and _makes(entry.fact.data, commitment)
    ]
    if retracted and not made:
        raise Retracted(commitment, retracted[-1])
    raise NotOnRecord("commitment", commitment)


def _makes(data: Mapping[str, Any] | None, commitment: str) -> bool:
    made = (data or {}).get("commitment")
    return isinstance(made, Mapping) and made["id"] == commitment


def _shown(reader: Reader, entries: Iterable[Entry], view: View) -> list[int]:
    """Positions of the entries that a view shows; an act is shown where its target is."""
    targets = {entry.target for entry in entries if entry.target}
    outside = reader.gather.at(list(reader.log.positions_of(list(targets)).values()))
    bodies = reader.gather.bodies(view.through)
    told: dict[str, bool] = {}
    for entry in sorted({*outside, *entries}, key=lambda one: one.position):
        in_view = entry.fact is None or bool(cut_to_view([entry.fact], view, bodies))
        told[entry.id] = in_view and (entry.target is None or told.get(entry.target, False))
    return [entry.position for entry in entries if told[entry.id]]


def _withholding(reader: Reader, position: int) -> list[Mapping[str, Any]]:
    """The acts that withheld anything of an event, whenever: what is gone is gone at every moment asked about."""
    entries = reader.gather.closed([position], reader.log.head().position)
    acts = [entry.position for entry in entries if entry.type == "content-withheld"]
    return [record.envelope for record in reader.log.at(acts)]

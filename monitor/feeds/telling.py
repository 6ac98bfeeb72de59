"""Events of the log as feeds tell them, with how they stand at a position."""

from collections.abc import Collection, Sequence

from events.recorded import Recorded
from monitor.answers.reader import Reader
from monitor.feeds.told_event import ToldEvent, acts_upon, told_event
from monitor.status.record import states


def tell(reader: Reader, records: Sequence[Recorded], through: int) -> list[ToldEvent]:
    """These events, in their order, as known at a position."""
    if not records:
        return []
    entries = reader.gather.closed([record.position for record in records], through)
    settled, acts = states(entries), acts_upon(entries)
    places = {entry.id: entry.position for entry in entries}
    contents = {record.id: settled[record.id].content for record in records}
    wanted = {places[act] for act in contents.values() if act is not None}
    wanted.update(position for record in records for position in acts.get(record.id, ()))
    beside = {record.position: record for record in reader.log.at(wanted)}
    found = []
    for record in records:
        act = contents[record.id]
        correction = beside[places[act]] if act is not None else None
        updated = max([record.recorded_at, *(beside[position].recorded_at for position in acts.get(record.id, ()))])
        found.append(told_event(record, settled[record.id], correction, updated))
    return found


def tell_ids(reader: Reader, ids: Collection[str], through: int) -> dict[str, ToldEvent]:
    """Event id -> the event, as known at a position; ids that are not on record by then are left out."""
    positions = [position for position in reader.log.positions_of(ids).values() if position <= through]
    return {event.id: event for event in tell(reader, reader.log.at(positions), through)}

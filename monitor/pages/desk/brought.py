"""What appends brought: each with the first of its events, for the pages that list appends or show one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from events.appends import AppendRecord
from monitor.answers.events import event_shape
from monitor.answers.shape import Shape
from monitor.bootstrap import Service


@dataclass(frozen=True, slots=True)
class Brought:
    """An append with the first of its events, and how many more it brought; ``by`` is in words."""

    record: AppendRecord
    by: str
    events: Sequence[Shape]
    more: int


def brought(service: Service, numbers: Sequence[int], names: Mapping[str, str], most: int) -> list[Brought]:
    """The appends of these numbers, in their order, as far as there are any; their events are read all at once.

    Args:
        service: whose record it is.
        numbers: of the appends.
        names: what is recorded of who appended -> who that is, in words.
        most: so many events of each are shown.
    """
    head = service.log.head()
    records = [one for number in numbers if (one := service.log.append_record(number)) is not None]
    shown = {one.number: range(one.first_position, one.last_position + 1)[:most] for one in records}
    positions = [position for some in shown.values() for position in some]
    shapes = event_shape(service.reader, service.log.at(positions), head.position) if positions else []
    events = {shape["position"]: shape for shape in shapes}
    return [
        Brought(
            record=one,
            by=names.get(one.recorded_by, one.recorded_by),
            events=[events[position] for position in shown[one.number]],
            more=one.last_position - one.first_position + 1 - len(shown[one.number]),
        )
        for one in records
    ]

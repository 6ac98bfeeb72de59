"""What a correction or a retraction makes read otherwise: of what was printed, as it read and as it reads."""

from collections.abc import Iterator

from alerts.describing import ActedUpon, Reworded
from alerts.notices import Cause, Notice
from monitor.answers.reader import Reader
from monitor.feeds.names import name_of
from monitor.feeds.telling import tell_ids
from monitor.feeds.told_event import Grade, Source, ToldEvent, acts_upon
from monitor.status.assessors import Bodies
from monitor.status.record import RECORD_ONLY, read_entry


def acted_upon(reader: Reader, act: Notice) -> ActedUpon | None:
    """The event that the notice of an act is about; ``None`` where it is not on record.

    The texts are empty where the act changes nothing that is printed of it. Of an act upon an act, the event that the
    first of them is about is compared: whoever was told of that, or of any act upon it, was told what reads otherwise.
    """
    target, (acting,) = str(act.after["target"]), act.events
    positions = reader.log.positions_of([target, acting])
    if len(positions) < len({target, acting}):
        return None
    record = reader.log.append_holding(positions[target])
    if record is None:
        return None
    first, at = _first(reader, target), positions[acting]
    before, after = (tell_ids(reader, [first], through).get(first) for through in (at - 1, at))
    texts = tuple(_reworded(before, after, reader.gather.bodies(at))) if before is not None else ()
    return ActedUpon(
        event=target,
        cause=_cause(record.number),
        reason=str(act.after["reason"]),
        texts=texts,
        told_in=tuple(_told_in(reader, first, at - 1)),
    )


def _told_in(reader: Reader, event: str, through: int) -> Iterator[tuple[str, str]]:
    """The event and every act upon it by then, each with its cause."""
    positions = reader.log.positions_of([event]).values()
    acts = acts_upon(reader.gather.closed(positions, through)).get(event, ())
    for one in reader.log.at([*positions, *acts]):
        yield one.id, _cause(one.append)


def _cause(append: int) -> str:
    return Cause("append", append=append).key


def _first(reader: Reader, event: str) -> str:
    """The event that an act, or an act upon one, is about in the end."""
    while True:
        (record,) = reader.log.at(reader.log.positions_of([event]).values())
        entry = read_entry(record)
        if entry.type not in RECORD_ONLY or entry.target is None:
            return event
        event = entry.target


def _reworded(before: ToldEvent, after: ToldEvent | None, bodies: Bodies) -> Iterator[Reworded]:
    gone = after is None or after.state == "retracted"
    was, now = _printed(before, bodies), {} if gone or after is None else _printed(after, bodies)
    if before.state == "retracted":
        if not gone:
            yield Reworded("Title", f"Withdrawn: {was['Title']}", now["Title"])
        return
    if gone:
        yield Reworded("Title", was["Title"], None)
        return
    for of in [*was, *(name for name in now if name not in was)]:
        if was.get(of) != now.get(of):
            yield Reworded(of, was.get(of) or "nothing", now.get(of))


def _printed(event: ToldEvent, bodies: Bodies) -> dict[str, str]:
    found = {
        "Title": event.title,
        "Summary": event.summary or "",
        "Day": event.occurred,
        "Outcome": (event.outcome or "").replace("-", " "),
        "Assessments": "; ".join(_grade(one, bodies, several=event.grades_several) for one in event.grades),
        "Sources": "; ".join(_source(one, bodies) for one in event.sources),
    }
    return {of: text for of, text in found.items() if text}


def _grade(one: Grade, bodies: Bodies, *, several: bool) -> str:
    by = name_of(one.by, bodies)
    return f"{f'{by} on {one.of}' if several else by}: {one.value.replace('-', ' ')}"


def _source(one: Source, bodies: Bodies) -> str:
    words = f"“{one.title}” ({name_of(one.publisher, bodies)}; {one.account.replace('-', ' ')})"
    return f"{words} {one.url}" if one.url else words

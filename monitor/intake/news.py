"""What an append changes, found by folding the record without it and with it: a pure function of the log."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from events.appends import NewAppend
from events.canonical import canonical
from events.jurisdictions import today_in
from events.leaf import leaf_hash
from events.log import Log
from events.recorded import Recorded
from monitor.affected import affected
from monitor.gather import Gather
from monitor.intake.previewing import AsIf
from monitor.status.cases import build
from monitor.status.changes import Change, Run, changes
from monitor.status.history import history

_CAUSES = {
    "event-corrected.v1": "correction",
    "event-retracted.v1": "retraction",
    "event-reinstated.v1": "reinstatement",
}


@dataclass(frozen=True, slots=True)
class Caused:
    """A change of one commitment with the event that brought it."""

    commitment: str
    change: Change
    kind: str
    event: str
    position: int


@dataclass(frozen=True, slots=True)
class News:
    """What an append changes, by commitment and day, and how many people would be told."""

    changes: tuple[Caused, ...]
    told: int = 0


def news_of(log: Log, gather: Gather, new: NewAppend) -> News:
    """What an append would change that is decided and not on record."""
    as_if = Gather(AsIf(log, new))
    tags = {event.position: set(event.tags) for event in new.events}
    return _news(log, gather, as_if, new.recorded(), tags, new.expected.position)


def news_at(log: Log, gather: Gather, append: int) -> News:
    """What an append on record changed when it was recorded; the same at any later time."""
    record = log.append_record(append)
    if record is None:
        return News(())
    before, through = record.first_position - 1, record.last_position
    records = log.read(after=before, through=through, limit=through - before)
    tags = {position: set(found) for position, found in log.tags_of([one.position for one in records]).items()}
    return _news(log, gather, gather, records, tags, before)


def news_from(
    records: Sequence[Recorded], tags: Mapping[int, Collection[str]], found: Mapping[str, Sequence[Change]]
) -> News:
    """The news of an append whose changes by commitment have been found; caused by its last event that touches each."""
    touching = {
        tag: record for record in records for tag in tags.get(record.position, ()) if tag.startswith("commitment:")
    }
    news = []
    for commitment in sorted(found):
        cause = touching.get(f"commitment:{commitment}", records[-1])
        kind = _CAUSES.get(cause.type, "event")
        news += [Caused(commitment, change, kind, cause.id, cause.position) for change in found[commitment]]
    return News(tuple(news))


def token_of(news: News) -> str:
    """A token that stands for what a preview showed: the changes and how many people would be told, not their cause."""
    shown: list[Any] = [news.told]
    for one in news.changes:
        change = one.change
        shown.append([one.commitment, change.since, change.until, change.before, change.after, change.current])
    return leaf_hash(canonical(shown)).hex()


def _news(
    log: Log, before: Gather, after: Gather, records: list[Recorded], tags: Mapping[int, set[str]], head: int
) -> News:
    """The news of an append from two views of one record, without it and with it; ``head`` is where it began."""
    through, found = records[-1].position, dict[str, tuple[Change, ...]]()
    entries = after.at([record.position for record in records])
    carried = {tag for every in tags.values() for tag in every}
    for commitment in sorted(affected(log, after.at, entries, carried, head).commitments):
        old, _ = _run(before, commitment, head)
        new, jurisdiction = _run(after, commitment, through)
        today = today_in(jurisdiction, records[-1].recorded_at).toordinal()
        found[commitment] = changes(old, new, today)
    return news_from(records, tags, found)


def _run(gather: Gather, commitment: str, through: int) -> tuple[Run, str | None]:
    dossier = build(commitment, gather.commitment(commitment, through), gather.bodies(through)) if through else None
    if dossier is None:
        return (), None
    periods = history(dossier.commitment)
    return [(period.since, period.standing.core) for period in periods], dossier.definition.jurisdiction

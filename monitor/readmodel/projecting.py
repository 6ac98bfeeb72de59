"""What one append does to the read model: which answers it may change, and what they are now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from events.jurisdictions import today_in
from events.log import Log, Recorded
from monitor.affected import affected
from monitor.gather import Gather
from monitor.intake.news import News, news_from
from monitor.readmodel.kept import difference
from monitor.readmodel.remembered import Remembered
from monitor.readmodel.rows import Pending, Rows
from monitor.readmodel.strands import Strand, measure_strand, strands_of
from monitor.status.assessors import Bodies
from monitor.status.cases import build
from monitor.status.changes import Change, changes
from monitor.status.record import Entry, effective, read_entry

Tags = Mapping[int, Collection[str]]


@dataclass(slots=True)
class Projected:
    """What one append changed: the changes of each commitment, and how many rows were written or closed for it."""

    append: int
    position: int
    recorded_at: datetime
    news: News = field(default_factory=lambda: News(()))
    changes: dict[str, tuple[Change, ...]] = field(default_factory=dict)
    rows: int = 0


class Projecting:
    """Folds again what appends touch; remembers what it saw, so one object serves all appends of a projector."""

    def __init__(self, log: Log, gather: Gather) -> None:
        self._log, self._gather = log, gather
        self.remembered = Remembered(gather)

    def append(self, rows: Rows, pending: Pending, append: Sequence[Recorded], tags: Tags) -> Projected:
        """Put into ``pending`` what one append changes."""
        self._gather.keep(read_entry(record) for record in append)
        entries = self._gather.at([record.position for record in append])
        through = append[-1].position
        done = Projected(append[-1].append, through, append[-1].recorded_at)
        before = pending.rows
        carried = _by_tag(entries, tags)
        bodies = self._gather.bodies(through)
        reached = affected(self._log, self._gather.at, entries, carried, through)
        for one in reached.from_afar:
            self.remembered.forget_entries(f"commitment:{one}")
        for commitment in sorted(reached.commitments):
            fresh = carried.get(f"commitment:{commitment}", ())
            self._commitment(rows, pending, commitment, fresh, bodies, done)
        for measure in sorted(reached.measures):
            fresh = carried.get(f"measure:{measure}", ())
            if reached.acts:
                self.remembered.forget_entries(f"measure:{measure}")
            strand = measure_strand(measure, effective(self.remembered.measure(measure, fresh, through)))
            self._write(rows, pending, [strand], through)
        done.rows = pending.rows - before
        done.news = news_from(append, tags, done.changes)
        return done

    def _commitment(
        self, rows: Rows, pending: Pending, commitment: str, fresh: Sequence[Entry], bodies: Bodies, done: Projected
    ) -> None:
        remembered, through = self.remembered, done.position
        dossier = build(commitment, remembered.commitment(commitment, fresh, through), bodies)
        before = remembered.run(rows, commitment)
        if dossier is None:
            remembered.unfold(commitment)
            strands = []
        else:
            strands = strands_of(dossier, remembered.fold(dossier, fresh), remembered.bodies(commitment))
        self._write(rows, pending, remembered.with_emptied(rows, commitment, strands), through)
        remembered.enter(commitment, strands)
        jurisdiction = dossier.definition.jurisdiction if dossier else None
        if dossier is not None and (not before or any(entry.target for entry in fresh)):
            pending.commitments.append({"key": commitment, "jurisdiction": jurisdiction, "position": through})
        today = today_in(jurisdiction, done.recorded_at).toordinal()
        found = changes(before, remembered.run(rows, commitment), today)
        if found:
            done.changes[commitment] = found

    def _write(self, rows: Rows, pending: Pending, strands: Sequence[Strand], position: int) -> None:
        for kind in {strand.kind for strand in strands}:
            kept = self.remembered.kept(rows, kind, [strand.key for strand in strands if strand.kind == kind])
            for strand in strands:
                if strand.kind == kind:
                    change = difference(kept[strand.key], strand, position)
                    pending.take(strand, change, position)
                    self.remembered.keep(strand, change.kept)


def _by_tag(entries: Sequence[Entry], tags: Tags) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for tag in tags.get(entry.position, ()):
            found.setdefault(tag, []).append(entry)
    return found

"""What one append does to the read model: which answers it may change, and what they are now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from events.jurisdictions import today_in
from events.log import Log, Recorded
from monitor.affected import affected
from monitor.gather import Gather
from monitor.intake.news import News, news_from
from monitor.readmodel.refolding import goes_on, grown, grown_measure, whole, whole_measure
from monitor.readmodel.remembered import Followed, FollowedMeasure, Remembered
from monitor.readmodel.rows import Pending, Rows
from monitor.status.assessors import Bodies
from monitor.status.cases import build
from monitor.status.changes import Change, changes
from monitor.status.definitions import Definition
from monitor.status.record import Entry, effective, read_entry

Tags = Mapping[int, Collection[str]]


@dataclass(frozen=True, slots=True)
class Moved:
    """A measure whose stage on the day of recording is another than it was: bodies of its strand, ``None`` for none."""

    today: int
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class Touched:
    """A commitment that an append may have changed: what it is, and its concerns before and after, as in its reach."""

    today: int
    definition: Definition | None
    concerns_before: bytes
    concerns_after: bytes


@dataclass(slots=True)
class Projected:
    """What one append changed, and how many rows were written or closed for it.

    ``records`` are its events with their tags by position; ``changes`` and ``touched`` are by commitment, ``moved`` by
    measure.
    """

    append: int
    position: int
    recorded_at: datetime
    records: Sequence[Recorded] = ()
    tags: Tags = field(default_factory=dict)
    news: News = field(default_factory=lambda: News(()))
    changes: dict[str, tuple[Change, ...]] = field(default_factory=dict)
    touched: dict[str, Touched] = field(default_factory=dict)
    moved: dict[str, Moved] = field(default_factory=dict)
    rows: int = 0


class Projecting:
    """Folds again what appends touch; remembers what it saw, so one object serves all appends of a projector."""

    def __init__(self, log: Log, gather: Gather) -> None:
        self._log, self._gather = log, gather
        self.remembered = Remembered()

    def append(self, rows: Rows, pending: Pending, append: Sequence[Recorded], tags: Tags) -> Projected:
        """Put into ``pending`` what one append changes."""
        self._gather.keep(read_entry(record) for record in append)
        entries = self._gather.at([record.position for record in append])
        through = append[-1].position
        done = Projected(append[-1].append, through, append[-1].recorded_at, append, tags)
        before = pending.rows
        carried = _by_tag(entries, tags)
        bodies = self._gather.bodies(through)
        reached = affected(self._log, self._gather.at, entries, carried, through)
        for name, followed in self.remembered.commitments(rows, sorted(reached.commitments)).items():
            fresh = () if name in reached.from_afar else carried.get(f"commitment:{name}", ())
            self._commitment(pending, name, followed, fresh, bodies, done)
        for name, measure in self.remembered.measures(rows, sorted(reached.measures)).items():
            fresh = () if reached.acts else carried.get(f"measure:{name}", ())
            self._measure(pending, name, measure, fresh, done)
        done.rows = pending.rows - before
        done.news = news_from(append, tags, done.changes)
        return done

    def _commitment(
        self,
        pending: Pending,
        commitment: str,
        followed: Followed,
        fresh: Sequence[Entry],
        bodies: Bodies,
        done: Projected,
    ) -> None:
        """Fold a commitment on by what is ``fresh``; anew where nothing is, or where that does more than add facts."""
        if goes_on(followed, fresh, bodies):
            jurisdiction, refolded = followed.jurisdiction, grown(followed, fresh)
        else:
            dossier = build(commitment, self._gather.commitment(commitment, done.position), bodies)
            refolded = whole(commitment, followed, dossier)
            jurisdiction = followed.jurisdiction
            if jurisdiction is not None:
                pending.commitments.append((commitment, jurisdiction, done.position))
        concerns = followed.reach(commitment).concerns
        for strand in refolded.strands:
            pending.take(strand, followed.become(strand, done.position), done.position)
        today = today_in(jurisdiction, done.recorded_at).toordinal()
        definition = followed.dossier.definition if followed.dossier else None
        done.touched[commitment] = Touched(today, definition, concerns, followed.reach(commitment).concerns)
        found = tuple(change for before, after in refolded.runs for change in changes(before, after, today))
        if found:
            done.changes[commitment] = found

    def _measure(
        self, pending: Pending, measure: str, followed: FollowedMeasure, fresh: Sequence[Entry], done: Projected
    ) -> None:
        strands = grown_measure(followed, fresh)
        if not strands:
            strands = whole_measure(measure, followed, effective(self._gather.measure(measure, done.position)))
        today = today_in(followed.jurisdiction, done.recorded_at).toordinal()
        before = followed.stage_on(today)
        for strand in strands:
            pending.take(strand, followed.become(strand, done.position), done.position)
        after = followed.stage_on(today)
        if before != after:
            done.moved[measure] = Moved(today, before, after)


def _by_tag(entries: Sequence[Entry], tags: Tags) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for tag in tags.get(entry.position, ()):
            found.setdefault(tag, []).append(entry)
    return found

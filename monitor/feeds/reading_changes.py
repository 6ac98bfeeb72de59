"""The feed of changes, read from notices and the record."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice

from alerts.filters import QUIET, Filter
from alerts.notices import Notice
from alerts.sql import notice_store
from alerts.sql.newest_causes import newest_causes
from events.recorded import Recorded
from events.sql.engines import reading
from monitor.answers.event_shapes import content_of
from monitor.answers.reader import Reader
from monitor.feeds.change_entry import Happened, Names, change_entry, notice_text
from monitor.feeds.entries import MOST_ENTRIES, MOST_LINES, Entry
from monitor.feeds.matching import matching, newest_matching
from monitor.feeds.names import name_of
from monitor.feeds.telling import tell_ids

_LAST_DAY = date.max.toordinal()


class Changes:
    """Reads the feed of changes, as known at position ``through``."""

    def __init__(self, reader: Reader, through: int, public_url: str) -> None:
        self._reader, self._through, self._public_url = reader, through, public_url
        self._bodies = reader.gather.bodies(through)

    def entries(self, wanted: Filter, most: int = MOST_ENTRIES) -> tuple[Entry, ...]:
        """One entry for each of the newest causes that brought a change that is asked for, with all of these."""
        causes = list(islice(self._causes(wanted), most))
        with reading(self._reader.engine) as connection:
            found = [notice_store.of_cause(connection, cause) for cause in causes]
        asked = [[one.notice for one in matching(each, wanted, self.texts)] for each in found]
        happened = [self.happened(notices) for notices in asked]
        names = self.names(notice for one in happened for notice in one.notices[:MOST_LINES])
        return tuple(change_entry(one, names, self._public_url) for one in happened)

    def latest(self, most: int, lines: int, until: datetime | None = None) -> tuple[tuple[Happened, ...], Names]:
        """The newest causes of changes of the usual kinds, each with the first changes alone, and what all is called.

        No more is read than is shown.

        Args:
            most: how many causes.
            lines: how many changes of each.
            until: none that was recorded later.
        """
        with reading(self._reader.engine) as connection:
            found = newest_causes(connection, QUIET, until=until, most=most, each=lines)
        happened = [replace(self.happened(one.notices), left_out=one.more) for one in found]
        return tuple(happened), self.names(notice for one in happened for notice in one.notices)

    def texts(self, notices: Iterable[Notice]) -> Mapping[bytes, str]:
        """Key of a notice -> what is printed of it."""
        asked = list(notices)
        names = self.names(asked)
        return {notice.key: notice_text(notice, names) for notice in asked}

    def _causes(self, wanted: Filter) -> Iterator[str]:
        seen = set()
        for one in newest_matching(self._reader, wanted, self.texts):
            key = one.notice.cause.key
            if key not in seen:
                seen.add(key)
                yield key

    def names(self, notices: Iterable[Notice]) -> Names:
        """What the items and events of some notices are called."""
        asked = list(notices)
        events = {event for notice in asked for event in notice.events}
        return Names(
            self._bodies,
            self._titles({notice.item for notice in asked}),
            tell_ids(self._reader, sorted(events), self._through),
        )

    def _titles(self, items: Collection[str]) -> dict[str, str]:
        """The titles of commitments and measures as last known, also of those that are no longer on record."""
        asked = {kind: _of_kind(items, kind) for kind in ("commitment", "measure")}
        with self._reader.probes() as probes:
            defined = probes.probe("definition", asked["commitment"], _LAST_DAY, self._through)
            measures = probes.probe("measure", asked["measure"], _LAST_DAY, self._through)
        titles = {f"commitment:{name}": body["content"]["title"] for name, body in defined.items()}
        titles |= {f"measure:{name}": body["title"] for name, body in measures.items() if body["title"]}
        missing = [item for kind in asked for item in items if item.startswith(f"{kind}:") and item not in titles]
        return {**self._titles_once_declared(missing), **titles}

    def _titles_once_declared(self, items: Sequence[str]) -> dict[str, str]:
        declared = self._reader.log.last_tagged([f"declares:{item}" for item in items], through=self._through)
        records = {record.position: record for record in self._reader.log.at(list(declared.values()))}
        return {tag.removeprefix("declares:"): _declared(records[position]) for tag, position in declared.items()}

    def happened(self, notices: Sequence[Notice]) -> Happened:
        """Some notices of one cause, with the view in which they hold."""
        first = notices[0]
        known_at = self._known_at(first)
        as_of = first.cause.day if first.cause.day is not None else first.recorded_on
        return Happened(first.cause, tuple(notices), as_of, known_at, self._grounds(notices, as_of, known_at))

    def _known_at(self, notice: Notice) -> int:
        """The end of the append; of what a day brought, the end of the record when that was looked at."""
        log = self._reader.log
        if notice.cause.append is not None:
            record = log.append_record(notice.cause.append)
            return record.last_position if record is not None else self._through
        record = log.last_append_at(notice.recorded_at)
        if record is None:
            return 0
        # The days before an append are looked at at its own instant, as known before it.
        return record.first_position - 1 if record.recorded_at == notice.recorded_at else record.last_position

    def _grounds(self, notices: Iterable[Notice], as_of: date, known_at: int) -> dict[str, str]:
        """Commitment -> whose grade its status rests on, and of when; those without one are left out."""
        moved = [notice.item for notice in notices if notice.what == "status"]
        with self._reader.probes() as probes:
            found = probes.probe("headline", _of_kind(moved, "commitment"), as_of.toordinal(), known_at)
        grades = {name: body["by"] for name, body in found.items() if body["by"]}
        return {name: f"{name_of(body, self._bodies)}, {given}" for name, (body, given, _) in grades.items()}


def _of_kind(items: Iterable[str], kind: str) -> list[str]:
    return sorted({item.removeprefix(f"{kind}:") for item in items if item.startswith(f"{kind}:")})


def _declared(record: Recorded) -> str:
    data = content_of(record.envelope)["data"]
    return str((data.get("commitment") or data.get("measure"))["title"])

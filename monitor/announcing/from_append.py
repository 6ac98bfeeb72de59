"""The notices of one append: what its events are, and what became different by them on the day they were recorded."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import orjson

from alerts.notices import Cause, Notice, What
from events.codec import base_type
from events.recorded import Recorded
from events.tags import PUBLIC_TAGS
from events.when import when
from monitor.announcing.changed import Different, whats_of
from monitor.readmodel.projecting import Projected, Touched
from monitor.readmodel.row_json import concerns_on
from monitor.status.changes import Change, core_shape

_ACTS: Mapping[str, What] = {
    "event-corrected": "correction",
    "event-reinstated": "correction",
    "event-retracted": "retraction",
}
_PUBLIC = tuple(f"{kind}:" for kind in PUBLIC_TAGS)
_UNTOLD = frozenset({"event-annotated", "content-withheld"})


def notices_of(done: Projected, *, silent: bool) -> list[Notice]:
    """Every notice of a projected append, what is not current among them as *history*; in a fixed order."""
    return list(_Append(done, silent=silent).notices())


class _Append:
    def __init__(self, done: Projected, *, silent: bool) -> None:
        self._done, self._silent = done, silent
        self._cause = Cause("append", append=done.append)
        self._envelopes = {record.position: record.envelope for record in done.records}
        self._days = {position: _counts_from(envelope) for position, envelope in self._envelopes.items()}
        self._public = {
            record.position: tuple(tag for tag in done.tags.get(record.position, ()) if tag.startswith(_PUBLIC))
            for record in done.records
        }
        self._of_item: dict[str, tuple[tuple[str, ...], tuple[str, ...], date]] = {}
        self._touching: dict[str, list[Recorded]] = {}
        for record in done.records:
            for tag in done.tags.get(record.position, ()):
                if tag.startswith(("commitment:", "measure:")):
                    self._touching.setdefault(tag, []).append(record)

    def notices(self) -> Iterator[Notice]:
        for commitment in sorted(self._done.changes):
            for change in self._done.changes[commitment]:
                yield from self._change(commitment, change)
        for commitment in sorted(self._done.touched):
            yield from self._concerns(commitment, self._done.touched[commitment])
        for measure in sorted(self._done.moved):
            yield from self._stage(measure)
        for record in self._done.records:
            yield from self._event(record)

    def _change(self, commitment: str, change: Change) -> Iterator[Notice]:
        """A change that holds today, in all its parts; one of the past as history revised.

        What will be otherwise is told when it comes, and a commitment new on record has no history to revise.
        """
        if change.current:
            found = whats_of(change.before, change.after)
        elif change.before is not None and self._is_past(commitment, change):
            found = [("history", core_shape(change.before), core_shape(change.after))]
        else:
            found = []
        for different in found:
            yield self._about(f"commitment:{commitment}", different, change.since, change.until)

    def _is_past(self, commitment: str, change: Change) -> bool:
        return change.until is not None and change.until <= self._done.touched[commitment].today

    def _concerns(self, commitment: str, touched: Touched) -> Iterator[Notice]:
        """Those begun or ended; where there are more than the read model keeps beside the status, none is told."""
        if touched.concerns_before == touched.concerns_after:
            return
        both = [orjson.loads(written) for written in (touched.concerns_before, touched.concerns_after)]
        if None in both:
            return
        before, after = ({_name(one): one for one in concerns_on(found, touched.today)} for found in both)
        for name in [*before, *(name for name in after if name not in before)]:
            was, now = before.get(name), after.get(name)
            if was != now and now is not None:
                since = date.fromisoformat(now["to"] or now["from"]).toordinal()
                yield self._about(f"commitment:{commitment}", ("concern", was, now), since, None)

    def _stage(self, measure: str) -> Iterator[Notice]:
        moved = self._done.moved[measure]
        before, after = (orjson.loads(body) if body else {"stage": "none"} for body in (moved.before, moved.after))
        if before["stage"] != after["stage"]:
            since = int(after.get("since") or moved.today)
            yield self._about(f"measure:{measure}", ("stage", before["stage"], after["stage"]), since, None)

    def _event(self, record: Recorded) -> Iterator[Notice]:
        kind, envelope = base_type(record.type), self._envelopes[record.position]
        if kind in _UNTOLD or envelope["data"].get("kind") == "editorial":
            return
        if kind in _ACTS:
            told = {"event": record.id, "target": envelope["data"]["target"], "reason": envelope["data"]["reason"]}
            yield self._of_event(record, _ACTS[kind], told)
            return
        told = {"event": record.id}
        yield self._of_event(record, "event", told)
        if kind == "court-ruling":
            yield self._of_event(record, "ruling", {**told, "outcome": envelope["data"]["outcome"]})
        if envelope.get("assessments"):
            yield self._of_event(record, "assessment", {**told, "assessments": envelope["assessments"]})

    def _of_event(self, record: Recorded, what: What, after: Mapping[str, Any]) -> Notice:
        day = self._days[record.position]
        item = f"event:{record.id}"
        return self._notice(item, (what, None, after), day, None, self._concerning(item, [record]))

    def _about(self, item: str, different: Different, since: int, until: int | None) -> Notice:
        first, end = date.fromordinal(since), date.fromordinal(until) if until else None
        if item not in self._of_item:
            self._of_item[item] = self._concerning(item, self._touching.get(item) or [self._done.records[-1]])
        return self._notice(item, different, first, end, self._of_item[item])

    def _concerning(self, item: str, records: Sequence[Recorded]) -> tuple[tuple[str, ...], tuple[str, ...], date]:
        """The tags, the events and the newest day of what is told of an item."""
        tags = {tag for record in records for tag in self._public[record.position]}
        kind, _, name = item.partition(":")
        if kind != "event":
            tags.add(item)
        touched = self._done.touched.get(name) if kind == "commitment" else None
        if touched is not None and touched.definition is not None:
            tags.add(f"jurisdiction:{touched.definition.jurisdiction}")
            tags.update(f"topic:{topic}" for topic in touched.definition.topics)
        newest = max(self._days[record.position] for record in records)
        return tuple(sorted(tags)), tuple(record.id for record in records), newest

    def _notice(
        self,
        item: str,
        different: Different,
        since: date,
        until: date | None,
        concerning: tuple[tuple[str, ...], tuple[str, ...], date],
    ) -> Notice:
        what, before, after = different
        tags, events, newest = concerning
        return Notice(
            what=what,
            item=item,
            before=before,
            after=after,
            since=since,
            until=until,
            cause=self._cause,
            tags=tags,
            events=events,
            recorded_at=self._done.recorded_at,
            counts_from=newest,
            silent=self._silent,
        )


def _counts_from(envelope: Mapping[str, Any]) -> date:
    return when(envelope["data"].get("replacement") or envelope).counts_from


def _name(concern: Mapping[str, Any]) -> tuple[Any, ...]:
    return concern["event"], concern["kind"], concern["measure"]

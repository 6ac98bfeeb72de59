"""Asking the fold about records, by its own way to find what touches a commitment: no tags, no log, no read model."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from events.recorded import Recorded
from events.touches import commitment_of, links_made, measure_of, named
from monitor.status.because import Explanation, explain
from monitor.status.case import Case
from monitor.status.cases import Aspect, Dossier, build, read_bodies
from monitor.status.history import Period, history
from monitor.status.record import RECORD_ONLY, Entry, read_entry, states
from monitor.status.standing import Standing
from tests.builders import PLEDGE


def day(written: str) -> int:
    """The ordinal of a day, ``YYYY-MM-DD``."""
    return date.fromisoformat(written).toordinal()


def entries_about(records: Sequence[Recorded], commitment: str) -> list[Entry]:
    """What the design says touches a commitment, as the record stands after its acts, with those acts and the coverage.

    An event touches it that names it, whose measure is linked to it by an event that holds, or that resolves one that
    touches it.
    """
    entries = [read_entry(record) for record in records]
    contents = _contents(records, entries)
    linked = {measure for content in contents.values() for measure, to in links_made(content) if to == commitment}
    touching = {
        event
        for event, content in contents.items()
        if commitment in named(content) or (measure_of(content) or {}).get("id") in linked
    }
    grown = True
    while grown:
        more = {event for event, content in contents.items() if touching.intersection(content.get("resolves", ()))}
        grown = not more <= touching
        touching |= more
    kept = touching | {entry.id for entry in entries if entry.type == "coverage-stated"}
    for entry in entries:  # acts come after what they act upon, so one pass follows a chain to its end
        if entry.target in kept:
            kept.add(entry.id)
    return [entry for entry in entries if entry.id in kept]


def _contents(records: Sequence[Recorded], entries: Sequence[Entry]) -> dict[str, Mapping[str, Any]]:
    """The content that holds of every fact, by the id of the event that told it first."""
    envelopes = {record.id: record.envelope for record in records}
    settled = states(entries)
    found: dict[str, Mapping[str, Any]] = {}
    for entry in entries:
        state = settled[entry.id]
        if entry.type not in RECORD_ONLY and not state.retracted:
            found[entry.id] = envelopes[state.content]["data"]["replacement"] if state.content else envelopes[entry.id]
    return found


def dossier(
    records: Sequence[Recorded],
    of: str = PLEDGE,
    *,
    known_at: int | None = None,
    public_at: str | None = None,
    lens: str | None = None,
) -> Dossier | None:
    """The dossier of a commitment, or of the one a benchmark belongs to, in one view of the records."""
    known = [record for record in records if known_at is None or record.position <= known_at]
    aspect = Aspect(day(public_at) if public_at else None, lens)
    bodies = read_bodies([read_entry(record) for record in known])
    return build(commitment_of(of), entries_about(known, commitment_of(of)), bodies, aspect)


def case(records: Sequence[Recorded], of: str = PLEDGE, **view: Any) -> Case:
    """The case of a commitment or benchmark that is on record."""
    found = dossier(records, of, **view)
    assert found is not None, f"{of} is not on record"
    return found.every[of]


def periods(records: Sequence[Recorded], of: str = PLEDGE, **view: Any) -> tuple[Period, ...]:
    """Every period of a commitment or benchmark."""
    return history(case(records, of, **view))


def seen(records: Sequence[Recorded], as_of: str, of: str = PLEDGE, **view: Any) -> Standing:
    """Where it stands on a day."""
    found = [period for period in periods(records, of, **view) if period.since <= day(as_of)]
    assert found, f"{of} is not made by {as_of}"
    return found[-1].standing


def status(records: Sequence[Recorded], as_of: str, of: str = PLEDGE, **view: Any) -> str | None:
    """Its status on a day."""
    return seen(records, as_of, of, **view).status


def flags(records: Sequence[Recorded], as_of: str, of: str = PLEDGE, **view: Any) -> tuple[str, ...]:
    """Its flags on a day, sorted."""
    return seen(records, as_of, of, **view).flags.names


def stage(records: Sequence[Recorded], as_of: str, of: str = PLEDGE, **view: Any) -> tuple[str, bool]:
    """Its stage on a day, and whether the answer is certain."""
    found = seen(records, as_of, of, **view)
    return found.stage, found.certain


def assessors(records: Sequence[Recorded], of: str = PLEDGE, **view: Any) -> tuple[str, ...]:
    """Who has assessed it since it was made, sorted."""
    asked = case(records, of, **view)
    return tuple(sorted({grade.assessor for key, grade, _ in asked.judgements if key[0] >= asked.made}))


def reasons(records: Sequence[Recorded], as_of: str, of: str = PLEDGE, **view: Any) -> Explanation:
    """What was set aside, and what is merely possible, on a day."""
    whole = dossier(records, of, **view)
    assert whole is not None
    return explain(whole.every[of], seen(records, as_of, of, **view), day(as_of), whole.outside)


def set_aside(records: Sequence[Recorded], as_of: str, of: str = PLEDGE, **view: Any) -> dict[int, str]:
    """Why each event that decided nothing was set aside, by its position."""
    return {one.fact.place: one.why for one in reasons(records, as_of, of, **view).set_aside}

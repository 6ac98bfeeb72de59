"""Deadlines as a calendar shows them: when a commitment is due by, and how often that has moved on record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.status.definitions import Definition, Terms, define
from monitor.status.record import Entry, effective

_DEFINING = frozenset({"commitment-made", "commitment-amended"})


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day by which a commitment is due, as known at the end of the record.

    ``due`` is as written, ``day`` the last day of it. ``sequence`` counts from 0 how often the day has moved or the
    deadline has come or gone; ``position`` is that of the event by which it last became different. A deadline is
    ``cancelled``, with the day that it had, where the making was retracted, another commitment took its place, or it
    has no due day any more. ``terms`` are whose source says what.
    """

    commitment: str
    title: str
    jurisdiction: str
    topics: tuple[str, ...]
    due: str
    day: date
    sequence: int
    cancelled: bool
    position: int
    terms: tuple[tuple[str, str], ...] = ()


def by_commitment(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Commitment -> every entry that makes or amends it, with all acts upon these, ascending.

    An event that was corrected to be about another commitment stands under both.
    """
    roots: dict[str, str] = {}
    chains: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda one: one.position):
        root = roots.get(entry.target, entry.id) if entry.target is not None else entry.id
        roots[entry.id] = root
        chains.setdefault(root, []).append(entry)
    found: dict[str, list[Entry]] = {}
    for chain in chains.values():
        for name in {name for entry in chain for name in _defined(entry)}:
            found.setdefault(name, []).extend(chain)
    return {name: sorted(found[name], key=lambda one: one.position) for name in sorted(found)}


def deadline_of(commitment: str, entries: Sequence[Entry]) -> Deadline | None:
    """The deadline of a commitment, from the entries that define it; ``None`` where it never had one.

    What it was at each position is worked out anew, since a correction leaves no trace in what is known after it.
    """
    found: Deadline | None = None
    for number, entry in enumerate(entries, start=1):
        definitions = define(effective(entries[:number]), commitment, Terms())
        known = _next(commitment, found, definitions[-1] if definitions else None, entry.position)
        found = known if found is None or (known is not None and _shown(known) != _shown(found)) else found
    return found


def _next(commitment: str, before: Deadline | None, known: Definition | None, position: int) -> Deadline | None:
    if known is None or known.due is None or known.due_by is None:
        return _cancelled(before, position) if before is not None else None
    day, cancelled = date.fromordinal(known.due_by), bool(known.content.get("superseded_by"))
    moved = before is not None and (before.day, before.cancelled) != (day, cancelled)
    return Deadline(
        commitment=commitment,
        title=known.content["title"],
        jurisdiction=known.jurisdiction,
        topics=known.topics,
        due=known.due,
        day=day,
        sequence=(before.sequence if before is not None else 0) + moved,
        cancelled=cancelled,
        position=position,
        terms=tuple((term["source"], term["text"]) for term in known.terms),
    )


def _cancelled(before: Deadline, position: int) -> Deadline:
    if before.cancelled:
        return before
    return replace(before, sequence=before.sequence + 1, cancelled=True, position=position)


def _shown(deadline: Deadline) -> tuple[object, ...]:
    return deadline.title, deadline.due, deadline.day, deadline.cancelled, deadline.topics, deadline.terms


def _defined(entry: Entry) -> Iterable[str]:
    if entry.fact is None or entry.fact.type not in _DEFINING or entry.fact.data is None:
        return ()
    commitment = entry.fact.data["commitment"]
    return (commitment if isinstance(commitment, str) else commitment["id"],)

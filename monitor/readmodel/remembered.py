"""What the projector remembers between appends, so that it reads from the database only what it has not seen."""

from collections.abc import Callable, Collection, Sequence

import orjson

from monitor.gather import Gather
from monitor.readmodel.kept import NOTHING_KEPT, Kept
from monitor.readmodel.rows import Rows
from monitor.readmodel.strands import Bodies, Strand
from monitor.status.cases import NO_PART, Dossier
from monitor.status.changes import Core, Run
from monitor.status.history import Folded, fold
from monitor.status.record import Entry

STRANDS_KEPT = 60_000
"""Strands remembered at most, about 2 kB each; then all are forgotten and read again as needed."""


class Known:
    """Entries gathered, and the measures linked among them."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        facts = (entry.fact for entry in entries if entry.fact is not None)
        self.measures = {
            fact.act.measure
            for fact in facts
            if fact.act is not None and fact.act.links
            for bearing in fact.bearings
            if bearing.effect in {"advances", "hinders"}
        }


class Remembered:
    """Entries of commitments and measures, and the rows of their strands, as of the projector's checkpoint.

    True only as long as nobody else projects: ``forget`` when the checkpoint is not where this process left it.
    """

    def __init__(self, gather: Gather) -> None:
        self._gather = gather
        self._kept: dict[tuple[str, str], Kept] = {}
        self._had: dict[str, set[tuple[str, str]]] = {}
        self._entries: dict[str, Known] = {}
        self._folds: dict[str, dict[str, Folded]] = {}
        self._bodies: dict[str, Bodies] = {}

    def forget(self) -> None:
        """Forget everything."""
        self._kept.clear()
        self._had.clear()
        self._entries.clear()
        self._folds.clear()
        self._bodies.clear()

    def forget_some(self) -> None:
        """Forget everything once there is too much of it."""
        if len(self._kept) > STRANDS_KEPT:
            self.forget()

    def commitment(self, commitment: str, fresh: Sequence[Entry], through: int) -> list[Entry]:
        """Every entry with a part in where a commitment stands; ``fresh`` are those of this append that touch it."""
        return self._with_fresh(f"commitment:{commitment}", fresh, lambda: self._gather.commitment(commitment, through))

    def fold(self, dossier: Dossier, fresh: Sequence[Entry]) -> dict[str, Folded]:
        """The folds of a commitment and its benchmarks, going on from those before the entries that are new."""
        commitment = dossier.commitment.subject
        # What an act does to earlier facts is no addition to them: then everything is folded anew.
        acts = any(entry.target for entry in fresh)
        before = {} if acts else self._folds.get(commitment, {})
        facts = [entry.fact for entry in fresh if entry.fact is not None and entry.fact.type not in NO_PART]
        self._folds[commitment] = folds = {
            subject: fold(case, before.get(subject), facts) for subject, case in dossier.every.items()
        }
        return folds

    def run(self, rows: Rows, commitment: str) -> Run:
        """Where a commitment stands, by day, as this generation has it now."""
        if commitment in self._folds:
            folded = self._folds[commitment].get(commitment)
            return [(day, one.core) for day, one in zip(folded.days, folded.standings, strict=True)] if folded else []
        kept = self.kept(rows, "headline", [commitment])[commitment]
        every = sorted([*((day, body) for day, (_, body) in kept.rows.items()), *kept.ahead])
        return [(day, _core(body)) for day, body in every]

    def unfold(self, commitment: str) -> None:
        """Remember that a commitment is not on record."""
        self._folds[commitment] = {}

    def bodies(self, commitment: str) -> Bodies:
        """The JSON bodies made before for a commitment."""
        return self._bodies.setdefault(commitment, Bodies())

    def measure(self, measure: str, fresh: Sequence[Entry], through: int) -> list[Entry]:
        """Every entry about a measure."""
        return self._with_fresh(f"measure:{measure}", fresh, lambda: self._gather.measure(measure, through))

    def forget_entries(self, key: str) -> None:
        """Forget the entries of a commitment or measure, which something has reached without naming it."""
        self._entries.pop(key, None)
        self._folds.pop(key.removeprefix("commitment:"), None)

    def _with_fresh(self, key: str, fresh: Sequence[Entry], gather: Callable[[], list[Entry]]) -> list[Entry]:
        known = self._entries.get(key)
        if known is None or any(_reaches_back(entry, known.measures) for entry in fresh):
            self._entries[key] = known = Known(gather())
        else:
            known.entries.extend(fresh)
        return known.entries

    def kept(self, rows: Rows, kind: str, keys: Collection[str]) -> dict[str, Kept]:
        """What is kept of these strands now."""
        missing = [key for key in keys if (kind, key) not in self._kept]
        for key in [key for key in missing if self._is_new(kind, key)]:
            self._kept[kind, key] = NOTHING_KEPT
            missing.remove(key)
        if missing:
            self._kept.update({(kind, key): kept for key, kept in rows.standing(kind, missing).items()})
        return {key: self._kept[kind, key] for key in keys}

    def enter(self, commitment: str, strands: Sequence[Strand]) -> None:
        """Remember that these strands of a commitment have rows from now on."""
        self._had.setdefault(commitment, set()).update((strand.kind, strand.key) for strand in strands)

    def _is_new(self, kind: str, key: str) -> bool:
        """Whether there surely are no rows of a strand: all of its commitment's are known, and it is not among them."""
        if kind not in {"account", "headline"}:
            return False
        had = self._had.get(key.partition("/")[0].partition(".")[0])
        return had is not None and (kind, key) not in had

    def keep(self, strand: Strand, kept: Kept) -> None:
        """Remember what is kept of a strand from now on."""
        self._kept[strand.kind, strand.key] = kept

    def with_emptied(self, rows: Rows, commitment: str, strands: Sequence[Strand]) -> list[Strand]:
        """The strands of a commitment, with an empty one for each that was kept and is no more."""
        had = self._had.get(commitment)
        if had is None:
            subjects = [commitment, *rows.under("headline", [commitment])]
            had = {("definition", commitment), *(("headline", subject) for subject in subjects)}
            had |= {("account", key) for key in rows.under("account", subjects)}
        wanted = {(strand.kind, strand.key) for strand in strands}
        self._had[commitment] = had
        emptied = had - wanted
        return [*strands, *(Strand(kind, key, (), 0) for kind, key in sorted(emptied))]


def _reaches_back(entry: Entry, measures: Collection[str]) -> bool:
    """Whether an entry brings others with it: an act its target, a new link the earlier events of its measure."""
    fact = entry.fact
    if entry.target is not None or fact is None or fact.type == "coverage-stated":
        return True
    return fact.act is not None and fact.act.links and bool(fact.bearings) and fact.act.measure not in measures


def _core(body: bytes) -> Core:
    value = orjson.loads(body)
    return value["status"], value["certain"], value["stage"], tuple(value["flags"])

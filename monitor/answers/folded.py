"""What is folded of a view that the read model does not keep: commitments and measures, on every day of it."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from monitor.answers.accounts import Assessment, Said
from monitor.answers.outline import Outline, outline_of
from monitor.readmodel.measure_strands import measure_strands
from monitor.readmodel.row_json import headline_on, headlines_told, parts_on
from monitor.readmodel.strands import NO_REACH, Reach, Strand, fold_all, strands_of
from monitor.status.assessors import Bodies
from monitor.status.cases import Aspect, build, cut
from monitor.status.record import Entry, effective


@dataclass(frozen=True, slots=True, eq=False)
class FoldedCommitment:
    """A commitment with its benchmarks: every strand by kind and key, and how it stands in few words."""

    strands: Mapping[tuple[str, str], Strand]
    outline: Outline

    @property
    def rows(self) -> int:
        """How much it takes to keep it."""
        return sum(len(strand.every) for strand in self.strands.values()) + len(self.outline.days)

    @property
    def reach(self) -> dict[str, Reach]:
        """What is known whatever the day, of the commitment and of its benchmarks."""
        return {key: strand.reach for (_, key), strand in self.strands.items() if strand.reach is not None}

    def on(self, kind: str, key: str, day: int) -> Any:  # noqa: ANN401 - a row of the read model
        """What is told of one of its strands on a day; ``None`` before its first row."""
        body = body_on(self.strands[kind, key], day)
        if body is None or kind != "headline":
            return body
        reach = self.strands[kind, key].reach or NO_REACH
        return headline_on(body, day, body_on(self.strands["record", key], day), reach.covers_to)

    def accounts(self, day: int) -> dict[str, Said]:
        """What assessors say on a day, of it and of its benchmarks, by subject; without those nobody speaks of."""
        found: dict[str, Said] = {}
        for (kind, key), strand in self.strands.items():
            if kind == "account" and (kept := kept_on(strand, day)) is not None:
                subject, _, assessor = key.partition("/")
                found[subject] = [*found.get(subject, ()), Assessment(assessor, kept)]
        return found

    def every(self, kind: str, day: int) -> dict[str, Any]:
        """The same of all strands of a kind, by key: of the commitment and of its benchmarks."""
        found = ((key, self.on(kind, key, day)) for own, key in self.strands if own == kind)
        return {key: body for key, body in found if body is not None}


def fold_commitment(
    commitment: str, entries: Sequence[Entry], bodies: Bodies, aspect: Aspect
) -> FoldedCommitment | None:
    """A commitment folded from its entries; ``None`` where its making is not among them, or not in view."""
    dossier = build(commitment, entries, bodies, aspect)
    if dossier is None:
        return None
    strands = {(strand.kind, strand.key): strand for strand in strands_of(dossier, fold_all(dossier))}
    headline, definition = strands["headline", commitment], strands["definition", commitment]
    reach = headline.reach or NO_REACH
    records = [day for day, _ in strands["record", commitment].rows]
    told = headlines_told(_read(headline), records, reach.covers_to)
    return FoldedCommitment(strands, outline_of(told, _read(definition)))


@dataclass(frozen=True, slots=True)
class FoldedMeasure:
    """A measure: the strand of its stage, and that of the parts of it that stand apart."""

    stage: Strand
    parts: Strand

    @property
    def rows(self) -> int:
        """How much it takes to keep it."""
        return len(self.stage.rows) + len(self.parts.rows)

    def on(self, day: int) -> dict[str, Any] | None:
        """What is told of it on a day; ``None`` where nothing of it is in view by then."""
        body = body_on(self.stage, day)
        if body is None:
            return None
        return {**body, "parts": parts_on(orjson.loads(row) for since, row in self.parts.rows if since <= day)}


def fold_measure(measure: str, entries: Sequence[Entry], bodies: Bodies, aspect: Aspect) -> FoldedMeasure:
    """A measure folded from its entries; without rows where nothing of it is in view."""
    return FoldedMeasure(*measure_strands(measure, cut(effective(entries), aspect, bodies)[0]))


def measures_on(folded: Mapping[str, FoldedMeasure], day: int) -> dict[str, Any]:
    """What is told of each measure on a day, of those of which anything is in view by then."""
    found = ((name, measure.on(day)) for name, measure in folded.items())
    return {name: body for name, body in found if body is not None}


def body_on(strand: Strand, day: int) -> Any:  # noqa: ANN401 - a row of the read model
    """What a strand says on a day; ``None`` before its first row."""
    kept = kept_on(strand, day)
    return None if kept is None else orjson.loads(kept)


def kept_on(strand: Strand, day: int) -> bytes | None:
    """The same as its rows keep it."""
    rows = strand.every
    number = bisect_right(rows, day, key=lambda row: row[0])
    return rows[number - 1][1] if number else None


def _read(strand: Strand) -> list[tuple[int, Any]]:
    return [(day, orjson.loads(body)) for day, body in strand.every]

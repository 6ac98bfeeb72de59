"""What the projector remembers between appends, so that it reads and folds only what it has not seen."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence

import orjson

from monitor.readmodel.kept import Difference, Kept
from monitor.readmodel.row_json import core_of, headlines_told
from monitor.readmodel.rows import Rows
from monitor.readmodel.strands import NO_REACH, Headlines, Reach, Strand
from monitor.status.cases import Dossier
from monitor.status.changes import Run
from monitor.status.history import Folded
from monitor.status.measure_history import Course

DAYS_KEPT = 200_000
"""Days of folds remembered at most, about 1 kB each; beyond it those not asked for longest are read again as needed."""


class Followed:
    """One commitment: its cases and their folds as of the checkpoint, and the rows that stand of each of its strands.

    ``folds`` are empty while they have not been made since the start or cannot be gone on from.
    """

    def __init__(self, kept: Mapping[tuple[str, str], Kept]) -> None:
        self.kept = dict(kept)
        self.dossier: Dossier | None = None
        self.folds: dict[str, Folded] = {}
        self.headlines = Headlines()

    @property
    def jurisdiction(self) -> str | None:
        """Where it was made; ``None`` where it is not on record."""
        return self.dossier.definition.jurisdiction if self.dossier else None

    def reach(self, subject: str) -> Reach:
        """The reach of the headline of the commitment or a benchmark."""
        kept = self.kept.get(("headline", subject))
        return kept.reach if kept else NO_REACH

    def become(self, strand: Strand, position: int) -> Difference:
        """Take on the rows of one of its strands; what has to be written for it."""
        return self.kept.setdefault((strand.kind, strand.key), Kept()).become(strand, position)

    @property
    def days(self) -> int:
        """How much it takes to remember it."""
        return 1 + sum(len(folded.days) for folded in self.folds.values())

    def run(self, commitment: str) -> Run:
        """Where the commitment stands, by day, as the rows have it."""
        kept, records = self.kept.get(("headline", commitment)), self.kept.get(("record", commitment))
        if kept is None or records is None:
            return []
        every = sorted([*((day, body) for day, (_, body) in kept.rows.items()), *kept.reach.ahead])
        rows = [(day, orjson.loads(body)) for day, body in every]
        told = headlines_told(rows, sorted(records.rows), kept.reach.covers_to)
        return [(day, core_of(body)) for day, body in told]


class FollowedMeasure:
    """One measure: its course as of the checkpoint, and the rows that stand of each of its strands, by kind.

    No course while it is not known.
    """

    def __init__(self, kept: Mapping[str, Kept]) -> None:
        self.kept = kept
        self.course: Course | None = None

    def become(self, strand: Strand, position: int) -> Difference:
        """Take on the rows of one of its strands; what has to be written for it."""
        return self.kept[strand.kind].become(strand, position)

    def stage_on(self, day: int) -> bytes | None:
        """What is kept of it on a day, its parts aside; ``None`` before it was heard of."""
        return self.kept["measure"].body_on(day)

    @property
    def jurisdiction(self) -> str | None:
        """Where it was last acted upon, if it is on record."""
        return self.course.acts[-1].jurisdiction if self.course and self.course.acts else None


class Remembered:
    """Commitments and measures as of the projector's checkpoint.

    True only as long as nobody else projects: ``forget`` when the checkpoint is not where this process left it.
    """

    def __init__(self) -> None:
        self._commitments: OrderedDict[str, Followed] = OrderedDict()
        self._measures: OrderedDict[str, FollowedMeasure] = OrderedDict()

    def forget(self) -> None:
        """Forget everything."""
        self._commitments.clear()
        self._measures.clear()

    def forget_some(self) -> None:
        """Forget what has not been asked for longest, once there is too much."""
        days = sum(one.days for one in self._commitments.values())
        while days > DAYS_KEPT:
            days -= self._commitments.popitem(last=False)[1].days
        while len(self._measures) > DAYS_KEPT // 10:
            self._measures.popitem(last=False)

    def commitments(self, rows: Rows, names: Collection[str]) -> dict[str, Followed]:
        """These commitments; what stands of those not remembered is read from the database, for all at once."""
        missing = [name for name in names if name not in self._commitments]
        if missing:
            kept: dict[str, dict[tuple[str, str], Kept]] = {name: {} for name in missing}
            for key, one in _standing(rows, missing):
                kept[key[1].partition("/")[0].partition(".")[0]][key] = one
            self._commitments.update({name: Followed(own) for name, own in kept.items()})
        for name in names:
            self._commitments.move_to_end(name)
        return {name: self._commitments[name] for name in names}

    def measures(self, rows: Rows, names: Collection[str]) -> dict[str, FollowedMeasure]:
        """These measures, likewise."""
        missing = [name for name in names if name not in self._measures]
        if missing:
            found = {kind: rows.standing(kind, missing) for kind in ("measure", "part")}
            self._measures.update(
                {name: FollowedMeasure({kind: kept[name] for kind, kept in found.items()}) for name in missing}
            )
        for name in names:
            self._measures.move_to_end(name)
        return {name: self._measures[name] for name in names}


def _standing(rows: Rows, commitments: Sequence[str]) -> Iterable[tuple[tuple[str, str], Kept]]:
    subjects = [*commitments, *rows.under("headline", commitments)]
    for kind, keys in (
        ("definition", commitments),
        ("headline", subjects),
        ("record", subjects),
        ("account", rows.under("account", subjects)),
    ):
        if keys:
            for key, kept in rows.standing(kind, keys).items():
                yield (kind, key), kept

"""Assertion rows, as the read model keeps them, by its own code: with the reach of headlines, and without."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from monitor.readmodel.kept import Kept
from monitor.readmodel.probing import Probes
from monitor.readmodel.rows import Pending, Rows
from monitor.readmodel.tables import REACH, STRANDS
from tests.bench.structures.steps import Step

_GENERATION = "a"


class AssertionRows:
    """A row says: from a day on, as known from a position until another, the value is this, until the next row."""

    def __init__(self, *, reach: bool) -> None:
        self.name = "assertion rows with a reach" if reach else "assertion rows alone"
        # Definitions are kept as headlines are, but for the reach.
        self._kind = "headline" if reach else "definition"
        self._kept: dict[str, Kept] = {}
        self._pending = Pending()

    def create(self, connection: Connection) -> None:
        """Make the table of the strands and that of the reach."""
        STRANDS[self._kind, _GENERATION].create(connection)
        if self._kind == "headline":
            REACH[_GENERATION].create(connection)

    def take(self, step: Step) -> None:
        """The least rows to close and to add."""
        strand = step.strand
        if self._kind != "headline":
            strand = replace(strand, kind=self._kind, rows=strand.every, reach=None)
        change = self._kept.setdefault(strand.key, Kept()).become(strand, step.position)
        self._pending.take(strand, change, step.position)

    def write(self, connection: Connection) -> int:
        """Close rows and add others."""
        rows = self._pending.rows
        Rows(connection, _GENERATION).write(self._pending)
        self._pending = Pending()
        return rows

    def values(self, connection: Connection, keys: Collection[str], day: int, through: int) -> Mapping[str, Any]:
        """Newest first from the day, or from the reach."""
        probes = Probes(connection, _GENERATION)
        if self._kind == "headline":
            return probes.kept_headlines(probes.reach(keys, through), day, through)
        return probes.probe(self._kind, keys, day, through)

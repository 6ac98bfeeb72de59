"""Writing a generation: reading what stands now, closing rows and adding others."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, text, tuple_

from events.sql.many import bound, spelled
from monitor.readmodel.kept import Difference, Kept
from monitor.readmodel.probing import Ahead, Probes, write_ahead
from monitor.readmodel.strands import KINDS, Strand
from monitor.readmodel.tables import COMMITMENTS, REACH, STRANDS

_TO_THE_END = 2**62


class Pending:
    """Writes of one or several appends, gathered so that each table takes them in one go, in order."""

    def __init__(self) -> None:
        self.closed: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
        self.added: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
        self.reach: list[dict[str, Any]] = []
        self.commitments: list[dict[str, Any]] = []

    def take(self, strand: Strand, change: Difference, position: int) -> None:
        """Add what turns a strand's rows into those known from a position on."""
        self.closed[strand.kind] += [
            {"key": strand.key, "valid_from": day, "position": written, "at": position}
            for day, written in change.closed
        ]
        self.added[strand.kind] += [
            {"key": strand.key, "valid_from": day, "position": position, "body": body} for day, body in change.added
        ]
        if change.reach_moved:
            ahead = write_ahead(change.kept.ahead)
            self.reach.append({"key": strand.key, "position": position, "horizon": change.kept.horizon, "ahead": ahead})

    @property
    def rows(self) -> int:
        """How many rows will be written or closed."""
        return len(self.reach) + sum(len(rows) for kind in KINDS for rows in (self.closed[kind], self.added[kind]))


class Rows:
    """The rows of one generation on one connection, for the projector."""

    def __init__(self, connection: Connection, generation: str) -> None:
        self._connection = connection
        self._generation = generation
        self._engine = connection.dialect.name
        self._probes = Probes(connection, generation)

    def standing(self, kind: str, keys: Collection[str]) -> dict[str, Kept]:
        """What is kept now of each of these strands; of a headline with its reach."""
        statement = (
            f"SELECT key, valid_from, position, body FROM {kind}_{self._generation} "  # noqa: S608 - own names
            "WHERE superseded_at IS NULL AND key IN TEXTS(:keys)"
        )
        found: dict[str, dict[int, tuple[int, bytes]]] = {key: {} for key in keys}
        asked = {"keys": bound(keys, self._engine)}
        for key, day, position, body in self._connection.execute(text(spelled(statement, self._engine)), asked):
            found[key][day] = (position, bytes(body))
        reach: Mapping[str, tuple[int, Ahead]] = self._probes.reach(keys, _TO_THE_END) if kind == "headline" else {}
        return {key: Kept(rows, *reach.get(key, (0, ()))) for key, rows in found.items()}

    def under(self, kind: str, subjects: Sequence[str]) -> list[str]:
        """Keys of account strands (``subject/...``) or benchmark headlines (``commitment.…``) of these subjects."""
        sign, following = ("/", "0") if kind == "account" else (".", "/")
        statement = (
            f"SELECT DISTINCT s.key FROM EACH_TEXT(:subjects) JOIN {kind}_{self._generation} s "  # noqa: S608 - own names
            f"ON s.key >= asked.value || '{sign}' AND s.key < asked.value || '{following}'"
        )
        asked = {"subjects": bound(subjects, self._engine)}
        return [key for (key,) in self._connection.execute(text(spelled(statement, self._engine)), asked)]

    def write(self, pending: Pending) -> None:
        """Close rows, then add others: a row is closed once and never overwritten."""
        for kind in KINDS:
            table = f"{kind}_{self._generation}"
            # Added first: a row added by one append can be closed by a later one of the same transaction.
            self._run(
                f"INSERT INTO {table} (key, valid_from, position, body) "  # noqa: S608 - own names
                "VALUES (:key, :valid_from, :position, :body)",
                pending.added[kind],
            )
            self._run(
                f"UPDATE {table} SET superseded_at = :at WHERE key = :key AND valid_from = :valid_from "  # noqa: S608
                "AND position = :position AND superseded_at IS NULL",
                pending.closed[kind],
            )
        self._run(
            f"INSERT INTO reach_{self._generation} (key, position, horizon, ahead) "  # noqa: S608 - own names
            "VALUES (:key, :position, :horizon, :ahead)",
            pending.reach,
        )
        self._run(
            f"INSERT INTO commitment_{self._generation} (key, jurisdiction, position) "  # noqa: S608 - own names
            "VALUES (:key, :jurisdiction, :position) "
            "ON CONFLICT (key) DO UPDATE SET jurisdiction = excluded.jurisdiction",
            pending.commitments,
        )

    def clear(self, some: int) -> bool:
        """Delete up to ``some`` rows of each table of this generation; whether any may be left."""
        generation = self._generation
        left = False
        for table in (*(STRANDS[kind, generation] for kind in KINDS), REACH[generation], COMMITMENTS[generation]):
            key = tuple_(*table.primary_key.columns)
            gone = self._connection.execute(
                delete(table).where(key.in_(select(*table.primary_key.columns).limit(some)))
            )
            left = left or gone.rowcount >= some
        return left

    def _run(self, statement: str, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self._connection.execute(text(statement), list(rows))

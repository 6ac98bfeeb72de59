"""Writing a generation: reading what stands now, closing rows and adding others."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, text, tuple_

from events.sql.many import bound, spelled
from monitor.readmodel.kept import Difference, Kept
from monitor.readmodel.probing import Probes, write_ahead
from monitor.readmodel.strands import KINDS, NO_REACH, Strand
from monitor.readmodel.tables import COMMITMENTS, REACH, STRANDS

_TO_THE_END = 2**62


class Pending:
    """Writes of one or several appends, gathered so that each table takes them in one go, in order."""

    def __init__(self) -> None:
        self.closed: dict[str, list[tuple[Any, ...]]] = {kind: [] for kind in KINDS}
        self.added: dict[str, list[tuple[Any, ...]]] = {kind: [] for kind in KINDS}
        self.reach: list[tuple[Any, ...]] = []
        self.commitments: list[tuple[str, str, int]] = []

    def take(self, strand: Strand, change: Difference, position: int) -> None:
        """Add what turns a strand's rows into those known from a position on."""
        key, reach = strand.key, change.reach
        self.closed[strand.kind] += [(position, key, day, written) for day, written in change.closed]
        self.added[strand.kind] += [(key, day, position, body) for day, body in change.added]
        if reach is not None:
            ahead = write_ahead(reach.ahead)
            self.reach.append((key, position, reach.horizon, ahead, reach.concerns, reach.covers_to))

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
        reach = self._probes.reach(keys, _TO_THE_END) if kind == "headline" else {}
        return {key: Kept(rows, reach.get(key, NO_REACH)) for key, rows in found.items()}

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
                f"INSERT INTO {table} (key, valid_from, position, body) VALUES (?, ?, ?, ?)",  # noqa: S608 - own names
                pending.added[kind],
            )
            self._run(
                f"UPDATE {table} SET superseded_at = ? "  # noqa: S608 - own names
                "WHERE key = ? AND valid_from = ? AND position = ? AND superseded_at IS NULL",
                pending.closed[kind],
            )
        self._run(
            f"INSERT INTO reach_{self._generation} "  # noqa: S608 - own names
            "(key, position, horizon, ahead, concerns, covers_to) VALUES (?, ?, ?, ?, ?, ?)",
            pending.reach,
        )
        self._run(
            f"INSERT INTO commitment_{self._generation} (key, jurisdiction, position) "  # noqa: S608 - own names
            "VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET jurisdiction = excluded.jurisdiction",
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

    def _run(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            # Straight to the driver: SQLAlchemy's care for each row's parameters takes longer than the row.
            statement = statement if self._engine == "sqlite" else statement.replace("?", "%s")
            self._connection.exec_driver_sql(statement, rows)

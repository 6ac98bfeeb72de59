"""What a structure has to offer to be measured."""

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from sqlalchemy import Connection, Engine

from events.sql.engines import reading
from tests.bench.structures.steps import Step


class Structure(Protocol):
    """A way of keeping strands on an engine. ``take`` gathers what steps write, ``write`` writes it."""

    name: str

    def create(self, connection: Connection) -> None:
        """Make its tables."""

    def take(self, step: Step) -> None:
        """Work out what a step writes; touches no database."""

    def write(self, connection: Connection) -> int:
        """Write what was taken, in the transaction of the connection; how many rows were inserted or updated."""

    def values(self, connection: Connection, keys: Collection[str], day: int, through: int) -> Mapping[str, Any]:
        """The value of each strand on a day, as known at a position; strands without one are left out."""


def size_of(engine: Engine) -> int:
    """Bytes of all tables and indexes of a database that holds nothing but one structure."""
    with reading(engine) as connection:
        if engine.dialect.name == "sqlite":
            pages, each = (
                connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in ("page_count", "page_size")
            )
            return int(pages * each)
        sizes = "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r'"
        ours = f"{sizes} AND relnamespace = 'public'::regnamespace"
        return int(connection.exec_driver_sql(ours).scalar_one())

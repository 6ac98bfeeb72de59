"""What every answer reads from: the log, its entries, and the read model."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from events.log import Log
from events.sql.engines import reading
from monitor.answers.folds import Folds
from monitor.answers.known_accounts import KnownAccounts
from monitor.answers.known_parts import KnownParts
from monitor.answers.outlines import Outlines
from monitor.gather import Gather
from monitor.readmodel.probing import Probes
from monitor.readmodel.projector import checkpoint


class NotOnRecord(LookupError):
    """There is nothing of that id as known at that moment."""

    def __init__(self, kind: str, identity: str) -> None:
        super().__init__(f"no {kind} {identity} is on record at that moment")
        self.kind, self.identity = kind, identity


class Retracted(LookupError):
    """The making of that commitment was retracted."""

    def __init__(self, identity: str, by: str | None) -> None:
        super().__init__(f"the making of {identity} was retracted")
        self.identity, self.by = identity, by


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads for answers; ``now`` is the clock. Outlines, folds, accounts and parts are remembered between them."""

    engine: Engine
    log: Log
    gather: Gather
    now: Callable[[], datetime]
    outlines: Outlines
    folds: Folds
    accounts: KnownAccounts = field(default_factory=KnownAccounts)
    parts: KnownParts = field(default_factory=KnownParts)

    @contextmanager
    def probes(self) -> Iterator[Probes]:
        """Questions to the generation that answers, on one connection."""
        with reading(self.engine) as connection:
            point = checkpoint(connection)
            yield Probes(connection, point.generation, point.position)

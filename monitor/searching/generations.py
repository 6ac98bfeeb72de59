"""How far each of the two indexes of the search has come, and which of them answers."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from monitor.searching.tables import INDEXED


@dataclass(frozen=True, slots=True)
class Standing:
    """Up to which position a generation has read the log, and how many documents it made of it."""

    generation: str
    position: int
    documents: int
    answers: bool


def answering(connection: Connection) -> Standing:
    """The generation that answers."""
    return Standing(*connection.execute(select(INDEXED).where(INDEXED.c.answers == 1)).one())


def resting(connection: Connection) -> Standing:
    """The other one."""
    return Standing(*connection.execute(select(INDEXED).where(INDEXED.c.answers == 0)).one())


def locked(connection: Connection, generation: str) -> Standing:
    """How a generation stands, which nobody else changes until the end of the transaction."""
    statement = select(INDEXED).where(INDEXED.c.generation == generation).with_for_update()
    return Standing(*connection.execute(statement).one())

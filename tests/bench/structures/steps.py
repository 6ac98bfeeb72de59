"""What a record does to its headlines, step by step: each commitment's whole strand, as known from a position on."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import select

from events.sql.engines import reading
from monitor.bootstrap import Service
from monitor.readmodel.probing import Probes
from monitor.readmodel.projector import checkpoint
from monitor.readmodel.strands import Reach, Strand
from monitor.readmodel.tables import REACH, STRANDS


@dataclass(frozen=True, slots=True)
class Step:
    """From ``position`` on, the headline of a commitment or benchmark is known to be this strand."""

    position: int
    strand: Strand


@dataclass(slots=True)
class _Move:
    """What one position does to the rows of one key."""

    closed: list[int] = field(default_factory=list)
    added: dict[int, bytes] = field(default_factory=dict)
    reach: Reach | None = None


def steps(service: Service) -> Iterator[Step]:
    """Every step of a record in the order of positions, put together again from the rows of the read model."""
    standing: dict[str, dict[int, bytes]] = {}
    reaches: dict[str, Reach] = {}
    for (position, key), move in sorted(_moves(service).items()):
        rows = standing.setdefault(key, {})
        for day in move.closed:
            del rows[day]
        rows.update(move.added)
        if move.reach is not None:
            reaches[key] = move.reach
        yield Step(position, Strand("headline", key, tuple(sorted(rows.items())), reaches[key]))


def _moves(service: Service) -> dict[tuple[int, str], _Move]:
    moves: dict[tuple[int, str], _Move] = {}
    with reading(service.engine) as connection:
        generation = checkpoint(connection).generation
        headlines, reach = STRANDS["headline", generation].c, REACH[generation].c
        columns = (headlines.key, headlines.valid_from, headlines.position, headlines.superseded_at, headlines.body)
        for key, day, position, superseded_at, body in connection.execute(select(*columns)):
            moves.setdefault((position, key), _Move()).added[day] = bytes(body)
            if superseded_at is not None:
                moves.setdefault((superseded_at, key), _Move()).closed.append(day)
        probes = Probes(connection, generation)
        for key, position in connection.execute(select(reach.key, reach.position)).all():
            moves.setdefault((position, key), _Move()).reach = probes.reach([key], position)[key]
    return moves

"""Boards at random days and moments: the question and, from a running server, the whole answer and the page."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from monitor.answers.board_filter import BoardFilter
from monitor.answers.commitments import board
from monitor.answers.views import Asked, resolve
from monitor.bootstrap import Service
from tests.bench.databases import open_on
from tests.bench.figure import Bar, Figure, median, p99
from tests.bench.generated import FIRST_DAY, LAST_DAY, declarations
from tests.bench.loading import Record
from tests.bench.server import Connection, serving
from tests.bench.spent import Spent

PAGE = 100
_WARM = 20
_FLAT = Bar(at_most=1.3)
_QUICK = Bar(at_most=50)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day in the world and a position on record."""

    as_of: date
    known_at: int


def moments(head: int, many: int, seed: int = 2_010) -> list[Moment]:
    """Random moments from the second half of both ranges."""
    random = Random(seed)
    half = (LAST_DAY - FIRST_DAY).days // 2
    return [
        Moment(
            FIRST_DAY + timedelta(days=half + random.randrange(half)), head // 2 + random.randint(0, head - head // 2)
        )
        for _ in range(many)
    ]


def ask(service: Service) -> Callable[[Moment], None]:
    """Asks for a board of ``PAGE`` items, as the functions that all entrances share answer it."""

    def question(moment: Moment) -> None:
        asked = Asked(as_of=moment.as_of.isoformat(), known_at=str(moment.known_at))
        board(service.reader, resolve(service.log, asked, service.now()), BoardFilter(), limit=PAGE)

    return question


def ask_over_http(connection: Connection) -> Callable[[Moment], None]:
    """Asks a server for the same, and reads the answer to its end."""

    def question(moment: Moment) -> None:
        connection.get(f"/v1/commitments?as_of={moment.as_of.isoformat()}&known_at={moment.known_at}&limit={PAGE}")

    return question


def ask_for_the_page(connection: Connection) -> Callable[[Moment], None]:
    """Asks a server for the page of the day, as known now: what somebody sees who drags the board through time."""

    def question(moment: Moment) -> None:
        connection.get(f"/board?as_of={moment.as_of.isoformat()}")

    return question


def as_query(records: Sequence[Record], rounds: int) -> Iterator[Figure]:
    """Boards as the functions that all entrances share answer them."""
    services = [open_on(record.url) for record in records]
    yield from _figures("board_query", records, rounds, [ask(service) for service in services])
    for service in services:
        service.engine.dispose()


def over_http(records: Sequence[Record], rounds: int, folder: Path) -> Iterator[Figure]:
    """Boards as whole answers of a server on each record, all of them running at once."""
    with ExitStack() as stack:
        addresses = [stack.enter_context(serving(record.url, folder / record.name)) for record in records]
        yield from _figures("board_http", records, rounds, [ask_over_http(Connection(one)) for one in addresses])
        yield from _figures("board_page", records, rounds, [ask_for_the_page(Connection(one)) for one in addresses])


def _figures(
    name: str, records: Sequence[Record], rounds: int, questions: Sequence[Callable[[Moment], None]]
) -> Iterator[Figure]:
    asked = [moments(len(declarations(record.shape)) + record.size, rounds + _WARM) for record in records]
    medians: dict[int, float] = {}
    for record, spent in zip(records, time_in_turns(questions, asked), strict=True):
        samples = [one.wall * 1000 for one in spent]
        cpu = round(median([one.cpu for one in spent]) * 1000, 2)
        quick = _QUICK if name == "board_page" and record.engine == "sqlite" else None
        yield record.figure(f"{name}_median", median(samples), "ms", quick, page=PAGE, asked=rounds, own_cpu_ms=cpu)
        yield record.figure(f"{name}_p99", p99(samples), "ms", page=PAGE, asked=rounds)
        if not record.shape.upon_one:
            medians[record.size] = median(samples)
    small, large = min(medians), max(medians)
    bar = _FLAT if name == "board_http" else None
    yield Figure(
        f"{name}_ratio", medians[large] / medians[small], "ratio", records[0].engine, large, {"to": small}, bar
    )


def time_in_turns(
    questions: Sequence[Callable[[Moment], None]], asked: Sequence[Sequence[Moment]]
) -> list[list[Spent]]:
    """What each question took, in their order, the first few left out.

    They are asked in turns, so that whatever else the machine does falls on all of them alike.
    """
    found: list[list[Spent]] = [[] for _ in questions]
    for number, moments_asked in enumerate(zip(*asked, strict=True)):
        for question, moment, samples in zip(questions, moments_asked, found, strict=True):
            started = Spent.now()
            question(moment)
            if number >= _WARM:
                samples.append(started.since)
    return found

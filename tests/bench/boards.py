"""Boards at random days and moments: the question and, from a running server, the whole answer over HTTP."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from time import perf_counter

from monitor.answers.commitments import BoardFilter, board
from monitor.answers.views import Asked, resolve
from monitor.bootstrap import Service
from tests.bench.generated import FIRST_DAY, LAST_DAY
from tests.bench.server import Connection

PAGE = 100
_WARM = 20


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
        Moment(FIRST_DAY + timedelta(days=half + random.randrange(half)), head // 2 + random.randint(0, head - head // 2))
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


def time_in_turns(
    questions: Mapping[int, Callable[[Moment], None]], asked: Mapping[int, Sequence[Moment]]
) -> dict[int, list[float]]:
    """Milliseconds of each question, by what it is called (the size of its record).

    They are asked in turns, so that whatever else the machine does falls on all of them alike.
    """
    found: dict[int, list[float]] = {size: [] for size in questions}
    rounds = min(len(some) for some in asked.values())
    for number in range(rounds):
        for size, question in questions.items():
            started = perf_counter()
            question(asked[size][number])
            if number >= _WARM:
                found[size].append((perf_counter() - started) * 1000)
    return found

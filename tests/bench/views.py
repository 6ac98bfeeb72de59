"""Whole boards of views that the read model does not keep: folded for the first time, and on other days after it."""

from collections.abc import Iterator
from datetime import timedelta

from monitor.answers.board_filter import BoardFilter
from monitor.answers.views import Asked, resolve
from monitor.bootstrap import Service
from monitor.pages.reading.standings import standings
from tests.bench.databases import open_on
from tests.bench.figure import Figure, median
from tests.bench.generated import LAST_DAY
from tests.bench.loading import Record
from tests.bench.spent import Spent

LENSES = ("civil-society", "government")


def through_lenses(record: Record, rounds: int) -> Iterator[Figure]:
    """Seconds of processor for the first board of a process and for one through another lens, then milliseconds again.

    The first reads and decodes the whole record. A round is another day of the same view.
    """
    service = open_on(record.url)
    for lens, name in zip(LENSES, ("first", "second"), strict=True):
        spent = _board(service, lens, 0)
        yield record.figure(f"board_lens_{name}", spent.cpu, "s", lens=lens)
    again = [_board(service, LENSES[0], number + 1).cpu * 1000 for number in range(rounds)]
    yield record.figure("board_lens_again_median", median(again), "ms", asked=rounds)
    service.engine.dispose()


def _board(service: Service, lens: str, days: int) -> Spent:
    asked = Asked(as_of=(LAST_DAY - timedelta(days=days)).isoformat(), lens=lens)
    started = Spent.now()
    standings(service.reader, resolve(service.log, asked, service.now()), BoardFilter())
    return started.since

"""Figures of the commitment with most on record: what is folded when it is asked for."""

from collections.abc import Callable, Iterator
from time import perf_counter

from monitor.answers.commitments import one_commitment, periods
from monitor.answers.reader import Reader
from monitor.answers.views import Asked, View, resolve
from tests.bench.boards import moments
from tests.bench.databases import open_on
from tests.bench.figure import Figure, median
from tests.bench.generated import declarations
from tests.bench.loading import Record

_QUESTIONS: dict[str, Callable[[Reader, View, str], object]] = {
    "the_one_answer": one_commitment,
    "the_one_history": periods,
}


def folded(record: Record, rounds: int) -> Iterator[Figure]:
    """How long its answer with every reason takes, and its history."""
    service = open_on(record.url)
    asked = moments(len(declarations(record.shape)) + record.size, rounds + 1)
    for name, question in _QUESTIONS.items():
        samples = []
        for moment in asked:
            view = resolve(
                service.log, Asked(as_of=moment.as_of.isoformat(), known_at=str(moment.known_at)), service.now()
            )
            started = perf_counter()
            question(service.reader, view, record.shape.the_one)
            samples.append((perf_counter() - started) * 1000)
        yield record.figure(f"{name}_median", median(samples[1:]), "ms", asked=rounds)
    service.engine.dispose()

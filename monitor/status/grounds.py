"""Grounds: what the fold of a commitment or a measure rests on, and which views of it can differ from one another."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from monitor.status.assessors import Bodies
from monitor.status.cases import Aspect
from monitor.status.facts import Fact
from monitor.status.record import Entry

NOBODY = ""
"""The lens that stands for all through which nothing is seen; no account and no body is called so."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """The positions of all entries that have a part in a fold, ascending, and what of them a view can leave out.

    ``public_days`` are the days (ordinals, ascending) on which any part of it became public; ``voices`` whoever
    published a source, gave an effect or a grade, or told a term: accounts and ids of bodies.
    """

    positions: tuple[int, ...]
    public_days: tuple[int, ...]
    voices: frozenset[str]

    @property
    def last(self) -> int:
        """The last of the positions; 0 where there is none.

        It tells what the others are: entries are found from one another by what is on record up to there, and the
        record up to there never changes.
        """
        return self.positions[-1] if self.positions else 0

    def plainest(self, aspect: Aspect, bodies: Bodies) -> Aspect:
        """One aspect for all that show the same on these grounds.

        From one day on which something became public to the eve of the next, ``public_at`` makes no difference; nor
        does it through which lens nothing is seen.
        """
        if aspect.public_at is not None:
            before = bisect_right(self.public_days, aspect.public_at)
            aspect = replace(aspect, public_at=self.public_days[before - 1] if before else 0)
        if aspect.lens is not None and not self._speaks(aspect.lens, bodies):
            aspect = replace(aspect, lens=NOBODY)
        return aspect

    def _speaks(self, lens: str, bodies: Bodies) -> bool:
        return lens in self.voices or any(bodies.account(voice) == lens for voice in self.voices)


def grounds_of(entries: Sequence[Entry]) -> Grounds:
    """The grounds that these entries are, ascending by position; what holds no more is among them."""
    days, voices = set[int | None](), set[str]()
    for fact in (entry.fact for entry in entries if entry.fact is not None):
        days.add(fact.public)
        for source in fact.told:
            days.add(source.published)
            voices.update((source.publisher, source.account))
        for bearing in fact.bearings:
            days.add(bearing.given)
            voices.add(bearing.according_to)
        for grade in fact.grades:
            days.add(grade.day)
            voices.add(grade.assessor)
        voices.update(term["source"] for term in _terms(fact))
    known = sorted(day for day in days if day is not None)
    return Grounds(tuple(entry.position for entry in entries), tuple(known), frozenset(voices))


def _terms(fact: Fact) -> Iterable[Mapping[str, str]]:
    """The terms that a fact defines a commitment by, or amends it with."""
    if fact.data is None:
        return ()
    made = fact.data.get("commitment")
    return (made if isinstance(made, Mapping) else fact.data).get("terms") or ()

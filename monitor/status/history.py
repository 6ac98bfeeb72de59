"""``history``: the only fold, from the facts on record to every period of valid time, future ones too."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.status.case import Case
from monitor.status.changes import Core
from monitor.status.concerns import Concerns
from monitor.status.facts import Fact
from monitor.status.flags import quietened
from monitor.status.hearing import is_quiet, moved_to, quiet_from
from monitor.status.ledger import CONCERNS_LISTED, Ledger, Saved, last_record_of
from monitor.status.standing import Standing, on_another_day, standing
from monitor.status.walking import Walk


@dataclass(frozen=True, slots=True)
class Period:
    """A run of days, ``since`` inclusive and ``until`` exclusive (``None``: for good), on which it stands the same."""

    since: int
    until: int | None
    standing: Standing


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Folded:
    """A finished fold: of every day that matters the standing, the day since which its status has held, and the state.

    These run side by side with ``days``; between two days a standing holds on each, but for what goes by the day of the
    last record (``on``).
    """

    case: Case
    days: tuple[int, ...]
    standings: tuple[Standing, ...]
    sinces: tuple[int, ...]
    saves: tuple[Saved, ...]

    @property
    def concerns(self) -> Concerns | None:
        """Every concern ever, with its end if it has one; ``None`` where there are more than a list shows."""
        _, concerns, _ = self.saves[-1]
        return concerns if len(concerns) <= CONCERNS_LISTED else None

    @property
    def periods(self) -> tuple[Period, ...]:
        """The runs of days with one standing; gap-free from the day the commitment counts, the last one open."""
        starts: list[tuple[int, Standing]] = []
        for day, at in self.moments(0, len(self.days), to_the_end=True):
            stood = self.on(day, at)
            if not starts or starts[-1][1] != stood:
                starts.append((day, stood))
        ends = [*(day for day, _ in starts[1:]), None]
        return tuple(Period(day, until, stood) for (day, stood), until in zip(starts, ends, strict=True))

    def last_record(self, at: int) -> int:
        """The day of the last record by the end of the day of an index."""
        return last_record_of(self.saves[at])

    def on(self, day: int, at: int) -> Standing:
        """What stands on a day, the last of ``days`` that is not after it being that of an index."""
        stood, record, covers_to = self.standings[at], self.last_record(at), self.case.covers_to
        quiet = stood.status is not None and is_quiet(day, record, covers_to)
        return stood.heard(quiet=quiet, moved_to=moved_to(record, covers_to))

    def core_on(self, day: int, at: int) -> Core:
        """What a change is a change of, on such a day."""
        stood = self.standings[at]
        if stood.status is None or not is_quiet(day, self.last_record(at), self.case.covers_to):
            return stood.core
        return stood.status, stood.certain, stood.stage, quietened(stood.flags.names)

    def moments(self, start: int, stop: int, *, to_the_end: bool) -> Iterator[tuple[int, int]]:
        """The days of these indices, and those in between that set *no recent record*, each with its index in ``days``.

        One that lies past the last of them is among them if they are ``to_the_end``.
        """
        for at in range(start, stop):
            day = self.days[at]
            yield day, at
            quiet = quiet_from(self.last_record(at), self.case.covers_to) if self.standings[at].status else None
            if quiet is not None and day < quiet:
                until = self.days[at + 1] if at + 1 < stop else None if to_the_end else day
                if until is None or quiet < until:
                    yield quiet, at


def history(case: Case) -> tuple[Period, ...]:
    """Every period of the subject's valid time, gap-free from the day the commitment counts; the last one is open.

    Pure and total: a fact on record never raises. Facts are read in the order of (``counts_from``, ``order``,
    position).
    """
    return fold(case).periods


def fold(case: Case) -> Folded:
    """The whole fold of a case."""
    folding = Folding(case)
    folding.walk((), 0)
    return folding.folded()


def ledger_on(case: Case, day: int) -> Ledger:
    """The state of the fold at the end of a day: what ``because`` reads its explanation from."""
    walk = Walk(case)
    walk.go_to(day)
    return walk.ledger


class Folding:
    """A fold in the making: days walked one after the other, from the making or from where an earlier fold stood."""

    def __init__(self, case: Case, earlier: Folded | None = None) -> None:
        self.case, self.earlier = case, earlier
        self.days: list[int] = []
        self.standings: list[Standing] = []
        self.sinces: list[int] = []
        self.saves: list[Saved] = []

    def folded(self) -> Folded:
        """The fold, finished."""
        return Folded(self.case, tuple(self.days), tuple(self.standings), tuple(self.sinces), tuple(self.saves))

    def take_over(self, start: int, stop: int) -> None:
        """Take over days of the earlier fold by their indices in it."""
        if self.earlier is not None:
            self.days += self.earlier.days[start:stop]
            self.standings += self.earlier.standings[start:stop]
            self.sinces += self.earlier.sinces[start:stop]
            self.saves += self.earlier.saves[start:stop]

    def walk(self, spans: Sequence[Span], settled: int) -> tuple[int | None, int]:
        """Walk on to the end, or to a day on which the earlier fold is in the same state again.

        Args:
            spans: of facts still to come, the first and the last day on which each makes a difference; ascending.
            settled: the last such day of the facts at hand.

        Returns:
            The index in the earlier fold of the day on which both meet, ``None`` if they never do; and how many of the
            spans were passed on the way.
        """
        case, old, passed, at = self.case, self.earlier, 0, 0
        last: Standing | None = None
        seen: tuple[int, tuple[Fact, ...]] = (-1, ())
        day: int | None = case.made
        since, walk = case.made, Walk(case)
        if self.days:
            walk = Walk(case, self.saves[-1], self.days[-1])
            last, since = self.standings[-1], self.sinces[-1]
            seen = (walk.ledger.version, walk.possible(self.days[-1]))
            day = walk.next_day(self.days[-1])
        while day is not None:
            walk.go_to(day)
            ledger, possible = walk.ledger, walk.possible(day)
            before = last
            # Most facts are words that decide nothing: then only the flags that time sets can have changed.
            if last is None or seen != (ledger.version, possible):
                last, seen = standing(case, ledger, possible, day), (ledger.version, possible)
            else:
                last = on_another_day(case, ledger, last, day)
            if before is None or before.status != last.status:
                since = day
            saved = ledger.saved()
            self.days.append(day)
            self.standings.append(last)
            self.sinces.append(since)
            self.saves.append(saved)
            while passed < len(spans) and spans[passed][0] <= day:
                settled = max(settled, spans[passed][1])
                passed += 1
            if old is not None and day >= settled:
                at = bisect_left(old.days, day, at)
                if at < len(old.days) and old.days[at] == day and old.saves[at][0] == saved[0]:
                    return at, passed
            day = walk.next_day(day)
        return None, passed

"""The stages of one measure over time, whoever it is linked to."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import attrgetter

from monitor.status.case import IN_FOLD_ORDER, with_inserted
from monitor.status.endings import Endings, ended_before, endings
from monitor.status.facts import Fact
from monitor.status.refolding import Splice
from monitor.status.tracks import Track, possible_track

_COUNTS_FROM = attrgetter("counts_from")
_TOLD = attrgetter("stage", "set_by", "parts", "title", "kind")


@dataclass(frozen=True, slots=True)
class Step:
    """From a day on the measure is at this point; ``certain`` is false while that is merely possible."""

    since: int
    track: Track
    certain: bool

    def differs(self, other: "Step") -> bool:
        """Whether anything that is told of it is different, the day aside."""
        return (self.certain, *_TOLD(self.track)) != (other.certain, *_TOLD(other.track))


@dataclass(frozen=True, slots=True)
class Course:
    """A measure on every day that matters, side by side: the step, and the track of what surely happened by then."""

    measure: str
    acts: tuple[Fact, ...]
    days: tuple[int, ...]
    steps: tuple[Step, ...]
    sure: tuple[Track, ...]
    endings: Endings


def measure_history(measure: str, facts: Sequence[Fact]) -> tuple[Step, ...]:
    """Every step of a measure, oldest first, from the facts about it in the fold's order."""
    steps: list[Step] = []
    for step in course(measure, facts).steps:
        if not steps or steps[-1].differs(step):
            steps.append(step)
    return tuple(steps)


def course(measure: str, facts: Sequence[Fact]) -> Course:
    """The whole course of a measure, from the facts about it in the fold's order, and what ends any of them."""
    about = {fact.id for fact in facts if _is_about(fact, measure)}
    acts = tuple(fact for fact in facts if fact.id in about or not about.isdisjoint(fact.resolves))
    days = tuple(sorted({day for fact in acts for day in (fact.earliest, fact.counts_from)}))
    return _walked(Course(measure, acts, days, (), (), endings(acts)), 0, None)[0]


def lengthened(earlier: Course, fresh: Collection[Fact]) -> tuple[Course, Splice]:
    """The course with more facts about the measure, walking only the days on which they can make a difference.

    Args:
        earlier: the course without them.
        fresh: facts about the measure, at least one; they end nothing.
    """
    acts = with_inserted(earlier.acts, fresh, IN_FOLD_ORDER)
    days = tuple(sorted({*earlier.days, *(day for fact in fresh for day in (fact.earliest, fact.counts_from))}))
    start = bisect_left(earlier.days, min(fact.earliest for fact in fresh))
    grown = Course(earlier.measure, acts, days, earlier.steps[:start], earlier.sure[:start], earlier.endings)
    return _walked(grown, max(fact.counts_from for fact in fresh), earlier)


def _walked(begun: Course, settled: int, earlier: Course | None) -> tuple[Course, Splice]:
    """Walk on from the days that have their steps; from where an earlier course is at the same point take it over."""
    measure, acts, days, known, start = begun.measure, begun.acts, begun.days, begun.endings, len(begun.steps)
    track = begun.sure[-1] if start else Track(measure)
    taken = bisect_right(acts, days[start - 1], key=_COUNTS_FROM) if start else 0
    steps: list[Step] = []
    sure: list[Track] = []
    for day in days[start:]:
        while taken < len(acts) and acts[taken].counts_from <= day:
            track = _after(track, acts[taken], known)
            taken += 1
        now, certain = track, True
        if track.stage == "none":
            possible = [fact for fact in acts[taken:] if fact.earliest <= day and _is_about(fact, measure)]
            now = possible_track(track, possible)
            certain = now.stage == "none"
        steps.append(Step(day, now, certain))
        sure.append(track)
        if earlier is not None and day >= settled:
            at = bisect_left(earlier.days, day)
            if at < len(earlier.days) and earlier.days[at] == day and earlier.sure[at] == track:
                whole = Course(
                    measure, acts, days, (*begun.steps, *steps, *earlier.steps[at + 1 :]),
                    (*begun.sure, *sure, *earlier.sure[at + 1 :]), known,
                )  # fmt: skip
                return whole, Splice(start, at + 1, start, start + len(steps))
    whole = Course(measure, acts, days, (*begun.steps, *steps), (*begun.sure, *sure), known)
    return whole, Splice(start, len(earlier.days) if earlier else 0, start, len(days))


def _is_about(fact: Fact, measure: str) -> bool:
    return fact.act is not None and fact.act.measure == measure


def _after(track: Track, fact: Fact, known: Endings) -> Track:
    if fact.act is None or fact.act.measure != track.measure:
        return track.restored_by(fact) or track
    over = ended_before(known, fact.id, fact.key) is not None
    return track.after(fact, over=over) or track.named_by(fact)

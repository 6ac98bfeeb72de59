"""The stages of one measure over time, whoever it is linked to."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.status.facts import Fact
from monitor.status.tracks import Track, possible_track


@dataclass(frozen=True, slots=True)
class Step:
    """From a day on the measure is at this point; ``certain`` is false while that is merely possible."""

    since: int
    track: Track
    certain: bool


def measure_history(measure: str, facts: Sequence[Fact]) -> tuple[Step, ...]:
    """Every step of a measure, oldest first, from the facts about it in the fold's order."""
    about = {fact.id for fact in facts if _is_about(fact, measure)}
    acts = [fact for fact in facts if fact.id in about or not about.isdisjoint(fact.resolves)]
    days = sorted({day for fact in acts for day in (fact.earliest, fact.counts_from)})
    steps: list[Step] = []
    track, taken = Track(measure), 0
    for day in days:
        while taken < len(acts) and acts[taken].counts_from <= day:
            track = _after(track, acts[taken])
            taken += 1
        now, certain = track, True
        if track.stage == "none":
            now = possible_track(
                track, [fact for fact in acts[taken:] if fact.earliest <= day and _is_about(fact, measure)]
            )
            certain = now.stage == "none"
        if not steps or _differs(steps[-1], now, certain=certain):
            steps.append(Step(day, now, certain))
    return tuple(steps)


def _is_about(fact: Fact, measure: str) -> bool:
    return fact.act is not None and fact.act.measure == measure


def _after(track: Track, fact: Fact) -> Track:
    if fact.act is None or fact.act.measure != track.measure:
        return track.restored_by(fact) or track
    return track.after(fact) or track


def _differs(step: Step, track: Track, *, certain: bool) -> bool:
    return (step.certain, step.track.stage, step.track.set_by, step.track.parts, step.track.title, step.track.kind) != (
        certain,
        track.stage,
        track.set_by,
        track.parts,
        track.title,
        track.kind,
    )

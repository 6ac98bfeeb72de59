"""The stages of a measure as a track: the usual way up, and where this one stands on or beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from monitor.status.stages import ENDED

WAY: Final = ("announced", "introduced", "passed", "adopted", "signed", "in-force")
"""The stages that a track shows; others stand beside it."""

_NEAREST: Final = {"under-review": "adopted", "returned": "adopted", "partly-in-force": "signed"}


State = Literal["here", "been", "before", "ahead"]


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of a track: where the measure is, was on record, must have come past without a record, or may come to."""

    stage: str
    state: State


@dataclass(frozen=True, slots=True)
class Track:
    """A track; ``beside`` is the stage of a measure that has left the way, ``ended`` whether it has for good."""

    steps: tuple[Step, ...]
    beside: str | None
    ended: bool


def stage_track(stage: str, been: Sequence[str] = ()) -> Track:
    """The track of a measure at a stage.

    ``been`` are the stages that it was at, where they are known: one that has left the way shows how far it had come.
    """
    known = [_NEAREST.get(one, one) for one in (stage, *been)]
    place = max((WAY.index(one) for one in known if one in WAY), default=-1)
    beside = stage not in WAY and stage != "none"
    way = WAY if not beside else WAY[: place + 1]
    steps = tuple(Step(one, _state(one, stage, been, passed=number <= place)) for number, one in enumerate(way))
    return Track(steps, stage if beside else None, stage in ENDED)


def _state(one: str, stage: str, been: Sequence[str], *, passed: bool) -> State:
    if one == stage:
        return "here"
    if one in been:
        return "been"
    return "before" if passed else "ahead"

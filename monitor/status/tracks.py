"""The way of one measure through its stages, and what is set aside because its order is not known."""

from collections.abc import Iterable
from dataclasses import dataclass

from monitor.status.facts import Fact
from monitor.status.stages import ENDED, IN_EFFECT, SET_ASIDE, TOOK_EFFECT, Move, Way, goes_down, is_alive, rank


@dataclass(frozen=True, slots=True)
class Part:
    """What happened to a part of a measure: the main stage stays, and both are shown."""

    scope: str | None
    stage: str
    since: int
    event: str


@dataclass(frozen=True, slots=True)
class Track:
    """Where a measure is, which fact put it there, and what it remembers.

    ``before`` are the stages a suspension, review or end set aside, innermost last, each with the fact that had set
    it. ``enacted_by`` is the fact since which it has been in effect without a break; ``took_effect`` whether it ever
    applied.
    """

    measure: str
    title: str | None = None
    kind: str | None = None
    stage: str = "none"
    set_by: Fact | None = None
    before: tuple[tuple[str, Fact | None], ...] = ()
    parts: tuple[Part, ...] = ()
    enacted_by: Fact | None = None
    took_effect: bool = False

    @property
    def ended(self) -> bool:
        """Whether its stage is an end."""
        return self.stage in ENDED

    @property
    def alive(self) -> bool:
        """Whether it has a stage that is no end."""
        return is_alive(self.stage)

    def after(self, fact: Fact, *, over: bool = False) -> "Track | None":
        """The track after one more fact; ``None`` where an imprecise fact would undo a precise one.

        What was ended before it counts (``over``) sets no stage aside and no part apart: all that is back by then.
        """
        act = fact.act
        if act is None:
            return self
        return self._named(act.title, act.kind).moved_by(fact, act.move, over=over)

    def named_by(self, fact: Fact) -> "Track":
        """The track after a fact whose move is set aside: what it calls the measure holds where nothing else did."""
        act = fact.act
        return self if act is None else self._named(self.title or act.title, self.kind or act.kind)

    def moved_by(self, fact: Fact, move: Move, *, over: bool = False) -> "Track | None":
        """The track after one move; ``None`` where an imprecise fact would undo a precise one."""
        back = self._restored(fact)
        stage, before = back or self._moved(move)
        if over and len(before) > len(self.before):
            stage, before = self.stage, self.before
        parts = self._parts_left_by(fact) if over else self._parts_after(fact, move)
        if stage == self.stage:
            return self if parts == self.parts else self._with(parts=parts)
        if self._undone_by(fact, stage):
            return None
        returns = back is not None or move.way is Way.BACK
        return self._with(
            stage=stage,
            set_by=fact,
            before=before,
            parts=parts,
            enacted_by=self._enacted_by(fact, stage, returns=returns),
            took_effect=self.took_effect or stage in TOOK_EFFECT,
        )

    def restored_by(self, fact: Fact) -> "Track | None":
        """The track once a fact has ended the one that set the stage before aside; itself where it ended none.

        ``None`` where an imprecise fact would undo a precise one.
        """
        parts = self._parts_left_by(fact)
        back = self._restored(fact)
        if back is None:
            return self if parts == self.parts else self._with(parts=parts)
        stage, before = back
        if self._undone_by(fact, stage):
            return None
        enacted_by = self._enacted_by(fact, stage, returns=True)
        return self._with(stage=stage, before=before, set_by=fact, parts=parts, enacted_by=enacted_by)

    def _enacted_by(self, fact: Fact, stage: str, *, returns: bool) -> Fact | None:
        """Who is to be named as having enacted it: a review, a suspension or an end undone breaks nothing off."""
        if stage in IN_EFFECT:
            return fact if self.enacted_by is None or (self.ended and not returns) else self.enacted_by
        return self.enacted_by if stage in ENDED or stage in SET_ASIDE else None

    def _undone_by(self, fact: Fact, stage: str) -> bool:
        """Whether an imprecise fact would leave an end stage or move the measure down, against a fact known better.

        A suspended measure stands where it stood before.
        """
        height = self.before[-1][0] if self.stage == "suspended" and self.before else self.stage
        return self._order_unknown(fact) and (self.ended or goes_down(height, stage))

    def _named(self, title: str | None, kind: str | None) -> "Track":
        if (title in (None, self.title)) and (kind in (None, self.kind)):
            return self
        return self._with(title=title or self.title, kind=kind or self.kind)

    def _with(self, **changed: object) -> "Track":
        fields = {name: getattr(self, name) for name in Track.__slots__}
        return Track(**{**fields, **changed})  # dataclasses.replace is three times slower

    def _order_unknown(self, fact: Fact) -> bool:
        setter = self.set_by
        if setter is None or (fact.to_the_day and setter.to_the_day):
            return False
        return fact.earliest <= setter.counts_from

    def _restored(self, fact: Fact) -> tuple[str, tuple[tuple[str, Fact | None], ...]] | None:
        """What comes back when a fact ends the one that set the present stage aside."""
        if self.set_by is not None and self.set_by.id in fact.resolves and self.before:
            return self.before[-1][0], self.before[:-1]
        return None

    def _moved(self, move: Move) -> tuple[str, tuple[tuple[str, Fact | None], ...]]:
        here = (self.stage, self.set_by)
        match move.way:
            case Way.TO if move.stage != self.stage:
                return move.stage, (*self.before, here) if move.stage in ENDED else ()
            case Way.AT_LEAST if not self.ended and self.stage != "suspended" and rank(self.stage) < rank(move.stage):
                return move.stage, ()
            case Way.ASIDE if move.stage != self.stage:
                return move.stage, (*self.before, here)
            case Way.BACK if self.stage == move.stage and self.before:
                return self.before[-1][0], self.before[:-1]
            case _:
                return self.stage, self.before

    def _parts_after(self, fact: Fact, move: Move) -> tuple[Part, ...]:
        parts = self._parts_left_by(fact)
        if move.partial:
            parts = (*parts, Part(move.part, move.stage, fact.counts_from, fact.id))
        return parts

    def _parts_left_by(self, fact: Fact) -> tuple[Part, ...]:
        if not fact.resolves:
            return self.parts
        return tuple(part for part in self.parts if part.event not in fact.resolves)


def possible_track(track: Track, possible: Iterable[Fact]) -> Track:
    """The stage that merely possible facts give a measure that has none yet, read in an order that never changes."""
    for fact in sorted(possible, key=lambda one: (one.earliest, one.latest or one.counts_from, one.id)):
        track = track.after(fact) or track.named_by(fact)
    return track

"""What is known of one commitment or benchmark while the fold walks through time: the state it folds into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from monitor.status.accounts import Account, disputed, reviewers_differ
from monitor.status.assessors import Bodies, Stand
from monitor.status.concerns import Concerns, after_grade, after_measure, raised_by, resolved
from monitor.status.definitions import Definition
from monitor.status.facts import Fact, Grade
from monitor.status.stages import LEGAL_EFFECT, rank
from monitor.status.tracks import Track

CONCERNS_LISTED = 8
"""Up to so many concerns a list shows beside a status; where there are more, one item alone shows them."""

_STATE = (
    "tracks",
    "last_record",
    "verdict",
    "accounts",
    "legal_change",
    "step",
    "standing_concerns",
    "listed_concerns",
    "advancing",
    "hindering",
    "advancing_before",
    "definition",
    "disputed",
    "reviewers_differ",
)
_DECIDING = attrgetter(*_STATE)
_LAST_RECORD = _STATE.index("last_record")

State = tuple[Any, ...]
Saved = tuple[State, Concerns, frozenset[str]]


def last_record_of(saved: Saved) -> int:
    """The day of the last record, in a state that was saved."""
    day: int = saved[0][_LAST_RECORD]
    return day


@dataclass(slots=True, eq=False)
class Ledger:
    """The state of the fold. ``made`` is the day the commitment counts from: what counts earlier is context.

    What it holds is replaced and never changed in place, so that saving it costs next to nothing and the fold can save
    it on every day.
    """

    subject: str
    made: int
    bodies: Bodies
    own_grades_count: bool
    definition: Definition
    tracks: Mapping[str, Track] = field(default_factory=dict)
    advancing: tuple[str, ...] = ()
    """Measures in the order in which they were first linked."""
    hindering: tuple[str, ...] = ()
    advancing_before: tuple[str, ...] = ()
    """Those first linked before the making."""
    step: Fact | None = None
    accounts: Mapping[str, Account] = field(default_factory=dict)
    verdict: Account | None = None
    standing_concerns: Concerns = ()
    listed_concerns: Concerns | None = ()
    legal_change: Fact | None = None
    last_record: int = 0
    disputed: bool = False
    reviewers_differ: bool = False
    concerns: Concerns = ()
    order_unknown: frozenset[str] = frozenset()
    version: int = 0
    """Grows with everything that may change the answer, the day of the last record aside."""
    _advancing_tracks: Sequence[Track] | None = None
    _hindering_tracks: Sequence[Track] | None = None

    @property
    def state(self) -> State:
        """What decides all that follows: where two are equal, the same facts bring the same answers from there on."""
        return _DECIDING(self)

    def saved(self) -> Saved:
        """The state with what explains and decides nothing: concerns past those listed, and ``order_unknown``."""
        return _DECIDING(self), self.concerns, self.order_unknown

    def restored(self, saved: Saved) -> "Ledger":
        """A ledger of the same subject in a saved state."""
        other = Ledger(self.subject, self.made, self.bodies, self.own_grades_count, self.definition)
        for name, value in zip(_STATE, saved[0], strict=True):
            setattr(other, name, value)
        other.concerns, other.order_unknown = saved[1:]
        return other

    def take(self, fact: Fact, day: int, ended_by: Fact | None = None) -> bool:
        """Take in a fact that counts from this day; ``ended_by`` is what had ended it by then.

        Returns:
            Whether anything but the day of the last record may have changed.
        """
        bears = [one for one in fact.bearings if one.of == self.subject and one.effect != "neutral"]
        if day < self.made:
            if fact.act is not None:
                self._move(fact, day, bears=bool(bears), over=ended_by is not None)
            if fact.resolves:
                self._restore(fact, day)
            return False
        self.last_record = max(self.last_record, day)
        if not bears and fact.act is None and not fact.resolves:
            return False
        if any(bearing.effect == "advances" for bearing in bears) and fact.is_act:
            self.step = fact
        self.version += 1
        concerns = resolved(self.concerns, fact)
        raised = raised_by(fact, self.subject) if bears else None
        self._concerned(concerns if raised is None else (*concerns, raised))
        if fact.act is not None:
            self._link(fact)
            self._move(fact, day, bears=bool(bears), over=ended_by is not None)
        if fact.resolves:
            self._restore(fact, day)
        if ended_by is not None:
            self._concerned(resolved(self.concerns, ended_by))
        return True

    def judge(self, grade: Grade, fact: Fact, key: tuple[int, int, int], ended_by: Fact | None = None) -> None:
        """Take in an assessment of the subject that counts from ``key[0]``; one from before the making is context.

        ``ended_by`` is what had ended its event by then.
        """
        if key[0] < self.made:
            return
        self.last_record = max(self.last_record, key[0])
        stand = (
            Stand.EXTERNAL if self.own_grades_count else self.bodies.stand(grade.assessor, self.definition.duty_bearers)
        )
        account = Account(grade, fact, stand, key)
        self.version += 1
        self.accounts = {**self.accounts, grade.assessor: account}
        self.disputed = disputed(self.accounts.values())
        self.reviewers_differ = reviewers_differ(self.accounts.values())
        if self.definition.kind == "uphold":
            concerns = after_grade(self.concerns, account)
            self._concerned(concerns if ended_by is None else resolved(concerns, ended_by))
        if account.moves:
            self.verdict = account

    @property
    def advancing_tracks(self) -> Sequence[Track]:
        """The tracks of advancing measures whose stage was set once the commitment was made."""
        if self._advancing_tracks is None:
            self._advancing_tracks = self._deciding(self.advancing)
        return self._advancing_tracks

    @property
    def hindering_tracks(self) -> Sequence[Track]:
        """The tracks of hindering measures whose stage was set once the commitment was made."""
        if self._hindering_tracks is None:
            self._hindering_tracks = self._deciding(self.hindering)
        return self._hindering_tracks

    @property
    def has_advancing_without_stage(self) -> bool:
        """Whether a measure was linked since the making that has no stage yet, and so has not ended."""
        return any(
            measure not in self.tracks or self.tracks[measure].stage == "none"
            for measure in self.advancing
            if measure not in self.advancing_before
        )

    def redefine(self, definition: Definition) -> None:
        """The commitment is amended."""
        self.version += 1
        self.definition = definition

    def _concerned(self, concerns: Concerns) -> None:
        if concerns is not self.concerns:
            self.concerns = concerns
            self.standing_concerns = tuple(one for one in concerns if one.stands)
            self.listed_concerns = concerns if len(concerns) <= CONCERNS_LISTED else None

    def _deciding(self, linked: Sequence[str]) -> Sequence[Track]:
        tracks = (self.tracks.get(measure) for measure in linked)
        return [track for track in tracks if track and self._is_of_its_time(track)]

    def _is_of_its_time(self, track: Track) -> bool:
        """Whether the stage of a measure was set once the commitment was made; one from before is context."""
        return track.set_by is not None and track.set_by.counts_from >= self.made

    def _link(self, fact: Fact) -> None:
        if fact.act is None or not fact.act.links:
            return
        self._advancing_tracks = self._hindering_tracks = None
        measure = fact.act.measure
        effects = {bearing.effect for bearing in fact.bearings if bearing.of == self.subject}
        if "advances" in effects and measure not in self.advancing:
            self.advancing += (measure,)
            if fact.counts_from < self.made:
                self.advancing_before += (measure,)
        if "hinders" in effects and measure not in self.hindering:
            self.hindering += (measure,)

    def _move(self, fact: Fact, day: int, *, bears: bool, over: bool) -> None:
        if fact.act is None:
            return
        if day < self.made and bears:
            self._link(fact)
        measure = fact.act.measure
        before = self.tracks.get(measure) or Track(measure)
        after = before.after(fact, over=over)
        if after is None:
            self._set_aside(before, fact, day)
        else:
            self._settle(before, after, fact, day)

    def _set_aside(self, track: Track, fact: Fact, day: int) -> None:
        """An unknown order concerns the stage alone: what a fact calls its measure, and says that it does, holds."""
        self.order_unknown |= {fact.id}
        named = track.named_by(fact)
        if named is not track:
            self._keep(named)
        if day >= self.made and track.alive and self._says_it_hinders(fact, track.measure):
            self._concerned(after_measure(self.concerns, track, fact, day, hinders=True))

    def _restore(self, fact: Fact, day: int) -> None:
        """A fact can end the suspension of a measure, or a ruling upon it, without being about it."""
        own = fact.act.measure if fact.act is not None else None
        # By name, not in the order they came: two equal ledgers have to go on alike.
        for _, before in sorted((name, track) for name, track in self.tracks.items() if name != own):
            restored = before.restored_by(fact)
            if restored is None:
                self.order_unknown |= {fact.id}
            elif restored is not before:
                self._settle(before, restored, fact, day)

    def _settle(self, before: Track, after: Track, fact: Fact, day: int) -> None:
        self._keep(after)
        if day < self.made:
            return
        if after.stage != before.stage and {before.stage, after.stage} & LEGAL_EFFECT:
            self.legal_change = fact
        hinders = after.measure in self.hindering and (
            self._is_of_its_time(after) or self._says_it_hinders(fact, after.measure)
        )
        self._concerned(after_measure(self.concerns, after, fact, day, hinders=hinders))

    def _keep(self, track: Track) -> None:
        self.tracks = {**self.tracks, track.measure: track}
        self._advancing_tracks = self._hindering_tracks = None

    def _says_it_hinders(self, fact: Fact, measure: str) -> bool:
        links = fact.act is not None and fact.act.links and fact.act.measure == measure
        return links and any(one.of == self.subject and one.effect == "hinders" for one in fact.bearings)


def furthest(tracks: Sequence[Track]) -> Track | None:
    """The furthest of the alive tracks, else the one that ended last."""
    if len(tracks) == 1:
        return tracks[0]
    from_the_start = sorted(tracks, key=lambda track: track.set_by.key if track.set_by else (0, 0, 0))
    alive = [track for track in from_the_start if track.alive]
    if alive:
        return max(alive, key=lambda track: rank(track.stage))
    return from_the_start[-1] if from_the_start else None

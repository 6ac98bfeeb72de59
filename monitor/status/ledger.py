"""What is known of one commitment or benchmark while the fold walks through time: the state it folds into."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from monitor.status.accounts import Account, disputed, reviewers_differ
from monitor.status.assessors import Bodies, Stand
from monitor.status.concerns import Concern, after_grade, after_measure, raised_by, resolved
from monitor.status.definitions import Definition
from monitor.status.facts import Fact, Grade
from monitor.status.stages import LEGAL_EFFECT, rank
from monitor.status.tracks import Track


@dataclass(slots=True)
class Ledger:
    """The state of the fold. ``made`` is the day the commitment counts from: what counts earlier is context."""

    subject: str
    made: int
    bodies: Bodies
    definition: Definition
    own_grades_count: bool = False
    tracks: dict[str, Track] = field(default_factory=dict)
    advancing: dict[str, Fact] = field(default_factory=dict)
    hindering: dict[str, Fact] = field(default_factory=dict)
    step: Fact | None = None
    accounts: dict[str, Account] = field(default_factory=dict)
    verdict: Account | None = None
    concerns: list[Concern] = field(default_factory=list)
    order_unknown: set[str] = field(default_factory=set)
    legal_change: Fact | None = None
    last_record: int = 0
    version: int = field(default=0, compare=False)
    """Grows with everything that may change the answer, the day of the last record aside."""
    disputed: bool = False
    reviewers_differ: bool = False
    _advancing_tracks: list[Track] | None = field(default=None, compare=False)
    _hindering_tracks: list[Track] | None = field(default=None, compare=False)

    def copy(self) -> "Ledger":
        """A ledger in the same state that goes its own way."""
        return replace(
            self,
            tracks=dict(self.tracks),
            advancing=dict(self.advancing),
            hindering=dict(self.hindering),
            accounts=dict(self.accounts),
            order_unknown=set(self.order_unknown),
        )

    def take(self, fact: Fact, day: int) -> bool:
        """Take in a fact that counts from this day.

        Returns:
            Whether anything but the day of the last record may have changed.
        """
        bears = [bearing for bearing in fact.bearings if bearing.of == self.subject]
        if day < self.made:
            if fact.act is not None:
                self._move(fact, day, bears=bool(bears))
            if fact.resolves:
                self._restore(fact, day)
            return False
        self.last_record = max(self.last_record, day)
        if not bears and fact.act is None and not fact.resolves:
            return False
        if any(bearing.effect == "advances" for bearing in bears) and fact.is_act:
            self.step = fact
        self.version += 1
        self.concerns = resolved(self.concerns, fact)
        raised = raised_by(fact, self.subject) if bears else None
        if raised is not None:
            self.concerns = [*self.concerns, raised]
        if fact.act is not None:
            self._link(fact)
            self._move(fact, day, bears=bool(bears))
        if fact.resolves:
            self._restore(fact, day)
        return True

    def judge(self, grade: Grade, fact: Fact, key: tuple[int, int, int]) -> None:
        """Take in an assessment of the subject that counts from ``key[0]``; one from before the making is context."""
        if key[0] < self.made:
            return
        self.last_record = max(self.last_record, key[0])
        stand = (
            Stand.EXTERNAL if self.own_grades_count else self.bodies.stand(grade.assessor, self.definition.duty_bearers)
        )
        account = Account(grade, fact, stand, key)
        self.version += 1
        self.accounts[grade.assessor] = account
        self.disputed = disputed(self.accounts.values())
        self.reviewers_differ = reviewers_differ(self.accounts.values())
        if self.definition.kind == "uphold":
            self.concerns = after_grade(self.concerns, account)
        if account.moves:
            self.verdict = account

    @property
    def advancing_tracks(self) -> list[Track]:
        """The tracks of advancing measures whose stage was set once the commitment was made."""
        if self._advancing_tracks is None:
            self._advancing_tracks = self._deciding(self.advancing)
        return self._advancing_tracks

    @property
    def hindering_tracks(self) -> list[Track]:
        """The tracks of hindering measures whose stage was set once the commitment was made."""
        if self._hindering_tracks is None:
            self._hindering_tracks = self._deciding(self.hindering)
        return self._hindering_tracks

    @property
    def has_advancing_without_stage(self) -> bool:
        """Whether a measure was linked since the making that has no stage yet, and so has not ended."""
        return any(
            link.counts_from >= self.made and (measure not in self.tracks or self.tracks[measure].stage == "none")
            for measure, link in self.advancing.items()
        )

    def redefine(self, definition: Definition) -> None:
        """The commitment is amended."""
        self.version += 1
        self.definition = definition

    def _deciding(self, linked: dict[str, Fact]) -> list[Track]:
        tracks = (self.tracks.get(measure) for measure in linked)
        return [track for track in tracks if track and track.set_by and track.set_by.counts_from >= self.made]

    def _link(self, fact: Fact) -> None:
        if fact.act is None or not fact.act.links:
            return
        self._advancing_tracks = self._hindering_tracks = None
        for bearing in fact.bearings:
            if bearing.of == self.subject:
                linked = {"advances": self.advancing, "hinders": self.hindering}.get(bearing.effect)
                if linked is not None:
                    linked.setdefault(fact.act.measure, fact)

    def _move(self, fact: Fact, day: int, *, bears: bool) -> None:
        if fact.act is None:
            return
        if day < self.made and bears:
            self._link(fact)
        measure = fact.act.measure
        before = self.tracks.get(measure) or Track(measure)
        self._settle(before, before.after(fact), fact, day)

    def _restore(self, fact: Fact, day: int) -> None:
        """A fact can end the suspension of a measure, or a ruling upon it, without being about it."""
        own = fact.act.measure if fact.act is not None else None
        for before in [track for track in self.tracks.values() if track.measure != own]:
            restored = before.restored_by(fact)
            if restored is not before:
                self._settle(before, restored, fact, day)

    def _settle(self, before: Track, after: Track | None, fact: Fact, day: int) -> None:
        if after is None:
            self.order_unknown.add(fact.id)
            return
        self.tracks[after.measure] = after
        self._advancing_tracks = self._hindering_tracks = None
        if day < self.made:
            return
        if after.stage != before.stage and {before.stage, after.stage} & LEGAL_EFFECT:
            self.legal_change = fact
        self.concerns = after_measure(self.concerns, after, fact, day, hinders=after.measure in self.hindering)


def furthest(tracks: Sequence[Track]) -> Track | None:
    """The furthest of the alive tracks, else the one that ended last."""
    from_the_start = sorted(tracks, key=lambda track: track.set_by.key if track.set_by else (0, 0, 0))
    alive = [track for track in from_the_start if track.alive]
    if alive:
        return max(alive, key=lambda track: rank(track.stage))
    return from_the_start[-1] if from_the_start else None

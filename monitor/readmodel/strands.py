"""Strands: values that vary over valid time, as the read model keeps them. From the fold to rows, whole or in part.

A strand says: from a day on the value is this, until its next row. There are six kinds, kept thin so that a fact moves
few rows: ``headline`` (status, stage, flags, what decided) and ``record`` (the day of the last record) of each
commitment and benchmark, ``definition`` of each commitment, ``account`` of each assessor on each; ``measure`` (its
stage, what set it) and ``part`` (what of it came to stand apart that day, or ceased to) of each measure, which
``measure_strands.py`` makes.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import orjson

from monitor.readmodel.row_json import (
    account_body,
    compact,
    concern_bodies,
    definition_body,
    kept_headline,
    written,
)
from monitor.status.case import Case, Judgement
from monitor.status.cases import Dossier
from monitor.status.facts import Fact
from monitor.status.history import Folded, fold
from monitor.status.refolding import Splice
from monitor.status.standing import Standing

KINDS = ("headline", "record", "definition", "account", "measure", "part")
Row = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class Reach:
    """What is known of a headline whatever the day: where facts end, what time alone brings after, and concerns.

    ``horizon`` is the last day on which something on record happens, ``ahead`` the rows after it, ``concerns`` a JSON
    list of all with their ends, ``null`` where they are too many for a list; ``covers_to`` is the last day covered,
    ``None`` where there is none.
    """

    horizon: int = 0
    ahead: tuple[Row, ...] = ()
    concerns: bytes = b"[]"
    covers_to: int | None = None


NO_REACH = Reach()


@dataclass(frozen=True, slots=True)
class Strand:
    """One value over valid time: rows of (first day as ordinal, JSON body), ascending, no two neighbours alike.

    Of a stretch that has changed only the rows from ``first`` on, ``until`` (exclusive; ``None``: to the end). What
    stands after the horizon of a headline is in its reach: time alone brings it, it stands beyond all facts, and among
    the other rows it would let no probe for an early position start low.
    """

    kind: str
    key: str
    rows: tuple[Row, ...]
    reach: Reach | None = None
    first: int = 0
    until: int | None = None

    @property
    def every(self) -> tuple[Row, ...]:
        """Its rows with those that time alone will bring."""
        return (*self.rows, *self.reach.ahead) if self.reach else self.rows


class Headlines:
    """JSON bodies of headlines, those made last kept for the standings that have not changed since."""

    def __init__(self) -> None:
        self._last: dict[tuple[int, int], tuple[Standing, bytes]] = {}
        self._made: dict[tuple[int, int], tuple[Standing, bytes]] = {}

    def body(self, folded: Folded, at: int) -> bytes:
        """The body of what stands from a day of a fold, given by its index, until the next one."""
        standing, since = folded.standings[at], folded.sinces[at]
        key = (id(standing), since)
        made = self._made.get(key) or self._last.get(key)
        if made is None:
            # The standing is kept beside its body, so that its id cannot become that of another.
            made = standing, written(kept_headline(standing, since))
        self._made[key] = made
        return made[1]

    def forget_older(self) -> None:
        """Keep the bodies asked for since this was called last."""
        self._last, self._made = self._made, {}


def account_key(subject: str, assessor: str) -> str:
    """The key of the strand of one assessor on one commitment or benchmark."""
    return f"{subject}/{assessor}"


def fold_all(dossier: Dossier) -> dict[str, Folded]:
    """The folds of a commitment and of its benchmarks, by subject."""
    return {subject: fold(case) for subject, case in dossier.every.items()}


def strands_of(dossier: Dossier, folded: Mapping[str, Folded], made: Headlines | None = None) -> list[Strand]:
    """All strands of a commitment and its benchmarks, from their folds; ``made`` are bodies made before."""
    made = made or Headlines()
    found = [_definition_strand(dossier.commitment)]
    for subject, case in dossier.every.items():
        found.append(_headline(folded[subject], made))
        found.append(_records(folded[subject]))
        found.extend(_accounts(case))
    return found


def headline_after(folded: Folded, splices: Sequence[Splice], before: Reach, made: Headlines) -> Iterator[Strand]:
    """The stretches of a headline that have changed, its reach with the last.

    Args:
        folded: the fold as it is now.
        splices: where it differs from the fold before.
        before: the reach of the headline before.
        made: bodies made before.
    """
    horizon, days = folded.case.last_day, folded.days
    solid = bisect_right(days, horizon)
    # Whether the day after a stretch begins a row depends on the last day in it.
    stretches = [(min(one.start, solid), min(one.stop + 1, solid)) for one in splices]
    if horizon != before.horizon:
        # What stood ahead stands among the others now.
        stretches.append((min(bisect_right(days, before.horizon), solid), solid))
    for start, stop in stretches:
        yield Strand(
            "headline",
            folded.case.subject,
            _rows(folded, start, stop, made),
            first=days[start - 1] + 1 if start else 0,
            until=days[stop] if stop < solid else None,
        )
    yield Strand("headline", folded.case.subject, (), _reach(folded, solid, made), until=0)


def records_after(folded: Folded, splices: Sequence[Splice]) -> Iterator[Strand]:
    """The stretches of the days of the last record that have changed."""
    days = folded.days
    for one in splices:
        yield Strand(
            "record",
            folded.case.subject,
            _recorded(folded, one.start, one.stop),
            first=days[one.start - 1] + 1 if one.start else 0,
            until=days[one.stop] if one.stop < len(days) else None,
        )


def accounts_after(case: Case, fresh: Collection[Fact]) -> Iterator[Strand]:
    """The days of the strands of assessors on which facts that are new have put an assessment."""
    judgements = case.judgements
    for fact in fresh:
        for key, grade, _ in case.judgements_in([fact]):
            if key[0] < case.made:
                continue
            same_day = judgements[_index(bisect_left, judgements, key[0]) : _index(bisect_right, judgements, key[0])]
            last = [one for one in same_day if one[1].assessor == grade.assessor][-1]
            row = (key[0], _account(case, last))
            yield Strand("account", account_key(case.subject, grade.assessor), (row,), None, key[0], key[0] + 1)


def merged(days: Sequence[int], body: Callable[[int], bytes], start: int, stop: int) -> tuple[Row, ...]:
    """A row for each day on which the body differs from that of the day before."""
    rows = []
    before = body(start - 1) if 0 < start < stop else None
    for at in range(start, stop):
        now = body(at)
        if now != before:
            rows.append((days[at], now))
        before = now
    return tuple(rows)


def _headline(folded: Folded, made: Headlines) -> Strand:
    solid = bisect_right(folded.days, folded.case.last_day)
    return Strand("headline", folded.case.subject, _rows(folded, 0, solid, made), _reach(folded, solid, made))


def _reach(folded: Folded, solid: int, made: Headlines) -> Reach:
    case, concerns = folded.case, folded.concerns
    ahead = _rows(folded, solid, len(folded.days), made)
    listed = compact(orjson.dumps(None if concerns is None else concern_bodies(concerns)))
    return Reach(case.last_day, ahead, listed, case.covers_to)


def _records(folded: Folded) -> Strand:
    return Strand("record", folded.case.subject, _recorded(folded, 0, len(folded.days)))


def _recorded(folded: Folded, start: int, stop: int) -> tuple[Row, ...]:
    """The days, by their indices, on which something is on record."""
    days = folded.days
    return tuple((days[at], b"%d" % days[at]) for at in range(start, stop) if folded.last_record(at) == days[at])


def _rows(folded: Folded, start: int, stop: int, made: Headlines) -> tuple[Row, ...]:
    """The rows that begin on days of these indices."""
    days, standings, sinces = folded.days, folded.standings, folded.sinces
    rows = []
    before = made.body(folded, start - 1) if 0 < start < stop else None
    for at in range(start, stop):
        # Most days add words alone: then what stands is the very same.
        if before is not None and standings[at] is standings[at - 1] and sinces[at] == sinces[at - 1]:
            continue
        now = made.body(folded, at)
        if now != before:
            rows.append((days[at], now))
        before = now
    return tuple(rows)


def _definition_strand(case: Case) -> Strand:
    made, rows = case.definitions[0], dict[int, bytes]()
    for one in case.definitions:
        # Of two definitions of one day the later one holds: the first never stood at the end of a day.
        rows[one.day] = written(definition_body(one, made, case.covers_to))
    days = tuple(rows)
    return Strand("definition", case.subject, merged(days, lambda at: rows[days[at]], 0, len(days)))


def _accounts(case: Case) -> Iterator[Strand]:
    last: dict[str, dict[int, Judgement]] = {}
    for judgement in case.judgements:
        key, grade, _ = judgement
        if key[0] >= case.made:
            last.setdefault(grade.assessor, {})[key[0]] = judgement
    for assessor, own in sorted(last.items()):
        rows = tuple((day, _account(case, one)) for day, one in own.items())
        yield Strand("account", account_key(case.subject, assessor), rows)


def _account(case: Case, judgement: Judgement) -> bytes:
    return written(account_body(judgement, case.bearers_then(judgement[0][0])))


def _index(bisect: Callable[..., int], judgements: Sequence[Judgement], day: int) -> int:
    return bisect(judgements, day, key=lambda one: one[0][0])

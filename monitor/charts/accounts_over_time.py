"""Accounts over time: what each of them said of a commitment, in a lane of its own, so that one sees them diverge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

from monitor.charts.lanes import Lane, Raised, lanes
from monitor.languages.calendar import day_in_words
from monitor.languages.phrases import gettext as _
from monitor.status.rules import STATUS_OF_ORDINAL

_HIGHEST: Final = len(STATUS_OF_ORDINAL)
_NO_GRADE: Final = 0.12
"""What words without a grade fill of a lane: seen, and lower than the lowest grade."""


@dataclass(frozen=True, slots=True)
class Said:
    """What an account said from a day on: the grade in its own words, and where it stands on our ordinal, if at all."""

    since: date
    ordinal: int | None
    grade: str
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """An account by what it is called; ``claim`` is that of whoever bears the duty. What it said, ascending by day."""

    who: str
    claim: bool
    said: tuple[Said, ...]


def accounts_over_time(
    found: Sequence[Account], first: date, known: date, last: date, *, dark: bool = False
) -> dict[str, Any]:
    """A chart as a Vega-Lite 6 specification: as ``lanes``, one for each account, claims first and with a broken edge.

    The better the grade, the higher: implemented fills the lane, not implemented a quarter of it, and words without a
    grade are a thin bar. What an account said stands until it says something else, or to the end; nothing is foretold.

    Args:
        found: the accounts.
        first: the first day shown.
        known: the last day on record; what stands after it is pale.
        last: the last day shown, inclusive.
        dark: whether it is to stand on a dark background.
    """
    shown = [
        Lane(
            _named(one),
            tuple(
                Raised(said.since, end, _share(said), _status(said), said.grade)
                for said, end in zip(one.said, _ends(one, last), strict=True)
            ),
            dashed=one.claim,
        )
        for one in in_order(found)
    ]
    return lanes(shown, first, known, last, description=accounts_in_words(found), dark=dark)


def accounts_in_words(found: Sequence[Account]) -> str:
    """What the chart shows, a sentence for each account: when it said what."""
    return " ".join(f"{_told(one)}." for one in in_order(found))


def in_order(found: Sequence[Account]) -> list[Account]:
    """Claims first, then the others in their order."""
    return sorted(found, key=lambda one: not one.claim)


def _named(one: Account) -> str:
    grade = one.said[-1].grade
    if one.claim:
        return _("%(who)s states: %(grade)s", who=one.who, grade=grade)
    return _("%(who)s says: %(grade)s", who=one.who, grade=grade)


def _told(one: Account) -> str:
    said = "; ".join(map(_when, one.said))
    if one.claim:
        return _("%(who)s states (a claim): %(grade)s", who=one.who, grade=said)
    return _("%(who)s says: %(grade)s", who=one.who, grade=said)


def _when(said: Said) -> str:
    day = day_in_words(said.since)
    if said.undated:
        return _("%(grade)s, undated, not before %(day)s", grade=said.grade, day=day)
    return _("%(grade)s, from %(day)s", grade=said.grade, day=day)


def _ends(one: Account, last: date) -> list[date]:
    return [*(later.since for _, later in pairwise(one.said)), last + timedelta(days=1)]


def _share(said: Said) -> float:
    return _NO_GRADE if said.ordinal is None else (said.ordinal + 1) / _HIGHEST


def _status(said: Said) -> str | None:
    return None if said.ordinal is None else STATUS_OF_ORDINAL[said.ordinal]

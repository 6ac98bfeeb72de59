"""Accounts: the latest word of each assessor on one commitment or benchmark, and what may move its status."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from monitor.status.assessors import Stand
from monitor.status.facts import Fact, Grade

PARTLY = 1


@dataclass(frozen=True, slots=True)
class Account:
    """One assessment at the place from which it counts: (day, order within it, position)."""

    grade: Grade
    fact: Fact
    stand: Stand
    key: tuple[int, int, int]

    @property
    def claim(self) -> bool:
        """Given by whoever bears the duty, or belongs to whoever does."""
        return self.stand is Stand.DUTY_BEARER

    @property
    def moves(self) -> bool:
        """Whether it may decide a status: external and graded; of a tied body, partly or lower only."""
        if self.grade.ordinal is None or self.claim:
            return False
        return self.stand is Stand.EXTERNAL or self.grade.ordinal <= PARTLY

    @property
    def certain(self) -> bool:
        """Whether its day is known; an undated one counts from the first day it can exist."""
        return not self.grade.undated and not (self.grade.given is None and self.fact.latest is None)


def differ(one: Grade, other: Grade) -> bool:
    """Whether two assessments differ by a grade, or in direction where one of them gave no grade."""
    if one.ordinal is not None and other.ordinal is not None:
        return one.ordinal != other.ordinal
    if one.direction is None or other.direction is None:
        return False
    return one.direction != other.direction


def disputed(accounts: Iterable[Account]) -> bool:
    """Whether a claim of the duty-bearer and an external assessment differ."""
    entries = tuple(accounts)
    claims = [entry for entry in entries if entry.claim]
    others = [entry for entry in entries if not entry.claim]
    return any(differ(claim.grade, other.grade) for claim in claims for other in others)


def reviewers_differ(accounts: Iterable[Account]) -> bool:
    """Whether two external assessments differ."""
    external = [entry.grade for entry in accounts if not entry.claim]
    return any(differ(one, other) for one, other in combinations(external, 2))

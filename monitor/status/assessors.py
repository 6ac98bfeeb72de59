"""Who assesses: the duty-bearer and what belongs to it, bodies tied to it or paid by it, and everybody else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Stand(Enum):
    """Where an assessor stands towards whoever bears the duty."""

    DUTY_BEARER = "bears the duty, or belongs to whoever does"
    TIED = "is tied to the duty-bearer or paid by it"
    EXTERNAL = "neither"


@dataclass(frozen=True, slots=True)
class Tie:
    """A body belongs to, is paid by or is appointed by another."""

    to: str
    kind: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body as last described."""

    id: str
    name: str
    account: str
    ties: tuple[Tie, ...] = ()


def read_body(data: Mapping[str, Any]) -> Body:
    """The body in the data of ``body-described``."""
    body = data["body"]
    ties = tuple(Tie(tie["to"], tie["kind"]) for tie in body.get("ties", ()))
    return Body(body["id"], body["name"], body["account"], ties)


MONITOR = Body("monitor", "Reform Monitor staff", "monitor")


class Bodies:
    """Every body on record, and how they depend on each other."""

    def __init__(self, bodies: Mapping[str, Body]) -> None:
        self._bodies = {MONITOR.id: MONITOR, **bodies}
        self._towards: dict[tuple[str, ...], Towards] = {}

    def __contains__(self, body: str) -> bool:
        return body in self._bodies

    def get(self, body: str) -> Body | None:
        """The body, if it is described."""
        return self._bodies.get(body)

    def account(self, body: str) -> str | None:
        """Its account class, if it is described."""
        found = self._bodies.get(body)
        return found.account if found else None

    def stand(self, assessor: str, duty_bearers: Sequence[str]) -> Stand:
        """Where an assessor stands; belonging is followed through any number of bodies, and so are ties."""
        return self.towards(duty_bearers).stand(assessor)

    def towards(self, duty_bearers: Sequence[str]) -> "Towards":
        """How they depend on whoever bears a duty."""
        asked = tuple(duty_bearers)
        if asked not in self._towards:
            self._towards[asked] = Towards(self, frozenset(asked))
        return self._towards[asked]


class Towards:
    """How every body depends on whoever bears a duty; found once for each."""

    def __init__(self, bodies: Bodies, bearers: frozenset[str]) -> None:
        self._bodies, self._bearers = bodies, bearers
        self._stands: dict[str, Stand] = {}

    def stand(self, assessor: str) -> Stand:
        """Where a body stands; belonging is followed through any number of bodies, and so are ties."""
        if assessor not in self._stands:
            self._stands[assessor] = self._find(assessor, frozenset())
        return self._stands[assessor]

    def of(self, bearers: Sequence[str]) -> "Towards":
        """How they depend on others, who bore the duty at another time."""
        return self._bodies.towards(bearers)

    def account(self, assessor: str) -> str | None:
        """The account class of a body, if it is described."""
        return self._bodies.account(assessor)

    def ties(self, assessor: str) -> tuple[Tie, ...]:
        """The ties of a body itself that lead to a duty-bearer, directly or through others."""
        body = self._bodies.get(assessor)
        return tuple(
            tie
            for tie in (body.ties if body else ())
            if self._find(tie.to, frozenset((assessor,))) is not Stand.EXTERNAL
        )

    def _find(self, body: str, seen: frozenset[str]) -> Stand:
        if body in self._bearers:
            return Stand.DUTY_BEARER
        described = self._bodies.get(body)
        if described is None or body in seen:
            return Stand.EXTERNAL
        stand = Stand.EXTERNAL
        for tie in described.ties:
            over = self._find(tie.to, seen | {body})
            if over is Stand.DUTY_BEARER and tie.kind == "belongs-to":
                return Stand.DUTY_BEARER
            if over is not Stand.EXTERNAL:
                stand = Stand.TIED
        return stand

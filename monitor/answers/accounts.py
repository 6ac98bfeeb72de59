"""Accounts: what each assessor says of a commitment or a benchmark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from monitor.answers.shape import Shape
from monitor.status.assessors import Bodies, Stand, Towards


@dataclass(frozen=True, slots=True)
class _Account:
    """An account as long as no legal change has come after it; nobody may write into its shape."""

    shape: Shape
    key: list[int] | None
    """Where it stands in the order of what counts; of an undated assessment nobody can say that it came before."""

    def beside(self, legal: Sequence[Any] | None) -> Shape:
        """Beside the last legal change and where that stands."""
        if legal is None or self.key is None or legal[1] <= self.key:
            return self.shape
        return {**self.shape, "given_before": legal[0]}


@dataclass(slots=True)
class Assessment:
    """What an assessor says of a commitment or a benchmark, as a row keeps it.

    Its account is made once: a board shows several of each commitment, and most of them stand on its other days too.
    """

    assessor: str
    kept: bytes
    _made: tuple[Towards, _Account] | None = field(default=None, init=False, repr=False, compare=False)

    def towards(self, towards: Towards) -> _Account:
        """As an account, where its assessor stands so towards the duty-bearers, or to those of its own day."""
        made = self._made
        if made is None or made[0] is not towards:
            # Two threads may both make it; either is as good.
            self._made = made = (towards, _account(self.assessor, towards, self.kept))
        return made[1]


Said = Sequence[Assessment]
"""What is said of a commitment or a benchmark on a day, by the assessors' ids, ascending."""


def accounts_of(said: Said, headline: Mapping[str, Any], duty_bearers: Sequence[str], bodies: Bodies) -> list[Shape]:
    """What each assessor says on a day, in the contract's shape and their order.

    Args:
        said: of a commitment or a benchmark, on that day.
        headline: how it stands on that day.
        duty_bearers: of the commitment, for what was said while nobody else bore the duty.
        bodies: who is tied to whom.
    """
    towards = bodies.towards(duty_bearers)
    legal = (headline["legal"][0], headline["legal"][1:]) if headline["legal"] else None
    return [one.towards(towards).beside(legal) for one in said]


def is_claim(assessor: str, kept: Mapping[str, Any], duty_bearers: Sequence[str], bodies: Bodies) -> bool:
    """Whether an assessment is the word of whoever bore the duty on its day; the arguments are those of its account."""
    return bodies.stand(assessor, kept.get("bearers", duty_bearers)) is Stand.DUTY_BEARER


def _account(assessor: str, towards: Towards, kept: bytes) -> _Account:
    body = orjson.loads(kept)
    if "bearers" in body:
        towards = towards.of(body["bearers"])
    shape = {
        "account": towards.account(assessor),
        "body": assessor,
        "ties": [{"to": tie.to, "kind": tie.kind} for tie in towards.ties(assessor)],
        "claim": towards.stand(assessor) is Stand.DUTY_BEARER,
        "scheme": body["scheme"],
        "value": body["value"],
        "ordinal": body["ordinal"],
        "direction": body["direction"],
        "graded_by": body["graded_by"],
        "given": body["given"],
        "certain": body["certain"],
        "given_before": None,
        "event": body["event"],
    }
    return _Account(shape, body["key"] if body["certain"] else None)

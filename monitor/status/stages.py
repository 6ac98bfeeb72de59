"""The stages of a measure, and what each kind of act does to them: one table, and the machine that reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

ALIVE = (
    "none",
    "announced",
    "introduced",
    "passed",
    "adopted",
    "under-review",
    "returned",
    "signed",
    "partly-in-force",
    "in-force",
)
"""The stages a measure climbs, in their order; *down* means earlier in it."""

ENDED = frozenset({"struck-down", "rejected", "no-consensus", "withdrawn", "repealed", "lapsed"})
IN_EFFECT = frozenset({"signed", "partly-in-force", "in-force"})
TOOK_EFFECT = frozenset({"partly-in-force", "in-force"})
SET_ASIDE = frozenset({"under-review", "suspended"})
"""Stages that remember the one before."""

ENACTABLE = frozenset({"constitution", "law", "bill", "decree"})
"""Kinds whose signature enacts; a ``bill`` that is signed is a law. A signed plan is only a start."""

LEGAL_EFFECT = IN_EFFECT | {"struck-down", "repealed", "lapsed", "suspended"}
_RANK = {stage: rank for rank, stage in enumerate(ALIVE)}


class Way(Enum):
    """How an act moves a stage."""

    TO = "to the stage"
    AT_LEAST = "up to the stage, never down"
    ASIDE = "to the stage, remembering the one before"
    BACK = "back to the stage before it was set aside"
    PART = "a part only; the main stage stays"
    NONE = "not at all"


@dataclass(frozen=True, slots=True)
class Move:
    """What one act does: the way, the stage it is about, whether that is of a part only, and of which part."""

    way: Way
    stage: str = ""
    part: str | None = None
    partial: bool = False


_STILL = Move(Way.NONE)
_INTRODUCED = Move(Way.AT_LEAST, "introduced")

LEGISLATIVE: Mapping[str, Move] = {
    "filing": Move(Way.TO, "introduced"),
    "introduction": Move(Way.TO, "introduced"),
    **dict.fromkeys(
        (
            "reading-1",
            "reading-2",
            "reading-3",
            "receipt",
            "substitution",
            "deferral",
            "referral",
            "carried-over",
            "referral-committee",
            "committee-passage",
            "committee-passage-favorable",
            "committee-passage-unfavorable",
            "committee-failure",
            "amendment-introduction",
            "amendment-passage",
            "amendment-withdrawal",
            "amendment-failure",
            "amendment-amendment",
            "amendment-deferral",
        ),
        _INTRODUCED,
    ),
    "passage": Move(Way.TO, "passed"),
    "concurrence": Move(Way.TO, "adopted"),
    "enrolled": Move(Way.AT_LEAST, "adopted"),
    "executive-receipt": Move(Way.AT_LEAST, "adopted"),
    "failure": Move(Way.TO, "rejected"),
    "withdrawal": Move(Way.TO, "withdrawn"),
    "executive-signature": Move(Way.TO, "signed"),
    "became-law": Move(Way.TO, "signed"),
    "executive-veto": Move(Way.TO, "returned"),
    "executive-veto-line-item": Move(Way.PART, "returned", partial=True),
    "returned-by-executive": Move(Way.TO, "returned"),
    "veto-override-passage": Move(Way.TO, "adopted"),
    "veto-override-failure": Move(Way.TO, "rejected"),
    "constitutional-referral": Move(Way.ASIDE, "under-review"),
    "publication-official": _STILL,
    "entry-into-force": Move(Way.TO, "in-force"),
    "entry-into-force-partial": Move(Way.AT_LEAST, "partly-in-force", partial=True),
    "repeal": Move(Way.TO, "repealed"),
    "suspension": Move(Way.ASIDE, "suspended"),
    "lapse": Move(Way.TO, "lapsed"),
}

EXECUTIVE: Mapping[str, Move] = {
    "proposed": Move(Way.AT_LEAST, "announced"),
    "adopted": Move(Way.TO, "adopted"),
    "signed": Move(Way.TO, "signed"),
    "withdrew": Move(Way.TO, "withdrawn"),
}

RULINGS: Mapping[str, Move] = {
    "constitutional": Move(Way.BACK, "under-review"),
    "upheld": Move(Way.BACK, "under-review"),
    "unconstitutional": Move(Way.TO, "struck-down"),
    "annulled": Move(Way.TO, "struck-down"),
    "partly-unconstitutional": Move(Way.PART, "struck-down", partial=True),
    "suspended": Move(Way.ASIDE, "suspended"),
}

INTERGOVERNMENTAL: Mapping[str, Move] = {
    "proposed": Move(Way.TO, "introduced"),
    "endorsed": Move(Way.TO, "passed"),
    "adopted": Move(Way.TO, "adopted"),
    "consensus-not-reached": Move(Way.TO, "no-consensus"),
    "established": Move(Way.TO, "in-force"),
    "extended": Move(Way.TO, "in-force"),
    "reopened": Move(Way.TO, "in-force"),
    "not-extended": Move(Way.TO, "lapsed"),
    "closed": Move(Way.TO, "lapsed"),
}

_DIVISIBLE = frozenset({"entry-into-force", "entry-into-force-partial", "repeal", "suspension"})


def move_of(kind: str, data: Mapping[str, Any]) -> Move:
    """What an act of this type (without version) does to its measure, by the tables above.

    ``passage`` in the last or a joint chamber adopts. A ``scope`` makes entry into force, repeal, suspension and every
    ruling that ends or suspends the affair of that part: the main stage stays.
    """
    match kind:
        case "legislative-action":
            classification, scope = data["classification"], data.get("scope")
            if classification == "passage" and (data.get("last_chamber") or _is_joint(data.get("chamber"))):
                return Move(Way.TO, "adopted")
            move = LEGISLATIVE[classification]
            return Move(Way.PART, move.stage, scope, partial=True) if scope and classification in _DIVISIBLE else move
        case "court-ruling":
            move, scope = RULINGS.get(data["outcome"], _STILL), data.get("scope")
            if move.way is Way.PART or (scope and move.stage in {"struck-down", "suspended"}):
                return Move(Way.PART, move.stage, scope, partial=True)
            return move
        case "executive-action":
            return EXECUTIVE.get(data["classification"], _STILL)
        case "intergovernmental-decision":
            return INTERGOVERNMENTAL.get(data["outcome"], _STILL)
        case _:
            return _STILL


def _is_joint(chamber: str | None) -> bool:
    return chamber is not None and "joint" in chamber.casefold().split()


def is_alive(stage: str) -> bool:
    """Neither ended nor ``none``; a suspended measure is alive."""
    return stage != "none" and stage not in ENDED


def rank(stage: str) -> int:
    """Where an alive stage stands in the order; a suspended measure stands below all that move."""
    return _RANK.get(stage, 0)


def goes_down(before: str, after: str) -> bool:
    """Whether the second stage is earlier in the order than the first; an end stage is in no order."""
    return before in _RANK and after in _RANK and _RANK[after] < _RANK[before]

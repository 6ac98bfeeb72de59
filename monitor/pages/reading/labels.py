"""What statuses, flags, stages and accounts are called on pages, and by which shape and class a status is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from events.codec import base_type
from events.jurisdictions import JURISDICTIONS
from monitor.status.rules import LABELS


@dataclass(frozen=True, slots=True)
class Mark:
    """A status as it is shown: ``shape`` tells it apart without colour, ``name`` is its class in the style sheet."""

    name: str
    shape: str
    label: str


_SHAPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "no-action-on-record": "○",
        "in-progress": "◔",
        "enacted": "◧",
        "partially-implemented": "◑",
        "mostly-implemented": "◕",
        "implemented": "●",
        "not-implemented": "✕",
        "reversed": "↺",
        "no-breach-on-record": "○",
        "in-line": "●",
        "concern-on-record": "▲",
        "not-in-line": "✕",
    }
)

STATUS_ORDER: Final = tuple(_SHAPES)
"""Statuses as counts list them: those of promises first, then those of duties to uphold."""

FLAGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "disputed-by-duty-bearer": "contested by whoever bears the duty",
        "due-soon": "due soon",
        "late": "late",
        "no-recent-record": "no recent record",
        "overdue": "overdue",
        "reviewers-differ": "reviewers differ",
        "threatened": "threatened",
    }
)

ACCOUNTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "government": "government",
        "parliament": "parliament",
        "court": "court",
        "osce": "OSCE",
        "participating-state": "participating State",
        "international": "international body",
        "civil-society": "civil society",
        "opposition": "opposition",
        "election-body": "election body",
        "academic": "academia",
        "media": "media",
        "monitor": "our own staff",
    }
)

KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "achieve": "to be achieved",
        "uphold": "to be upheld",
        "recommendation": "a recommendation",
        "watch": "followed without a promise",
    }
)

WHY_SET_ASIDE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "claim": "A claim of whoever bears the duty: shown and compared, never enough to raise a status",
        "tied": "A good grade from a body that is tied to whoever bears the duty: shown, moves nothing",
        "superseded": "Overtaken by something later",
        "lower-rule": "It would decide, had not an earlier rule decided first",
        "order-unknown": "Its date does not say that it came after what it would undo",
        "before-commitment": "It came before the commitment was made",
        "outside-lens": "Not put on record by the account that is looked at",
        "not-evaluated": "It bears on the commitment, without a grade or an act that the rules weigh",
    }
)

ROLES: Final[Mapping[str, str]] = MappingProxyType(
    {"grade": "the grade", "stage": "the act", "concern": "the concern", "definition": "the promise"}
)

ENDED: Final[Mapping[str, str]] = MappingProxyType(
    {"averted": "averted", "resolved": "resolved", "better-grade": "ended by a better grade"}
)

TIES: Final[Mapping[str, str]] = MappingProxyType(
    {"belongs-to": "belongs to", "paid-by": "paid by", "appointed-by": "appointed by"}
)


def mark(status: str | None, *, certain: bool = True) -> Mark:
    """How a status is shown; ``None`` is that of what is followed without a promise."""
    if status is None:
        return Mark("none", "–", "no status")  # noqa: RUF001 - a dash of its own
    label = LABELS.get(status, plain(status))
    return Mark(status, _SHAPES.get(status, "–"), label if certain else f"possibly {label}")  # noqa: RUF001


def plain(word: str) -> str:
    """A word of the record with blanks for its hyphens."""
    return word.replace("-", " ")


def account_of(name: str | None) -> str:
    """An account class in words; of a body that is not described nobody knows it."""
    return ACCOUNTS.get(name, plain(name)) if name is not None else "not described"


def jurisdiction(code: str) -> str:
    """The name of a jurisdiction; its code where it is none of those that are listed."""
    found = JURISDICTIONS.get(code)
    return found.name if found is not None else code


def type_of(event_type: str) -> str:
    """A type of event in words, without its version."""
    return plain(base_type(event_type)).replace("osce", "OSCE")

"""What statuses, flags and accounts are called on pages, and by which shape and class a status is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from events.jurisdictions import name_of
from monitor.languages.language import ENGLISH
from monitor.languages.phrases import N_, Words, gettext
from monitor.languages.possibly import possibly
from monitor.languages.speaking import language
from monitor.languages.territories import territory_in_words
from monitor.pages.reading.record_words import plain


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

STATUSES: Final = Words(
    {
        "no-action-on-record": N_("no action on record"),
        "in-progress": N_("in progress"),
        "enacted": N_("enacted, not assessed"),
        "partially-implemented": N_("partially implemented"),
        "mostly-implemented": N_("mostly implemented"),
        "implemented": N_("implemented"),
        "not-implemented": N_("not implemented"),
        "reversed": N_("reversed"),
        "no-breach-on-record": N_("no breach on record"),
        "in-line": N_("in line"),
        "concern-on-record": N_("concern on record"),
        "not-in-line": N_("not in line"),
    }
)
"""What the rules call them in English, as pages say it."""

FLAGS: Final = Words(
    {
        "disputed-by-duty-bearer": N_("contested by whoever bears the duty"),
        "due-soon": N_("due soon"),
        "late": N_("late"),
        "no-recent-record": N_("no recent record"),
        "overdue": N_("overdue"),
        "reviewers-differ": N_("reviewers differ"),
        "threatened": N_("threatened"),
    }
)

ACCOUNTS: Final = Words(
    {
        "government": N_("government"),
        "parliament": N_("parliament"),
        "court": N_("court"),
        "osce": N_("OSCE"),
        "participating-state": N_("participating State"),
        "international": N_("international body"),
        "civil-society": N_("civil society"),
        "opposition": N_("opposition"),
        "election-body": N_("election body"),
        "academic": N_("academia"),
        "media": N_("media"),
        "monitor": N_("our own staff"),
    }
)

KINDS: Final = Words(
    {
        "achieve": N_("to be achieved"),
        "uphold": N_("to be upheld"),
        "recommendation": N_("a recommendation"),
        "watch": N_("followed without a promise"),
    }
)

WHY_SET_ASIDE: Final = Words(
    {
        "claim": N_("A claim of whoever bears the duty: shown and compared, never enough to raise a status"),
        "tied": N_("A good grade from a body that is tied to whoever bears the duty: shown, moves nothing"),
        "superseded": N_("Overtaken by something later"),
        "lower-rule": N_("It would decide, had not an earlier rule decided first"),
        "order-unknown": N_("Its date does not say that it came after what it would undo"),
        "before-commitment": N_("It came before the commitment was made"),
        "outside-lens": N_("Not put on record by the account that is looked at"),
        "not-evaluated": N_("It bears on the commitment, without a grade or an act that the rules weigh"),
    }
)

ROLES: Final = Words(
    {"grade": N_("the grade"), "stage": N_("the act"), "concern": N_("the concern"), "definition": N_("the promise")}
)

ENDED: Final = Words(
    {"averted": N_("averted"), "resolved": N_("resolved"), "better-grade": N_("ended by a better grade")}
)

TIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "belongs-to": N_("belongs to %(body)s"),
        "paid-by": N_("paid by %(body)s"),
        "appointed-by": N_("appointed by %(body)s"),
    }
)

_OWN_NAMES: Final = Words(
    {
        "OSCE": N_("Organization for Security and Co-operation in Europe"),
        "KG": N_("Kyrgyzstan"),
        "VA": N_("Holy See"),
    }
)
"""What CLDR does not know, and what it calls otherwise than documents of the OSCE do."""


def mark(status: str | None, *, certain: bool = True) -> Mark:
    """How a status is shown; ``None`` is that of what is followed without a promise."""
    return _mark(status, certain, language().code)


@lru_cache(maxsize=1_000)
def _mark(status: str | None, certain: bool, _spoken: str) -> Mark:  # noqa: FBT001 - to be remembered by
    if status is None:
        return Mark("none", "–", gettext("no status"))  # noqa: RUF001 - a dash of its own
    label = STATUSES.get(status, plain(status))
    shape = _SHAPES.get(status, "–")  # noqa: RUF001
    return Mark(status, shape, possibly(label, certain=certain))


def account_of(name: str | None) -> str:
    """An account class in words; of a body that is not described nobody knows it."""
    return ACCOUNTS.get(name, plain(name)) if name is not None else gettext("not described")


def tied(kind: str, body: str) -> str:
    """How a body depends on another, called ``body``, in words."""
    return gettext(TIES[kind], body=body) if kind in TIES else f"{kind} {body}"


def jurisdiction(code: str) -> str:
    """The name of a jurisdiction; its code where it is none of those that are listed."""
    if language() == ENGLISH:
        return name_of(code)
    return _OWN_NAMES.get(code) or territory_in_words(code) or code

"""Filters: which notices a subscription asks for."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Annotated, Final, Literal, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from alerts.announced import FIELDS, Announced, FilterField
from alerts.notices import What
from events.codec import DRAFTS, base_type
from events.fields import JurisdictionCode, Line, Slug, SubjectId
from events.text import TextRefused, clean
from events.words import AccountClass

QUIET: Final[tuple[What, ...]] = ("status", "stage", "ruling", "assessment", "overdue", "correction", "retraction")
"""The kinds of change that a filter asks for unless it says otherwise."""

ON_REQUEST: Final[tuple[What, ...]] = tuple(what for what in get_args(What) if what not in QUIET)
"""The kinds that have to be asked for by name."""

EVENT_TYPES: Final[tuple[str, ...]] = tuple(sorted({*DRAFTS, *map(base_type, DRAFTS)}))
"""Every type of event, with its version and without: ``court-ruling`` asks for all versions of it."""

MOST_VALUES = 200
"""How many values one field may list."""

_Value = TypeVar("_Value", bound=str)


def _each_once(values: tuple[_Value, ...]) -> tuple[_Value, ...]:
    return tuple(sorted(set(values)))


def _one_at_least(values: tuple[_Value, ...]) -> tuple[_Value, ...]:
    if not values:
        raise PydanticCustomError("no_change", "name a kind of change, or leave the field out for the usual ones")
    return _each_once(values)


def _event_type(name: str) -> str:
    if name not in EVENT_TYPES:
        raise PydanticCustomError("event_type", "unknown type; known are {known}", {"known": ", ".join(EVENT_TYPES)})
    return name


def _cleaned(text: str) -> str:
    try:
        return clean(text)
    except TextRefused as refused:
        raise PydanticCustomError("text", "{reason}", {"reason": refused.reason}) from refused


# JSON has arrays only; each is kept sorted, every value once, so that two filters asking the same are equal.
_Values = Annotated[tuple[_Value, ...], Field(strict=False, max_length=MOST_VALUES), AfterValidator(_each_once)]


class Filter(BaseModel):
    """What a subscription asks for; immutable, and refusing fields and kinds it does not know.

    The values of one field are alternatives. With ``match`` ``all`` every field that is given must match, with ``any``
    one of them is enough; ``change``, ``status_from`` and ``status_to`` must hold in both. A field left empty is not
    given, and a filter without any asks for every notice of its kinds of change. ``status_from`` and ``status_to`` are
    about a move: a notice that leaves the status as it was matches neither. Whether their words are statuses is for
    whoever knows the rules to check. ``text`` asks for every one of its words, anywhere in the notice, also inside
    longer words; case does not matter.

    Raises:
        pydantic.ValidationError: naming every field that is wrong.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    jurisdiction: _Values[JurisdictionCode] = ()
    topic: _Values[Slug] = ()
    commitment: _Values[SubjectId] = ()
    measure: _Values[Slug] = ()
    body: _Values[Slug] = ()
    event_type: _Values[Annotated[str, AfterValidator(_event_type)]] = ()
    change: Annotated[tuple[What, ...], Field(strict=False, max_length=MOST_VALUES), AfterValidator(_one_at_least)] = (
        tuple(sorted(QUIET))
    )
    status_from: _Values[Slug] = ()
    status_to: _Values[Slug] = ()
    account: _Values[AccountClass] = ()
    text: Annotated[Line, AfterValidator(_cleaned)] | None = None
    match: Literal["all", "any"] = "all"

    def values(self) -> Mapping[FilterField, tuple[str, ...]]:
        """Field -> the values asked for, of the fields that are given; the most selective field first."""
        asked: dict[FilterField, tuple[str, ...]] = {
            "commitment": self.commitment,
            "measure": self.measure,
            "body": self.body,
            "topic": self.topic,
            "jurisdiction": self.jurisdiction,
            "account": self.account,
            "event_type": self.event_type,
        }
        return MappingProxyType({field: asked[field] for field in FIELDS if asked[field]})


def matches(wanted: Filter, subject: Announced) -> bool:
    """Whether the filter asks for the notice."""
    if subject.what not in wanted.change or not _moved_as(wanted, subject):
        return False
    answers = subject.values()
    found = [not answers[field].isdisjoint(values) for field, values in wanted.values().items()]
    if wanted.text is not None:
        found.append(_has_words(subject.text, wanted.text))
    return all(found) if wanted.match == "all" or not found else any(found)


def _moved_as(wanted: Filter, subject: Announced) -> bool:
    if not wanted.status_from and not wanted.status_to:
        return True
    before, after = subject.status_before, subject.status_after
    return before != after and _is_among(before, wanted.status_from) and _is_among(after, wanted.status_to)


def _is_among(status: str | None, wanted: tuple[str, ...]) -> bool:
    return not wanted or status in wanted


def _has_words(text: str, words: str) -> bool:
    looked_through = _folded(text)
    return all(word in looked_through for word in _folded(words).split())


# One notice meets many filters, and one filter many notices.
@lru_cache(maxsize=1_024)
def _folded(text: str) -> str:
    return text.casefold()

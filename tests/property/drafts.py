"""Any draft that the vocabulary can make, drawn from the shapes themselves: every field and word, given or left out."""

import functools
import types
from collections.abc import Callable
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt, MinLen
from hypothesis import strategies as st
from pydantic import AfterValidator, StringConstraints
from pydantic.fields import FieldInfo

from events.assessments import Assessment
from events.bearings import Bearing
from events.commitments import Commitment, CommitmentAmended, CoverageStated, Term
from events.dates import EDTF_EXAMPLES
from events.drafts import AnyEvent
from events.fields import Part
from events.figures import Figure
from events.identifiers import Identifier
from events.measures import CourtRuling, MeasureRef
from events.schemes import schemes
from events.speech import Speaker
from tests.builders import at

Value = st.SearchStrategy[Any]

LINES = ("kz-media-law", "A line of text", "Линия", "Жол", "x")
PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": ("kz-government", "odihr", "a1"),
    r"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)?$": ("kz-media-law", "kz-media-law.libel"),
    r"^[A-Z][A-Z0-9]{1,11}$": ("KZ", "OSCE"),
    r"^https?://[^\s/$.?#][^\s]*$": ("https://example.org/report",),
    r"^[0-9a-f]{64}$": ("0123456789abcdef" * 4,),
    r"^[A-Za-z_][A-Za-z0-9_./-]*$": ("occurred", "data/measure"),
    r"\S": LINES,
}
LANGUAGES = ("en", "kk-Cyrl", "ru-KZ")
IDENTIFIERS = {"doi": "10.1000/182", "wikidata": "Q232", "un-symbol": "A/HRC/14/10", "celex": "32009L0001"}


def draft_of(shape: type[AnyEvent]) -> Value:
    """The JSON value of any draft of this type that its validation lets through."""
    return _part(shape)


@functools.cache
def _part(shape: type[Part]) -> Value:
    if shape in _BY_HAND:
        return _BY_HAND[shape]()
    return _fields(shape)


def _fields(shape: type[Part], **instead: Value) -> Value:
    fields = {name: instead[name] if name in instead else _field(one) for name, one in shape.model_fields.items()}
    needed = {name: value for name, value in fields.items() if shape.model_fields[name].is_required()}
    others = {name: value for name, value in fields.items() if name not in needed}
    return st.fixed_dictionaries(needed, optional=others).map(
        lambda value: {name: one for name, one in value.items() if one is not None}
    )


def _field(info: FieldInfo) -> Value:
    return _value(info.annotation, tuple(info.metadata))


def _value(annotation: Any, about: tuple[Any, ...] = ()) -> Value:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return st.sampled_from(inner)
    if origin in {Union, types.UnionType}:
        return st.one_of([_value(one) for one in inner])
    if origin is list:
        return st.lists(_value(inner[0]), min_size=_least(about), max_size=2)
    if origin is dict:
        keys = st.sampled_from(LANGUAGES if "translation" in str(inner[1]).lower() else ("occurred", "data/measure"))
        return st.dictionaries(keys, _value(inner[1]), max_size=2)
    if origin is not None and hasattr(annotation, "__metadata__"):
        return _value(inner[0], (*_flat(annotation.__metadata__), *about))
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return _part(annotation)
    return _plain(annotation, about)


def _flat(metadata: tuple[Any, ...]) -> list[Any]:
    return [part for one in metadata for part in (one.metadata if isinstance(one, FieldInfo) else [one])]


def _plain(annotation: Any, about: tuple[Any, ...]) -> Value:
    if annotation is type(None):
        return st.none()
    if annotation is bool:
        return st.booleans()
    if annotation is int:
        bounds = {type(one): one for one in about}
        least = bounds[Ge].ge if Ge in bounds else bounds[Gt].gt + 1 if Gt in bounds else -5
        most = bounds[Le].le if Le in bounds else bounds[Lt].lt - 1 if Lt in bounds else 5
        return st.integers(least, most)
    if annotation is str:
        return _text(about)
    raise TypeError(f"{annotation} with {about}")


def _text(about: tuple[Any, ...]) -> Value:
    for one in about:
        if isinstance(one, AfterValidator):
            return _VALIDATED[one.func.__name__]
        if isinstance(one, StringConstraints) and one.pattern is not None:
            return st.sampled_from(PATTERNS.get(str(one.pattern), LANGUAGES))
    return st.sampled_from(LINES)


def _least(about: tuple[Any, ...]) -> int:
    return max((one.min_length for one in about if isinstance(one, MinLen)), default=0)


_DATING = st.sampled_from(EDTF_EXAMPLES)
_DUE = st.sampled_from([written for written in EDTF_EXAMPLES if not written.endswith("..]")])
_VALIDATED: dict[str, Value] = {
    "_dating": _DATING,
    "_day": st.sampled_from(["2009-02-11", "2010-01-02"]),
    "_event_id": st.integers(1, 9).map(at),
}
_AMOUNT = st.one_of(st.integers(-(2**53) + 1, 2**53 - 1), st.sampled_from(["7.5", "-0.25", "1000000.01", "3.0"]))


def _assessment() -> Value:
    graded = [
        st.fixed_dictionaries({"scheme": st.sampled_from([one.name, one.pinned]), "value": _words(one.values)})
        for one in schemes()
        if one == [other for other in schemes() if other.name == one.name][-1]
    ]
    pointing = st.fixed_dictionaries(
        {"ungraded": st.just(value=True), "direction": st.sampled_from(["positive", "mixed", "negative"])}
    )
    who = st.sampled_from([{"graded_by": "assessor"}, {"graded_by": "monitor", "coder_note": "Its words"}, {}])
    rest = _fields(
        Assessment,
        **dict.fromkeys(("scheme", "value", "direction", "coder_note"), st.none()),
        ungraded=st.just(value=False),
        graded_by=st.just("assessor"),
    )
    return st.tuples(rest, st.one_of([*graded, pointing]), who).map(lambda parts: {**parts[0], **parts[1], **parts[2]})


def _words(values: tuple[Any, ...]) -> Value:
    return st.sampled_from([one.value for one in values])


def _commitment() -> Value:
    return _fields(Commitment, id=st.just("kz-media-law"), due=_DUE, benchmarks=_marks())


def _amended() -> Value:
    return _fields(CommitmentAmended, commitment=st.just("kz-media-law"), due=_DUE, benchmarks=_marks())


def _marks() -> Value:
    marks = [{"id": f"kz-media-law.{one}", "title": one, "set_by": "odihr"} for one in ("libel", "closure")]
    return st.lists(st.sampled_from(marks), max_size=2, unique_by=lambda mark: mark["id"])


def _coverage() -> Value:
    reach: Value = st.sampled_from([{"jurisdiction": "KZ"}, {"commitments": ["kz-media-law"]}])
    rest = _fields(CoverageStated, jurisdiction=st.none(), commitments=st.none(), covers_from=st.just("2007-11-01"))
    return st.tuples(rest, reach).map(lambda parts: {**parts[0], **parts[1]})


def _ruling() -> Value:
    without = _fields(CourtRuling, measure=st.none(), outcome=st.sampled_from(["conviction", "order", "revoked"]))
    upon = st.fixed_dictionaries({"measure": _part(MeasureRef)})
    return st.one_of(without, st.tuples(_fields(CourtRuling), upon).map(lambda parts: {**parts[0], **parts[1]}))


def _figure() -> Value:
    number = st.one_of(
        st.fixed_dictionaries({"value": _AMOUNT}),
        st.fixed_dictionaries({"min": st.integers(0, 5)}, optional={"max": st.integers(6, 9)}),
    )
    rest = _fields(Figure, **dict.fromkeys(("value", "min", "max"), st.none()))
    return st.tuples(rest, number).map(lambda parts: {**parts[0], **parts[1]})


_BY_HAND: dict[type[Part], Callable[[], Value]] = {
    Assessment: _assessment,
    Bearing: lambda: _fields(Bearing, according_to=st.just("odihr")),
    Commitment: _commitment,
    CommitmentAmended: _amended,
    CourtRuling: _ruling,
    CoverageStated: _coverage,
    Figure: _figure,
    Identifier: lambda: st.sampled_from([{"scheme": scheme, "value": value} for scheme, value in IDENTIFIERS.items()]),
    Speaker: lambda: st.sampled_from([{"body": "odihr"}, {"as_described": "five states", "count": 5}]),
    Term: lambda: _fields(Term, due=_DUE),
}

"""A written tree held against a model: the value it gives, and each refusal at the line of the field it is about."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from events.fields import JurisdictionCode, Language, Line, Slug, SubjectId
from monitor.dossiers.form import FileName
from monitor.dossiers.problems import Problem, problem_at
from monitor.dossiers.vocabulary import fields_at, near
from monitor.dossiers.written import Node, Scalar, Step, exchanged, json_value, place_of, reach

Checked = TypeVar("Checked")

_EXPECTED = {
    "string_type": "a text is expected here",
    "int_type": "a whole number is expected here",
    "bool_type": "true or false is expected here",
    "list_type": "a list is expected here",
    "dict_type": "fields are expected here",
    "model_type": "fields are expected here",
    "model_attributes_type": "fields are expected here",
}


def _pattern(annotated: Any) -> str:  # noqa: ANN401 - an annotation
    return str(get_args(annotated)[1].pattern)


_PATTERNS = {
    _pattern(Slug): "an id: lower-case letters and digits, joined by single hyphens, such as kz-media-law",
    _pattern(SubjectId): "the id of a commitment (kz-media-law) or of a benchmark (kz-media-law.libel)",
    _pattern(JurisdictionCode): "a jurisdiction in capitals, such as KZ or OSCE",
    _pattern(Language): "a language tag, such as en, ru or kk-Cyrl",
    _pattern(FileName): "the name of a YAML file in the dossier's own folder",
    _pattern(Line): "a text that says something",
}
_WRONG_KIND = frozenset(_EXPECTED)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Checked]):
    """The checked value, or None and the problems; ``node`` is the tree as the form reads its plain scalars."""

    value: Checked | None
    node: Node
    problems: tuple[Problem, ...] = ()


def check(
    node: Node, validate: Callable[[Any], Checked], models: Sequence[type[BaseModel]], where: Sequence[Step] = ()
) -> Outcome[Checked]:
    """The tree as ``validate`` takes it.

    A plain scalar is read as the form wants it: ``2009`` is a text where a text is expected. ``models`` are what
    ``validate`` may take, for near misses of field names; ``where`` are the steps that led to this node.
    """
    try:
        return Outcome(validate(json_value(node)), node)
    except ValidationError as refused:
        details = refused.errors(include_url=False, include_input=False)
    reread = _reread(node, details)
    if reread is not node:
        return check(reread, validate, models, where)
    return Outcome(None, node, tuple(_problems(node, details, models, where)))


def _reread(node: Node, details: Sequence[ErrorDetails]) -> Node:
    """The tree with plain scalars of the wrong kind taken as the kind expected; the same one where there are none."""
    for detail in details:
        found, steps = reach(node, detail["loc"])
        if isinstance(found, Scalar) and found.plain:
            taken = _taken_as(found, detail["type"])
            if taken is not found:
                node = exchanged(node, steps, taken)
    return node


def _taken_as(scalar: Scalar, expected: str) -> Scalar:
    value = scalar.value
    if expected == "string_type" and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return replace(scalar, value=scalar.written)
    if isinstance(value, str) and expected == "int_type" and re.fullmatch(r"-?[0-9]{1,18}", value):
        return replace(scalar, value=int(value))
    if isinstance(value, str) and expected == "bool_type" and value.lower() in {"true", "false"}:
        return replace(scalar, value=value.lower() == "true")
    return scalar


def _problems(
    node: Node, details: Sequence[ErrorDetails], models: Sequence[type[BaseModel]], where: Sequence[Step]
) -> list[Problem]:
    reached = [reach(node, detail["loc"])[1] for detail in details]
    found: list[Problem] = []
    for n, detail in enumerate(details):
        steps = reached[n]
        if detail["type"] in _WRONG_KIND and _told_better(n, details, reached):
            continue
        name = detail["type"] == "extra_forbidden" or detail["loc"][-1:] == ("[key]",)
        shown = (*steps, detail["loc"][-1]) if detail["type"] == "missing" else steps
        found.append(problem_at(place_of(node, steps, name=name), (*where, *shown), _message(node, detail, models)))
    return found


def _told_better(n: int, details: Sequence[ErrorDetails], reached: Sequence[Sequence[Step]]) -> bool:
    """Whether "a text is expected" is no news: each member of a union refuses, and another came further."""
    steps = reached[n]
    return any(
        other[: len(steps)] == steps and (details[m]["type"] not in _WRONG_KIND or m < n)
        for m, other in enumerate(reached)
        if m != n
    )


def _message(node: Node, detail: ErrorDetails, models: Sequence[type[BaseModel]]) -> str:
    kind, steps = detail["type"], detail["loc"]
    if kind == "missing":
        return f"{steps[-1]!r} is missing"
    if kind == "extra_forbidden":
        known = fields_at(models, steps[:-1])
        return f"unknown field {steps[-1]!r}{near(str(steps[-1]), known)}"
    found, _ = reach(node, steps)
    if kind == "literal_error" and isinstance(found, Scalar):
        expected = detail["ctx"]["expected"]
        words = re.findall(r"'([^']*)'", expected)
        return f"{found.written!r} is not one of {expected}{near(found.written, words)}"
    if kind == "string_pattern_mismatch" and isinstance(found, Scalar):
        pattern = detail["ctx"]["pattern"]
        return f"{found.written!r} is not {_PATTERNS.get(pattern, f'of the form {pattern}')}"
    return _EXPECTED.get(kind, detail["msg"])

"""What the form needs to know of the vocabulary: the newest version of each type, field names, where dates stand."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from events.codec import DRAFTS, base_type
from events.drafts import RecordDraft
from events.fields import Dating, Day

_DATES = frozenset(map(id, (*get_args(Dating)[1:], *get_args(Day)[1:])))


def _version(wire_name: str) -> int:
    return int(wire_name.rpartition(".v")[2])


NEWEST: dict[str, str] = {base_type(name): name for name in sorted(DRAFTS, key=_version)}
"""Of each type without its version, the newest wire name."""


def wire_name(written: str) -> str | None:
    """The wire name of a type, the newest where the version is left out; None where there is no such type."""
    return written if written in DRAFTS else NEWEST.get(written)


def is_record_act(wire: str) -> bool:
    """Whether only the record does this, so that ``type`` and ``data`` suffice."""
    return issubclass(DRAFTS[wire], RecordDraft)


def near(written: str, known: Iterable[str]) -> str:
    """A hint to append to a message: "; did you mean 'x'?", or nothing where no known word is near."""
    close = get_close_matches(written, list(known), n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else ""


def models_in(annotation: Any) -> list[type[BaseModel]]:  # noqa: ANN401 - annotations have no common type
    """The models that an annotation names, at any depth of unions, lists and mappings."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in models_in(part)]


def fields_at(models: Sequence[type[BaseModel]], steps: Sequence[str | int]) -> set[str]:
    """The names of the fields that may stand where the steps of an error's location lead."""
    reached = list(models)
    for step in steps:
        if step in DRAFTS:
            reached = [DRAFTS[str(step)]]
        elif named := [model for model in reached if model.__name__ == step]:
            reached = named
        elif holding := [model for model in reached if step in model.model_fields]:
            reached = [below for model in holding for below in models_in(model.model_fields[str(step)].annotation)]
    return {name for model in reached for name in model.model_fields}


def _holds_date(annotation: Any, metadata: Iterable[Any]) -> bool:  # noqa: ANN401 - as above
    if any(id(part) in _DATES for part in metadata):
        return True
    inner = get_args(annotation)
    return any(id(part) in _DATES or _holds_date(part, ()) for part in inner)


@cache
def date_fields() -> frozenset[str]:
    """The names of all fields that hold a date, wherever they stand."""
    found: set[str] = set()
    seen: set[type[BaseModel]] = set()
    waiting: list[type[BaseModel]] = [*DRAFTS.values()]
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, field in model.model_fields.items():
            if _holds_date(field.annotation, field.metadata):
                found.add(name)
            waiting += models_in(field.annotation)
    return frozenset(found)

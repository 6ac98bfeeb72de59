"""What was typed into a form: read from what a browser posts."""

import re
from collections.abc import Iterable, Iterator, Mapping

from monitor.pages.desk.forms.field import CLEARED, Control, Field, Group, Several, Typed

TICKED = "yes"
"""What a box posts that is ticked."""

_MOST_ROWS = 1_000
_NUMBER = re.compile(r"[0-9]{1,3}")


def gathered(root: Group, pairs: Iterable[tuple[str, str]]) -> dict[str, Typed]:
    """What was typed, in the shape of the form; rows are numbered anew, in their order, and no name is unknown."""
    posted = dict(pairs)
    return _group(root, "", posted)


def blank(field: Field) -> Typed:
    """A field into which nothing was typed, with as many entries as it needs."""
    match field:
        case Control():
            return ""
        case Several():
            return [blank(field.item) for _ in range(field.least)]
        case Group():
            return {one.name: blank(one) for one in _members(field)}


def is_blank(typed: Typed) -> bool:
    """Whether nothing was typed."""
    if isinstance(typed, str):
        return not typed.strip()
    return all(is_blank(one) for one in (typed.values() if isinstance(typed, dict) else typed))


def tidied(root: Group, typed: dict[str, Typed]) -> dict[str, Typed]:
    """Without entries into which nothing was typed, as far as they are not needed."""
    known = {one.name: one for one in _members(root)}
    return {name: _tidied(known[name], one) if name in known else one for name, one in typed.items()}


def _tidied(field: Field, typed: Typed) -> Typed:
    if isinstance(field, Several) and isinstance(typed, list):
        kept: list[Typed] = [_tidied(field.item, one) for one in typed if not is_blank(one)]
        return [*kept, *(blank(field.item) for _ in range(field.least - len(kept)))]
    if isinstance(field, Group) and isinstance(typed, dict):
        return tidied(field, typed)
    return typed


def named(name: str, step: str) -> str:
    """The name of what a field holds: ``sources-0-title``."""
    return f"{name}-{step}" if name else step


def _members(field: Group) -> Iterator[Field]:
    yield from field.members
    if field.or_words is not None:
        yield field.or_words


def _field(field: Field, name: str, posted: Mapping[str, str]) -> Typed:
    match field:
        case Control():
            return posted.get(name, "")
        case Group():
            return _group(field, name, posted)
        case Several():
            return [_field(field.item, f"{name}-{row}", posted) for row in _rows(name, posted)]


def _group(field: Group, name: str, posted: Mapping[str, str]) -> dict[str, Typed]:
    found = {one.name: _field(one, named(name, one.name), posted) for one in _members(field)}
    for one in field.members:
        if isinstance(one, Several) and one.clearable:
            cleared = f"{one.name}{CLEARED}"
            found[cleared] = posted.get(named(name, cleared), "")
    return found


def _rows(name: str, posted: Mapping[str, str]) -> list[int]:
    start = f"{name}-"
    steps = {one[len(start) :].partition("-")[0] for one in posted if one.startswith(start)}
    return sorted(int(step) for step in steps if _NUMBER.fullmatch(step))[:_MOST_ROWS]

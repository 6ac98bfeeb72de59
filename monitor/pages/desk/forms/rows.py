"""Adding an entry to a list of a form, and taking one out: the acts of its small buttons."""

import re
from typing import Final

from monitor.pages.desk.forms.field import Control, Field, Group, Several, Typed
from monitor.pages.desk.forms.typed import blank

ADD: Final = "add:"
REMOVE: Final = "remove:"
MOST: Final = 500
"""No list of the vocabulary that is filled in by hand is longer."""

_NAME = re.compile(r"[a-z0-9_-]{1,200}")


def changed(root: Group, typed: dict[str, Typed], act: str) -> str | None:
    """Do what a button says, ``add:sources`` or ``remove:sources-1``, in place.

    Returns:
        The name of what to show next: the new entry, or the list that is shorter; ``None`` where there is nothing
        that could be meant.
    """
    what, _, name = act.partition(":")
    if f"{what}:" not in {ADD, REMOVE} or _NAME.fullmatch(name) is None:
        return None
    row = None
    if f"{what}:" == REMOVE:
        name, _, last = name.rpartition("-")
        row = int(last) if last.isdigit() and len(last) <= len("999") else None
        if row is None:
            return None
    found = _list_at(root, typed, name.split("-"))
    if found is None:
        return None
    field, rows = found
    if row is None:
        if len(rows) >= MOST:
            return None
        rows.append(blank(field.item))
        return f"{name}-{len(rows) - 1}"
    if row >= len(rows):
        return None
    del rows[row]
    rows += [blank(field.item) for _ in range(field.least - len(rows))]
    return name


def _list_at(field: Field, typed: Typed, steps: list[str]) -> tuple[Several, list[Typed]] | None:
    for step in steps:
        match field:
            case Group() if isinstance(typed, dict) and step in typed:
                member = next((one for one in field.members if one.name == step), None)
                if member is None:
                    return None
                field, typed = member, typed[step]
            case Several() if isinstance(typed, list) and step.isdigit() and int(step) < len(typed):
                field, typed = field.item, typed[int(step)]
            case Control() | Group() | Several():
                return None
    return (field, typed) if isinstance(field, Several) and isinstance(typed, list) else None

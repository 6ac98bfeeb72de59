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
_ROW = re.compile(r"[0-9]{1,3}")


def changed(root: Group, typed: dict[str, Typed], act: str) -> None:
    """Do what a button says, ``add:sources`` or ``remove:sources-1``, in place; else nothing."""
    what, _, name = act.partition(":")
    if _NAME.fullmatch(name) is None:
        return
    if f"{what}:" == ADD and (found := _list_at(root, typed, name.split("-"))) is not None:
        field, rows = found
        if len(rows) < MOST:
            rows.append(blank(field.item))
    if f"{what}:" == REMOVE:
        name, _, row = name.rpartition("-")
        found = _list_at(root, typed, name.split("-"))
        if found is not None and _ROW.fullmatch(row) is not None and int(row) < len(found[1]):
            field, rows = found
            del rows[int(row)]
            rows += [blank(field.item) for _ in range(field.least - len(rows))]


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

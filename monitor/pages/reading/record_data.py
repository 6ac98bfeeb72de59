"""What an event holds beside its envelope, as lines: a label and a value, however deep they lie."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

_BODIES: Final = frozenset(
    {"court", "body", "by", "according_to", "assessor", "via", "duty_bearers", "reviewers", "set_by", "source", "to"}
)
"""Fields whose values are ids of bodies."""

Lines = list[tuple[str, str]]


def record_data(data: Mapping[str, Any], name: Callable[[str], str]) -> Lines:
    """Label and value of everything in ``data``, in its order; ``name`` says what a body is called.

    A replacement is left out, since what it says is shown in place of what it replaces.
    """
    return list(_lines(data, "", name))


def _lines(value: Any, label: str, name: Callable[[str], str]) -> Iterable[tuple[str, str]]:  # noqa: ANN401 - JSON
    if isinstance(value, Mapping):
        for key, held in value.items():
            if key != "replacement":
                yield from _lines(held, f"{label}, {_plain(key)}" if label else _plain(key), name)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        if all(isinstance(one, str) for one in value):
            if value:
                yield label, "; ".join(_text(one, label, name) for one in value)
            return
        for number, one in enumerate(value, 1):
            yield from _lines(one, f"{label} {number}", name)
    elif value is not None and value != "":
        yield label, _text(value, label, name)


def _text(value: object, label: str, name: Callable[[str], str]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    field = label.rpartition(", ")[2].replace(" ", "_")
    return name(value) if isinstance(value, str) and field in _BODIES else str(value)


def _plain(key: str) -> str:
    return key.replace("_", " ")

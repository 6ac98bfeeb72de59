"""What an event holds beside its envelope, as lines: a label and a value, however deep they lie."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from monitor.languages.phrases import gettext as _
from monitor.pages.reading.fields_told import ENUMERATED, field_told
from monitor.pages.reading.values_told import VALUES, value_told

_BODIES: Final = frozenset(
    {"court", "body", "by", "according_to", "assessor", "via", "duty_bearers", "reviewers", "set_by", "source", "to"}
)
"""Fields whose values are ids of bodies."""


@dataclass(frozen=True, slots=True)
class Line:
    """A value and what it is called; ``path`` is where it stands: ``measure/id``, ``provisions/1/title``.

    ``ours`` says that the value is in the language of the page; else it is as it was put on record.
    """

    path: str
    label: str
    value: str
    ours: bool = False


def record_data(data: Mapping[str, Any], name: Callable[[str], str]) -> list[Line]:
    """Everything in ``data``, in its order; ``name`` says what a body is called.

    A replacement is left out, since what it says is shown in place of what it replaces.
    """
    return list(_lines(data, (), "", name))


def _lines(value: Any, path: tuple[str, ...], label: str, name: Callable[[str], str]) -> Iterable[Line]:  # noqa: ANN401 - JSON
    if isinstance(value, Mapping):
        for key, held in value.items():
            if key != "replacement":
                called = f"{label}, {field_told(key)}" if label else field_told(key)
                yield from _lines(held, (*path, key), called, name)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        if all(isinstance(one, str) for one in value):
            if value:
                yield Line("/".join(path), label, "; ".join(_text(one, path, name)[0] for one in value))
            return
        for number, one in enumerate(value, 1):
            yield from _lines(one, (*path, str(number)), f"{label} {number}", name)
    elif value is not None and value != "":
        yield Line("/".join(path), label, *_text(value, path, name))


def _text(value: object, path: tuple[str, ...], name: Callable[[str], str]) -> tuple[str, bool]:
    """A value in words, and whether these are in the language of the page."""
    if isinstance(value, bool):
        return _("yes") if value else _("no"), True
    if not isinstance(value, str):
        return str(value), True
    field = path[-1] if path else ""
    if field in ENUMERATED and value in VALUES:
        return value_told(value), True
    return (name(value) if field in _BODIES else value), False

"""Between the JSON of an event and what is typed into its form."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from monitor.pages.desk.forms.field import CLEARED, KEY, WORDS, Control, Field, Form, Group, Several, Typed
from monitor.pages.desk.forms.models import GRADE
from monitor.pages.desk.forms.typed import TICKED, blank, is_blank

_ABSENT: Final = object()
_BREAKS: Final = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_WHOLE: Final = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_TRUTH: Final = {"true": True, "false": False}


def to_event(form: Form, typed: dict[str, Typed]) -> dict[str, Any]:
    """The event that was typed, complete or not: what is empty is left out, what is no number stays text.

    A line break in a text becomes a blank, since the record keeps texts on one line.
    """
    event = _object(form.root, typed)
    for steps, value in form.fixed.items():
        here = event
        for step in steps[:-1]:
            here = here.setdefault(step, {})
        here[steps[-1]] = value
    return event


def from_event(form: Form, event: Mapping[str, Any]) -> dict[str, Typed]:
    """What would be typed for an event, complete or not; what the form does not ask for is passed over."""
    return _typed_object(form.root, event)


def _value(field: Field, typed: Typed) -> Any:  # noqa: ANN401 - a JSON value
    match field:
        case Control():
            return _single(field, typed if isinstance(typed, str) else "")
        case Group():
            return _of_group(field, typed if isinstance(typed, dict) else {})
        case Several():
            rows = typed if isinstance(typed, list) else []
            return _entries(field, rows) if rows else _ABSENT


def _of_group(field: Group, typed: dict[str, Typed]) -> Any:  # noqa: ANN401 - as above
    if field.or_words is not None:
        words = _single(field.or_words, _text(typed.get(WORDS, "")))
        if words is not _ABSENT:
            return words
    if is_blank(typed) and not field.required:
        return _ABSENT
    return _object(field, typed)


def _object(field: Group, typed: dict[str, Typed]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in field.members:
        value = _value(one, typed.get(one.name, ""))
        if isinstance(one, Control) and one.kind == "grade":
            scheme, _, grade = _text(typed.get(one.name, "")).strip().partition(" ")
            found |= {name: part for name, part in zip(GRADE, (scheme, grade), strict=True) if part}
        elif value is not _ABSENT:
            found[one.name] = value
        elif isinstance(one, Several) and one.clearable and typed.get(f"{one.name}{CLEARED}"):
            found[one.name] = []
    return found


def _entries(field: Several, rows: list[Typed]) -> Any:  # noqa: ANN401 - as above
    values = [_value(field.item, row) for row in rows]
    if not field.keyed:
        return ["" if value is _ABSENT else value for value in values]
    pairs = {}
    for value in values:
        key = value.pop(KEY, "")
        # Only a group of one control stands for the value itself.
        pairs[key] = value.get("value", "") if _is_scalar(field) else value
    return pairs


def _is_scalar(field: Several) -> bool:
    return isinstance(field.item, Group) and {one.name for one in field.item.members} == {KEY, "value"}


def _single(field: Control, typed: str) -> Any:  # noqa: ANN401 - as above
    if field.kind == "lines":
        return [line.strip() for line in typed.splitlines() if line.strip()] or _ABSENT
    text = _BREAKS.sub(" ", typed).strip()
    if not text:
        return _ABSENT
    match field.kind:
        case "tick":
            return True
        case "yes-no":
            return {"yes": True, "no": False}.get(text, text)
        case "whole":
            return int(text) if _WHOLE.fullmatch(text) else text
        case "value":
            return _guessed(text)
        case _:
            return text


def _guessed(text: str) -> str | int | bool:
    if text in _TRUTH:
        return _TRUTH[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if len(text) > 1 and text[0] == text[-1] == '"':
        try:
            return str(json.loads(text))
        except ValueError:
            return text
    return text


def _typed(field: Field, value: Any) -> Typed:  # noqa: ANN401 - a JSON value
    match field:
        case Control():
            return _written(field, value)
        case Several():
            return _typed_entries(field, value)
        case Group() if isinstance(value, str):
            # A text in place of the object, or of an object that has but to name something.
            name = WORDS if field.or_words is not None else field.members[0].name
            return {**_as_dict(blank(field)), name: value}
        case Group():
            return _typed_object(field, value if isinstance(value, Mapping) else {})


def _typed_object(field: Group, value: Mapping[str, Any]) -> dict[str, Typed]:
    found = _as_dict(blank(field))
    for one in field.members:
        if isinstance(one, Control) and one.kind == "grade":
            found[one.name] = " ".join(str(value[name]) for name in GRADE if value.get(name) is not None)
        elif value.get(one.name) is not None:
            found[one.name] = _typed(one, value[one.name])
            if isinstance(one, Several) and one.clearable and not value[one.name]:
                found[f"{one.name}{CLEARED}"] = TICKED
    return found


def _typed_entries(field: Several, value: Any) -> list[Typed]:  # noqa: ANN401 - as above
    if field.keyed and isinstance(value, Mapping):
        entries = [{KEY: key, **({"value": one} if _is_scalar(field) else one)} for key, one in value.items()]
        return [_typed(field.item, one) for one in entries]
    rows = [_typed(field.item, one) for one in value] if isinstance(value, list | tuple) else []
    return [*rows, *(blank(field.item) for _ in range(field.least - len(rows)))]


def _written(field: Control, value: Any) -> str:  # noqa: ANN401 - as above
    if field.kind == "lines":
        return "\n".join(str(one) for one in value) if isinstance(value, list | tuple) else str(value)
    if value is None or (value == field.default and not isinstance(value, str)):
        return ""
    if field.kind == "tick":
        return TICKED if value is True else ""
    if field.kind == "yes-no" and isinstance(value, bool):
        return "yes" if value else "no"
    if field.kind == "value":
        return _as_read(value)
    return str(value)


def _as_read(value: Any) -> str:  # noqa: ANN401 - as above
    """The value as it has to be typed to be read as itself."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    plain = isinstance(value, int) or (_guessed(text) == text and text == text.strip())
    return text if plain else json.dumps(text, ensure_ascii=False)


def _as_dict(typed: Typed) -> dict[str, Typed]:
    return typed if isinstance(typed, dict) else {}


def _text(typed: Typed) -> str:
    return typed if isinstance(typed, str) else ""

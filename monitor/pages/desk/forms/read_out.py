"""An event read out by its form: every field that says something, by the name that the form gives it."""

from collections.abc import Iterator, Mapping
from typing import Any

from monitor.pages.desk.forms.event_json import from_event
from monitor.pages.desk.forms.field import WORDS, Control, Field, Form, Group, Several, Typed
from monitor.pages.desk.forms.typed import TICKED, is_blank

Line = tuple[str, str]


def read_out(form: Form, event: Mapping[str, Any]) -> tuple[Line, ...]:
    """Names and values of an event, complete or not, in the order of its form; what it takes by default is left out."""
    typed = from_event(form, event)
    lines: list[Line] = []
    for section in form.sections:
        for placed in section.parts:
            here: Typed = typed
            for step in (*placed.inside, placed.field.name):
                here = here[step] if isinstance(here, dict) else ""
            lines += _lines(placed.field, here, "")
    return tuple((f"{label[:1].upper()}{label[1:]}", text) for label, text in lines)


def _lines(field: Field, typed: Typed, inside: str) -> Iterator[Line]:
    if is_blank(typed):
        return
    label = _joined(inside, field.label)
    match field:
        case Control() if isinstance(typed, str):
            yield label, _value(field, typed)
        case Group() if isinstance(typed, dict):
            if field.or_words is not None and typed.get(WORDS):
                yield label, str(typed[WORDS])
                return
            for one in field.members:
                yield from _lines(one, typed.get(one.name, ""), label)
        case Several() if isinstance(typed, list):
            for number, row in enumerate(typed, start=1):
                entry = _joined(inside, f"{field.one} {number}")
                if isinstance(field.item, Group) and isinstance(row, dict):
                    for member in field.item.members:
                        yield from _lines(member, row.get(member.name, ""), entry)
                elif isinstance(row, str):
                    yield entry, row
        case _:
            return


def _joined(inside: str, label: str) -> str:
    return f"{inside} · {label[:1].lower()}{label[1:]}" if inside and label else label or inside


def _value(field: Control, typed: str) -> str:
    if field.kind == "tick" and typed == TICKED:
        return "yes"
    words = next((one.words for one in field.options if one.value == typed), typed)
    return "; ".join(words.split("\n")) if field.kind == "lines" else words

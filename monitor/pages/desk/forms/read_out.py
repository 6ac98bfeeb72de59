"""An event read out by its form: every field that says something, by the name that the form gives it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from monitor.languages.phrases import gettext
from monitor.pages.desk.forms.event_json import from_event
from monitor.pages.desk.forms.field import KEY, WORDS, Control, Field, Form, Group, Several, Typed
from monitor.pages.desk.forms.typed import TICKED, is_blank

_WORDS: Final = frozenset({"line", "prose"})
"""Kinds of what is written in words of its own."""


class Line(NamedTuple):
    """The name of a field, and what it says; ``language`` is the one that its words are in, if it holds any."""

    label: str
    text: str
    language: str | None = None


def read_out(form: Form, event: Mapping[str, Any]) -> tuple[Line, ...]:
    """What an event says, complete or not, in the order of its form; what it takes by default is left out."""
    typed = from_event(form, event)
    lines: list[Line] = []
    for section in form.sections:
        for placed in section.parts:
            here: Typed = typed
            language = _language_of(typed, "en")
            for step in (*placed.inside, placed.field.name):
                here = here[step] if isinstance(here, dict) else ""
                language = _language_of(here, language)
            lines += _lines(placed.field, here, "", language)
    return tuple(one._replace(label=f"{one.label[:1].upper()}{one.label[1:]}") for one in lines)


def _language_of(typed: Typed, otherwise: str, inside: Several | None = None) -> str:
    """The language of the texts in an object, which is that of what holds it where it does not say."""
    says = KEY if inside is not None and inside.name == "translations" else "language"
    found = typed.get(says) if isinstance(typed, dict) else None
    return found if isinstance(found, str) and found else otherwise


def _lines(field: Field, typed: Typed, inside: str, language: str) -> Iterator[Line]:
    if is_blank(typed):
        return
    label = _joined(inside, field.label)
    match field:
        case Control() if isinstance(typed, str):
            yield Line(label, _value(field, typed), language if field.kind in _WORDS and not field.pick else None)
        case Group() if isinstance(typed, dict):
            if field.or_words is not None and typed.get(WORDS):
                yield Line(label, str(typed[WORDS]), language)
                return
            for one in field.members:
                yield from _lines(one, typed.get(one.name, ""), label, _language_of(typed, language))
        case Several() if isinstance(typed, list):
            for number, row in enumerate(typed, start=1):
                entry = _joined(inside, f"{field.one} {number}")
                if isinstance(field.item, Group) and isinstance(row, dict):
                    for member in field.item.members:
                        yield from _lines(member, row.get(member.name, ""), entry, _language_of(row, language, field))
                elif isinstance(row, str):
                    yield Line(entry, row)
        case _:
            return


def _joined(inside: str, label: str) -> str:
    return f"{inside} · {label[:1].lower()}{label[1:]}" if inside and label else label or inside


def _value(field: Control, typed: str) -> str:
    if field.kind in {"tick", "yes-no"} and typed in {TICKED, "no"}:
        return gettext("yes") if typed == TICKED else gettext("no")
    words = next((one.words for one in field.options if one.value == typed), typed)
    return "; ".join(words.split("\n")) if field.kind == "lines" else words

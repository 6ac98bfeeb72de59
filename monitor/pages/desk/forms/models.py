"""From the models of the vocabulary to the fields of a form."""

from functools import cache
from typing import Any, Final

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from events.assessments import Assessment
from events.schemes import schemes
from monitor.languages.phrases import gettext
from monitor.languages.speaking import language
from monitor.pages.desk.forms.annotations import Asked, is_code_of, of_field
from monitor.pages.desk.forms.field import KEY, WORDS, Control, Field, Group, Kind, Option, Pick, Several
from monitor.pages.desk.forms.picking import PICKED
from monitor.pages.desk.forms.wording import FOLDED, date_hint, hint_of, label_of, one_of
from monitor.pages.reading.schemes_told import scheme_told
from monitor.pages.reading.values_told import value_told

GRADE: Final = ("scheme", "value")
"""The two fields of an assessment that one control stands for: ``plain implemented``."""


def fields_of(model: type[BaseModel], without: frozenset[str] = frozenset()) -> tuple[Field, ...]:
    """The fields of a model, those that are needed first, in the language that is spoken."""
    return _fields_of(model, without, language().code)


@cache
def _fields_of(model: type[BaseModel], without: frozenset[str], code: str) -> tuple[Field, ...]:
    """The same, kept for good by the language ``code``, which is the one that is spoken."""
    del code
    found = [field_of(model.__name__, name, info) for name, info in model.model_fields.items() if name not in without]
    if model is Assessment:
        found = [one for one in found if one.name not in GRADE]
        found.insert(2, _grade())
    return tuple(sorted(found, key=lambda one: not one.required))


def field_of(owner: str, name: str, info: FieldInfo) -> Field:
    """One field of a model."""
    asked, needed = of_field(info), info.is_required()
    if asked.entry is not None:
        return _object(owner, name, asked.entry)
    if asked.item is not None:
        return _array(owner, name, asked, asked.item, needed)
    if asked.model is not None:
        words = _control(owner, WORDS, asked) if asked.is_union else None
        return _group(name, label_of(owner, name), asked.model, required=needed, hint=hint_of(owner, name), words=words)
    default = None if needed else info.get_default(call_default_factory=False)
    return _control(owner, name, asked, required=needed, default=default)


def _control(owner: str, name: str, asked: Asked, *, required: bool = False, default: Any = None) -> Control:  # noqa: ANN401 - a default of any type
    kind: Kind = "prose" if name == WORDS else asked.kind
    hint = hint_of(owner, name) or (date_hint() if kind == "date" else "")
    options = tuple(Option(word, _in_words(word)) for word in asked.words)
    pick: Pick | None = PICKED.get(f"{owner}.{name}") or is_code_of(asked)
    return Control(name, label_of(owner, name), kind, required, hint, options, pick, asked.longest, default)


def _array(owner: str, name: str, asked: Asked, item: Asked, needed: bool) -> Control | Several:  # noqa: FBT001 - as above
    label, hint, pick = label_of(owner, name), hint_of(owner, name), PICKED.get(f"{owner}.{name}")
    if item.model is None and pick is None:
        return Control(name, label, "lines", needed, hint)
    one = one_of(name)
    entry = (
        _group("", one, item.model, required=True)
        if item.model is not None
        else Control("", one, item.kind, required=True, pick=pick, longest=item.longest)
    )
    least = asked.least if needed else 0
    return Several(name, label, one, entry, needed, hint, least, clearable=asked.nullable and not asked.least)


def _group(
    name: str,
    label: str,
    model: type[BaseModel],
    *,
    required: bool,
    hint: str = "",
    words: Control | None = None,
) -> Group:
    folded = FOLDED.get(model.__name__, frozenset())
    return Group(name, label, fields_of(model), required, hint, words, folded)


def _object(owner: str, name: str, entry: tuple[Asked, Asked]) -> Several:
    key, value = entry
    members: list[Field] = [_control(name, KEY, key, required=True)]
    if value.model is not None:
        members += fields_of(value.model)
    else:
        members.append(_control(name, "value", value, required=True))
    one = one_of(name)
    group = Group("", one, tuple(members), required=True)
    return Several(name, label_of(owner, name), one, group, hint=hint_of(owner, name), keyed=True)


def _grade() -> Control:
    options = tuple(
        Option(f"{scheme.name} {value.value}", f"{value.value}: {scheme_told(value.label)}", scheme_told(scheme.title))
        for scheme in _latest()
        for value in scheme.values
    )
    return Control("grade", gettext("Grade"), "grade", hint=hint_of("Assessment", "grade"), options=options)


def _in_words(word: str) -> str:
    told = value_told(word)
    # In English it is said as it is written, but for its hyphens.
    return word.replace("-", " ") if told == word else told


def _latest() -> list[Any]:
    return list({scheme.name: scheme for scheme in schemes()}.values())

"""What is wrong, beside the control that it is about: JSON pointers and codes of refusals, in the words of a form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from monitor.intake.refusals import Refusal
from monitor.languages.phrases import N_, Words, gettext
from monitor.pages.desk.forms.field import KEY, Control, Field, Form, Group, Several, Typed
from monitor.pages.desk.forms.models import GRADE
from monitor.pages.desk.forms.typed import named
from monitor.pages.retelling import retold

_FORMS: Final = Words(
    {
        "id": N_("Lower case letters, digits and single hyphens, such as kz-media-law."),
        "code": N_("A code such as KZ or OSCE for a jurisdiction, en or kk-Cyrl for a language."),
        "url": N_("An address that begins with https:// or http://."),
    }
)
_WORDS: Final = Words(
    {
        "literal_error": N_("Choose one of those that are offered."),
        "int_type": N_("A whole number."),
        "int_from_float": N_("A whole number."),
        "bool_type": N_("Choose yes or no."),
        "too_short": N_("At least one is needed."),
        "dict_type": N_("Fill in at least what is needed of it."),
        "model_type": N_("Fill in at least what is needed of it."),
    }
)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to mend: the name of the control, list or group, empty for the whole; what it is called; what to do.

    ``shared``: the words are those that programs are told, in English.
    """

    name: str
    label: str
    words: str
    shared: bool = False


def mistakes(form: Form, typed: Mapping[str, Typed], refusals: Iterable[Refusal]) -> tuple[Mistake, ...]:
    """Each refusal of the event that was typed, at the field that it is about; of one field the first of a kind."""
    found: dict[tuple[str, str], Mistake] = {}
    for one in refusals:
        name, field, trail = _place(form.root, dict(typed), one.pointer.split("/")[1:])
        own = _in_words(field, one)
        mistake = Mistake(name, " · ".join(trail), own) if own else as_told(one.detail, name, " · ".join(trail))
        found.setdefault((mistake.name, mistake.words), mistake)
    return tuple(found.values())


def as_told(english: str, name: str = "", label: str = "") -> Mistake:
    """What programs are told of a mistake, said again in the language that is spoken where that is known."""
    told = retold(english)
    words = told.strip().rstrip(".")
    return Mistake(name, label, f"{words[:1].upper()}{words[1:]}.", shared=told == english)


def _place(root: Group, typed: Typed, steps: list[str]) -> tuple[str, Field, list[str]]:
    """The deepest field that the steps of a pointer lead to: its name, itself, and what it is called on the way."""
    field: Field = root
    name, trail = "", list[str]()
    for step in steps:
        inner = _member(field, typed, step.replace("~1", "/").replace("~0", "~"))
        if inner is None:
            break
        own, field, typed = inner
        name = named(name, own)
        label = f"{field.label} {int(own) + 1}" if own.isdigit() else field.label
        trail = [*(trail[:-1] if own.isdigit() else trail), f"{label[:1].upper()}{label[1:]}"] if field.label else trail
    return name, field, trail


def _member(field: Field, typed: Typed, step: str) -> tuple[str, Field, Typed] | None:
    match field:
        case Group() if isinstance(typed, dict):
            own = "grade" if step in GRADE and "grade" in typed else step
            found = next((one for one in field.members if one.name == own), None)
            return (own, found, typed.get(own, "")) if found is not None else None
        case Several() if isinstance(typed, list):
            row = _row(field, typed, step)
            return (str(row), field.item, typed[row]) if row is not None and row < len(typed) else None
        case _:
            return None


def _row(field: Several, typed: list[Typed], step: str) -> int | None:
    if not field.keyed:
        return int(step) if step.isdigit() else None
    keys = [one[KEY] if isinstance(one, dict) else "" for one in typed]
    return next((row for row, key in enumerate(keys) if isinstance(key, str) and key.strip() == step), None)


def _in_words(field: Field, refusal: Refusal) -> str | None:
    """What the form itself says of a refusal, if anything."""
    kind = field.kind if isinstance(field, Control) else None
    match refusal.code:
        case "missing" | "string_type" | "string_too_short":
            return gettext("Choose one.") if kind in {"choice", "grade"} else gettext("This is needed.")
        case "string_pattern_mismatch" if kind is not None and kind in _FORMS:
            return _FORMS[kind]
        case "string_too_long" if isinstance(field, Control):
            return gettext("At most %(number)s characters.", number=field.longest)
        case code if code in _WORDS:
            return _WORDS[code]
        case _:
            return None

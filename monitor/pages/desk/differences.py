"""What differs between two versions of an event: each place with what it held and what it holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, Final

from events.canonical import canonical
from monitor.languages.phrases import N_, Words, gettext, pgettext
from monitor.pages.reading.fields_told import ENUMERATED, FIELDS
from monitor.pages.reading.values_told import value_told

_NOTHING: Final = object()
_MORE_FIELDS: Final = Words(
    {
        "assessments": N_("assessments"),
        "assessor": N_("assessor"),
        "bears_on": N_("bears on"),
        "coder_note": N_("coder note"),
        "data": N_("data"),
        "dating_note": N_("dating note"),
        "direction": N_("direction"),
        "external_id": N_("external id"),
        "figures": N_("figures"),
        "given": N_("given"),
        "given_on": N_("given on"),
        "graded_by": N_("graded by"),
        "identifiers": N_("identifiers"),
        "indicator": N_("indicator"),
        "max": N_("max"),
        "min": N_("min"),
        "period": N_("period"),
        "public": N_("public"),
        "replacement": N_("replacement"),
        "resolves": N_("resolves"),
        "scheduled": N_("scheduled"),
        "scheme": N_("scheme"),
        "sources": N_("sources"),
        "summary": N_("summary"),
        "topics": N_("topics"),
        "translations": N_("translations"),
        "type": N_("type"),
        "ungraded": N_("ungraded"),
        "unit": N_("unit"),
        "value": N_("value"),
    }
)
"""What the fields are called that only the desk names."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place, in words (``sources 1, title``), and its texts; ``None`` where there was, or is, nothing."""

    place: str
    before: str | None
    after: str | None


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Every place at which two JSON objects differ. An entry put into a list, or taken out, is one difference."""
    return tuple(_of_objects(before, after, ""))


def _of_objects(before: Mapping[str, Any], after: Mapping[str, Any], at: str) -> Iterator[Difference]:
    for name in [*before, *(name for name in after if name not in before)]:
        words = _called(name)
        place = f"{at}, {words}" if at else words
        yield from _of(before.get(name, _NOTHING), after.get(name, _NOTHING), place, name)


def _of(before: Any, after: Any, at: str, name: str) -> Iterator[Difference]:  # noqa: ANN401 - JSON values
    if _is_nothing(before) and _is_nothing(after):
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _of_objects(before, after, at)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _of_lists(before, after, at, name)
    elif type(before) is not type(after) or before != after:
        yield Difference(at, _words(before, name), _words(after, name))


def _of_lists(before: list[Any], after: list[Any], at: str, name: str) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, [_key(one) for one in before], [_key(one) for one in after], autojunk=False)
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        if what == "equal":
            continue
        pairs = zip_longest(before[start:end], after[new_start:new_end], fillvalue=_NOTHING)
        for number, (old, new) in enumerate(pairs, start=(start if new_end == new_start else new_start) + 1):
            yield from _of(old, new, f"{at} {number}", name)


def _key(value: Any) -> bytes:  # noqa: ANN401 - as above
    return canonical(value)


def _is_nothing(value: Any) -> bool:  # noqa: ANN401 - as above
    return value is _NOTHING or value is None or value in ([], {}, "")


def _words(value: Any, name: str) -> str | None:  # noqa: ANN401 - as above
    """A value as it is told of the field ``name``."""
    if _is_nothing(value):
        return None
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, Mapping):
        told = ((_called(inner), _words(one, inner)) for inner, one in value.items())
        return "; ".join(f"{called}: {words}" for called, words in told if words)
    if isinstance(value, list):
        return "; ".join(filter(None, (_words(one, name) for one in value)))
    return value_told(str(value)) if name in ENUMERATED else str(value)


def _called(name: str) -> str:
    """What a field is called; keys that are no field of ours stay as they are."""
    if name == "order":
        # Elsewhere an order is one of a court.
        return pgettext("field", "order")
    return FIELDS.get(name) or _MORE_FIELDS.get(name) or name.replace("_", " ")

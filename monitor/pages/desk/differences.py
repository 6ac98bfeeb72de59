"""What differs between two versions of an event: each place with what it held and what it holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, Final

from events.canonical import canonical

_NOTHING: Final = object()


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
        words = name.replace("_", " ")
        yield from _of(before.get(name, _NOTHING), after.get(name, _NOTHING), f"{at}, {words}" if at else words)


def _of(before: Any, after: Any, at: str) -> Iterator[Difference]:  # noqa: ANN401 - JSON values
    if _is_nothing(before) and _is_nothing(after):
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _of_objects(before, after, at)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _of_lists(before, after, at)
    elif type(before) is not type(after) or before != after:
        yield Difference(at, _words(before), _words(after))


def _of_lists(before: list[Any], after: list[Any], at: str) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, [_key(one) for one in before], [_key(one) for one in after], autojunk=False)
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        if what == "equal":
            continue
        pairs = zip_longest(before[start:end], after[new_start:new_end], fillvalue=_NOTHING)
        for number, (old, new) in enumerate(pairs, start=(start if new_end == new_start else new_start) + 1):
            yield from _of(old, new, f"{at} {number}")


def _key(value: Any) -> bytes:  # noqa: ANN401 - as above
    return canonical(value)


def _is_nothing(value: Any) -> bool:  # noqa: ANN401 - as above
    return value is _NOTHING or value is None or value in ([], {}, "")


def _words(value: Any) -> str | None:  # noqa: ANN401 - as above
    if _is_nothing(value):
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "; ".join(f"{name.replace('_', ' ')}: {_words(one)}" for name, one in value.items() if _words(one))
    if isinstance(value, list):
        return "; ".join(filter(None, map(_words, value)))
    return str(value)

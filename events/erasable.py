"""What can be forgotten: names of private persons and quotations stand beside the log, the leaf holds their digest.

A digest alone would let short names be guessed, so each text has a salt of its own, erased together with it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from events.leaf import salted_digest

DIGEST = "digest"


def _places(event: Mapping[str, Any], at: str) -> Iterator[str]:
    """JSON pointers (RFC 6901) of every erasable text in an event, in its replacement too."""
    for index, source in enumerate(event.get("sources") or ()):
        if source.get("quote") is not None:
            yield f"{at}/sources/{index}/quote"
    data = event.get("data") or {}
    for index, person in enumerate(data.get("persons") or ()):
        yield f"{at}/data/persons/{index}" + ("/name" if isinstance(person, dict) and "name" in person else "")
    body = data.get("body")
    for index, tie in enumerate(body.get("ties", ()) if isinstance(body, dict) else ()):
        if isinstance(tie["source"], dict) and tie["source"].get("quote") is not None:
            yield f"{at}/data/body/ties/{index}/source/quote"
    if isinstance(data.get("replacement"), dict):
        yield from _places(data["replacement"], f"{at}/data/replacement")


def erasable_places(event: Mapping[str, Any]) -> tuple[str, ...]:
    """JSON pointers of the texts of this event that are kept beside the log."""
    return tuple(_places(event, ""))


def _holder(event: Any, pointer: str) -> tuple[Any, str | int]:  # noqa: ANN401 - a JSON value
    steps = pointer.split("/")[1:]
    for step in steps[:-1]:
        event = event[int(step)] if isinstance(event, list) else event[step]
    return event, int(steps[-1]) if isinstance(event, list) else steps[-1]


def take_out(event: dict[str, Any], new_salt: Callable[[], bytes]) -> dict[str, tuple[str, bytes]]:
    """Replace every erasable text of a freshly encoded event by its salted digest, in place.

    Returns:
        The texts taken out with their salts, by JSON pointer.
    """
    taken: dict[str, tuple[str, bytes]] = {}
    for pointer in erasable_places(event):
        holder, key = _holder(event, pointer)
        text, salt = holder[key], new_salt()
        holder[key] = {DIGEST: salted_digest(text, salt)}
        taken[pointer] = (text, salt)
    return taken


def put_back(event: dict[str, Any], texts: Mapping[str, str | None]) -> list[str]:
    """Put the texts beside the log back into a decoded envelope, in place; a withheld one becomes null.

    Returns:
        The pointers of those that have been withheld.
    """
    withheld = []
    for pointer, text in texts.items():
        holder, key = _holder(event, pointer)
        holder[key] = text
        if text is None:
            withheld.append(pointer)
    return withheld


def named_by(field: str, places: tuple[str, ...]) -> tuple[str, ...]:
    """The places that a field of ``content-withheld`` names, in their order; none where it is written in another way.

    A whole pointer names its own place alone: ``/sources/1/quote``, also written ``sources[1].quote``; that of a person
    the name, that of a source the quotation. ``data`` may be left out (``persons[0]``), and where a correction has no
    such place itself, that of its replacement is meant. Without any index, a pointer or the end of one names every
    place that ends so, those of a replacement too: ``persons``, ``data.persons``, ``quote``.
    """
    wanted = _steps(field)
    for root in _ROOTS:
        exact = tuple(place for place in places if [*root, *wanted] in _written(place))
        if exact:
            return exact
    return tuple(place for place in places if any(_ends(_unnumbered(steps), wanted) for steps in _written(place)))


_ROOTS: tuple[list[str], ...] = ([], ["data"], ["data", "replacement"], ["data", "replacement", "data"])
"""Where a whole pointer may begin: the first from which it leads to a text is meant."""

_TEXTS = frozenset({"name", "quote"})
"""What the text of a person and of a source is called, where it has a name of its own."""


def _steps(field: str) -> list[str]:
    if field.startswith("/"):
        return field[1:].split("/")
    return _INDEX.sub(r".\1", field).replace("/", ".").split(".")


_INDEX = re.compile(r"\[([0-9]+)\]")


def _written(place: str) -> Iterator[list[str]]:
    """The steps of a pointer; without the last one as well, which leads to the person or the source."""
    steps = _steps(place)
    yield steps
    if steps[-1] in _TEXTS:
        yield steps[:-1]


def _unnumbered(steps: list[str]) -> list[str]:
    return [step for step in steps if not step.isdigit()]


def _ends(steps: list[str], wanted: list[str]) -> bool:
    return steps[-len(wanted) :] == wanted

"""What can be forgotten: names of private persons and quotations stand beside the log, the leaf holds their digest.

A digest alone would let short names be guessed, so each text has a salt of its own, erased together with it.
"""

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
    """The places that a field of ``content-withheld`` names: a whole pointer, or its steps with indexes left out.

    ``persons``, ``data.persons``, ``/data/persons/0`` and ``/sources/1/quote`` all work; a correction's replacement is
    meant as well as the event itself.
    """
    wanted = [step for step in field.replace("[", "/").replace("]", "").replace(".", "/").split("/") if step]
    return tuple(place for place in places if wanted and _is_among(wanted, place.split("/")[1:]))


def _is_among(wanted: list[str], steps: list[str]) -> bool:
    rest = iter(steps)
    return all(step in rest for step in wanted)

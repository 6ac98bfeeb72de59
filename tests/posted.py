"""What a browser posts of a form that is filled in."""

from collections.abc import Iterator

from monitor.pages.desk.forms.field import Typed
from monitor.pages.desk.forms.typed import named


def flat(typed: Typed, name: str = "") -> Iterator[tuple[str, str]]:
    """Names and values; an unticked or empty control is left out."""
    if isinstance(typed, str):
        if typed:
            yield name, typed
        return
    for step, one in typed.items() if isinstance(typed, dict) else enumerate(typed):
        yield from flat(one, named(name, str(step)))

"""Accounts as lines of a board: the shape of what each says, who says it, and the grade in the words of its scheme."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from markupsafe import Markup

from monitor.answers.shape import Shape
from monitor.languages.speaking import language
from monitor.pages.reading.account_shown import grade_in_words, mark_of
from monitor.pages.rendering import rendered

_DECIDING = ("claim", "direction", "ordinal", "scheme", "value")


def account_lines(accounts: Iterable[Shape], name: Callable[[str], str]) -> tuple[Markup, ...]:
    """The accounts of a commitment in their order, each as an item of a list; ``name`` says what a body is called."""
    spoken = language().code
    return tuple(_line(name(one["body"]), tuple(one[word] for word in _DECIDING), spoken) for one in accounts)


# A few bodies give a few grades, and a board says each of them in many rows.
@lru_cache(maxsize=5_000)
def _line(who: str, deciding: tuple[object, ...], _spoken: str) -> Markup:
    one: Shape = dict(zip(_DECIDING, deciding, strict=True))
    grade, _ = grade_in_words(one)
    values = {"mark": mark_of(one), "who": who, "claim": one["claim"], "grade": grade}
    return Markup(rendered("reading/account_line.html", **values))  # noqa: S704 - made by a template that escapes

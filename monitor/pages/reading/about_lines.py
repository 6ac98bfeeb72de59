"""What commitments of a board are about: whose they are, their topics, when they are due, and their flags."""

from functools import lru_cache

from markupsafe import Markup

from monitor.answers.summaries import Shape
from monitor.languages.speaking import language
from monitor.pages.rendering import rendered

TOPICS = 4
"""So many topics at most are named."""


def about_line(item: Shape) -> Markup:
    """The line below the title of a commitment, as HTML."""
    due = item["due"] if item["due_by"] else None
    return _line(item["jurisdiction"], tuple(item["topics"][:TOPICS]), due, tuple(item["flags"]), language().code)


# Whoever drags a board through time sees the same lines again and again, and many commitments share one.
@lru_cache(maxsize=5_000)
def _line(jurisdiction: str, topics: tuple[str, ...], due: str | None, flags: tuple[str, ...], _spoken: str) -> Markup:
    values = {"jurisdiction": jurisdiction, "topics": topics, "due": due, "flags": flags}
    return Markup(rendered("reading/about_line.html", **values))  # noqa: S704 - made by a template that escapes

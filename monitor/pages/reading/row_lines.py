"""Lines in the rows of a board: what a commitment is about, and where it stands.

Whoever drags a board through time sees the same lines again and again, and many commitments share one, so each is made
once.
"""

from functools import lru_cache
from typing import Final

from markupsafe import Markup

from monitor.answers.shape import Shape
from monitor.languages.speaking import language
from monitor.pages.rendering import rendered

TOPICS: Final = 4
"""So many topics at most are named."""


def about_line(item: Shape) -> Markup:
    """The line below the title of a commitment: whose it is, its topics, when it is due, and its flags."""
    due = item["due"] if item["due_by"] else None
    return _about(item["jurisdiction"], tuple(item["topics"][:TOPICS]), due, tuple(item["flags"]), language().code)


def stands_line(item: Shape, by: str | None, last_known: str | None) -> Markup:
    """The status of a commitment, since when, and by whose grade.

    Args:
        item: the commitment.
        by: what the body is called whose grade it is.
        last_known: the last day known, where the row has to say it.
    """
    return _stands(item["status"], item["certain"], item["since"], by, last_known, language().code)


@lru_cache(maxsize=5_000)
def _about(jurisdiction: str, topics: tuple[str, ...], due: str | None, flags: tuple[str, ...], _spoken: str) -> Markup:
    values = {"jurisdiction": jurisdiction, "topics": topics, "due": due, "flags": flags}
    return Markup(rendered("reading/about_line.html", **values))  # noqa: S704 - made by a template that escapes


@lru_cache(maxsize=5_000)
def _stands(
    status: str | None,
    certain: bool,  # noqa: FBT001 - to be remembered by
    day: str | None,
    by: str | None,
    last_known: str | None,
    _spoken: str,
) -> Markup:
    values = {"status": status, "certain": certain, "day": day, "by": by, "last_known": last_known}
    return Markup(rendered("reading/stands_line.html", **values))  # noqa: S704 - made by a template that escapes

"""Lists, a page at a time: every page answers the view of the first, however much is appended in between."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any
from urllib.parse import quote, urlencode, urlsplit

from fastapi import Depends, Query, Request, Response

from monitor.answers.views import Asked, BadView, View
from monitor.api.answering import read_answer
from monitor.api.asking import view_of
from monitor.api.cursors import BadCursor, Cursor, read_cursor, write_cursor
from monitor.api.field_errors import FieldError
from monitor.api.problems import Problem
from monitor.bootstrap import Service

LARGEST_PAGE = 500
_PAGING = frozenset({"after", "limit"})


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page is asked for; ``after`` is a cursor, or on the list of events a position as well."""

    after: str | None
    limit: int


async def _paging(
    after: Annotated[
        str | None,
        Query(description="The cursor that the page before gave as `next`; all other parameters stay as they were."),
    ] = None,
    limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="Most items on a page.")] = 100,
) -> Paging:
    return Paging(after, limit)


PageAsked = Annotated[Paging, Depends(_paging)]


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be filled: the view it answers and the item it follows (empty for the first)."""

    request: Request
    view: View
    after: str
    limit: int
    prefix: str

    @property
    def after_position(self) -> int:
        """The position of the item that the page follows, on lists by position; 0 for the first page.

        Raises:
            Problem: the cursor names another kind of item.
        """
        if not (self.after.isascii() and self.after.isdigit()) and self.after:
            raise bad_cursor()
        return int(self.after or 0)

    def cursor(self, last: str) -> str:
        """Where the next page begins, behind the item that ``last`` names."""
        return write_cursor(Cursor(last, self.view.through, self.view.as_of.isoformat()), _question(self.request))

    def answer(
        self,
        items: Sequence[Any],
        last: str | None,
        *,
        erasable: bool = False,
        headers: dict[str, str] | None = None,
        **more: Any,  # noqa: ANN401 - what the answer holds besides
    ) -> Response:
        """The page with these items; ``last`` names the last of them where there are more to come."""
        following = headers or {}
        cursor = self.cursor(last) if last is not None else None
        if cursor is not None:
            asked = [(name, value) for name, value in self.request.query_params.multi_items() if name != "after"]
            link = f"{self.prefix}{quote(self.request.scope['path'])}?{urlencode([*asked, ('after', cursor)])}"
            following = {**following, "Link": f'<{link}>; rel="next"'}
        shape = {"view": self.view.shown(), **more, "items": items, "next": cursor}
        return read_answer(self.request, shape, lasting=self.view.pinned and not erasable, headers=following)


def open_page(
    request: Request, service: Service, asked: Asked, paging: Paging, jurisdiction: str | None = None
) -> Page:
    """The page that is asked for.

    Raises:
        Problem: the cursor is made up, altered or of another question.
        BadView: naming the parameter that is wrong.
    """
    prefix = urlsplit(service.settings.public_url).path
    if paging.after is None:
        return Page(request, view_of(service, asked, jurisdiction), "", paging.limit, prefix)
    try:
        cursor = read_cursor(paging.after, _question(request))
    except BadCursor as error:
        raise bad_cursor() from error
    view = view_of(service, asked, jurisdiction)
    try:
        pinned = view_of(service, replace(asked, as_of=cursor.as_of, known_at=str(cursor.through)), jurisdiction)
    except BadView as error:  # the log does not reach so far: the cursor is of another database
        raise bad_cursor() from error
    known_at = asked.known_at if asked.known_at is not None else pinned.known_at
    return Page(request, replace(pinned, known_at=known_at, pinned=view.pinned), cursor.after, paging.limit, prefix)


def _question(request: Request) -> str:
    asked = [pair for pair in request.query_params.multi_items() if pair[0] not in _PAGING]
    return f"{request.scope['path']}?{urlencode(sorted(asked))}"


def bad_cursor() -> Problem:
    """What is said of a cursor that this list never gave out."""
    wrong = FieldError(
        parameter="after",
        code="cursor",
        detail="this is no cursor of this list: take `next` from the page before and keep the other parameters",
    )
    return Problem("invalid", "the cursor cannot be used", errors=[wrong])

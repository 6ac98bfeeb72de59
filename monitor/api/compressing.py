"""Answers are sent compressed to whoever takes that."""

import re
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware, IdentityResponder
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.pages.addresses import is_token_page

SMALLEST_BYTES: Final = 1024
"""What is shorter fits into one packet as it is."""

# Two thirds of the time of level 6, for a page that is an eighth longer.
_LEVEL: Final = 4
# Events are sent on as they come, and what is compressed already gains nothing.
_AS_IT_IS: Final = (
    "text/event-stream",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    *("image/jpeg", "image/png", "image/webp"),
)
_NOT_GZIP: Final = re.compile(r"gzip\s*;\s*q=0(?:\.0*)?\s*(?:,|$)", re.IGNORECASE)
_NOT_MODIFIED: Final = 304


class Compressed:
    """Wraps the application: what is read goes out with gzip (RFC 9110 section 8.4.1.3) where it has text.

    The entity tag of what is compressed is weak, since the same answer goes out in other bytes too (section 8.8.1); a
    304 carries the tag by which the client holds its copy. Where an answer may hold a secret nothing is compressed: its
    length would tell of it to whoever can have words of their own put beside it (the attack known as BREACH).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._compressing = GZipMiddleware(
            app, minimum_size=SMALLEST_BYTES, compresslevel=_LEVEL, exclude_content_types=_AS_IT_IS
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or _may_hold_a_secret(scope):
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)

        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                if message["status"] == _NOT_MODIFIED:
                    headers.add_vary_header("Accept-Encoding")
                    if _may_be_held_compressed(asked, headers.get("etag", "")):
                        _weaken(headers)
                elif "content-encoding" in headers:
                    _weaken(headers)
            await send(message)

        if _refuses_gzip(asked):
            whole = IdentityResponder(self._app, SMALLEST_BYTES, exclude_content_types=_AS_IT_IS)
            await whole(scope, receive, tagged)
        else:
            await self._compressing(scope, receive, tagged)


def _may_hold_a_secret(scope: Scope) -> bool:
    # A browser sends a cookie with whatever a page of somebody else makes it ask for; a key it does not. What a write
    # answers may be a new secret.
    return scope["method"] != "GET" or is_token_page(scope["path"]) or "cookie" in Headers(scope=scope)


def _refuses_gzip(asked: Headers) -> bool:
    """Whether gzip is named to refuse it (RFC 9110 section 12.4.2): the middleware takes any mention for a wish."""
    return _NOT_GZIP.search(_joined(asked, "accept-encoding")) is not None


def _may_be_held_compressed(asked: Headers, tag: str) -> bool:
    """Whether the copy that a client holds is one of those that are compressed: unless it names the other's tag."""
    given = _joined(asked, "if-none-match")
    return f"W/{tag}" in given or ("gzip" in _joined(asked, "accept-encoding") and tag not in given)


def _joined(asked: Headers, name: str) -> str:
    return ", ".join(asked.getlist(name))


def _weaken(headers: MutableHeaders) -> None:
    tag = headers.get("etag", "")
    if tag.startswith('"'):
        headers["etag"] = f"W/{tag}"

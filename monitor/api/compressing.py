"""Pages and what they load are sent compressed to whoever takes that."""

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.pages.addresses import is_token_page

SMALLEST_BYTES: Final = 1024
"""What is shorter fits into one packet as it is."""

# Two thirds of the time of level 6, for a page that is an eighth longer.
_LEVEL: Final = 4
# What programs read keeps the strong tag that its bytes have, and what is compressed already gains nothing.
_AS_IT_IS: Final = (
    *("application/*", "text/calendar", "text/csv", "text/event-stream", "text/markdown", "text/plain"),
    *("image/jpeg", "image/png", "image/webp"),
)


class Compressed:
    """Wraps the application: HTML, style sheets, scripts and SVG go out with gzip (RFC 9110 section 8.4.1.3).

    The entity tag of what is compressed is weak, since the same page goes out in other bytes too (section 8.8.1).
    Where an answer may hold a secret nothing is compressed: its length would tell of it to whoever can have words of
    their own put beside it (the attack known as BREACH).
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

        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start":
                _weaken(MutableHeaders(raw=message["headers"]))
            await send(message)

        await self._compressing(scope, receive, tagged)


def _may_hold_a_secret(scope: Scope) -> bool:
    # A browser sends a cookie with whatever a page of somebody else makes it ask for; a key it does not.
    return is_token_page(scope["path"]) or "cookie" in Headers(scope=scope)


def _weaken(headers: MutableHeaders) -> None:
    tag = headers.get("etag", "")
    if "content-encoding" in headers and tag.startswith('"'):
        headers["etag"] = f"W/{tag}"

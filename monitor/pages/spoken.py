"""Every request is answered in a language: the one in front of its path, else the one that its browser asks for."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.languages.choosing import is_spoken, named_in, preferred
from monitor.languages.speaking import Speech, speaking
from monitor.pages.addresses import is_token_page


class Spoken:
    """Wraps the application, which sees paths without a language.

    What is written for people says its language, and that it hangs on ``Accept-Language`` where the address names none.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        named, path = named_in(scope["path"])
        raw = scope["raw_path"]
        if named is not None:
            raw = raw.removeprefix(named.prefix.encode()) or b"/"
            scope = {**scope, "path": path, "raw_path": raw}
        if not is_spoken(path):
            await self._app(scope, receive, send)
            return
        spoken = named or preferred(Headers(scope=scope).get("accept-language", ""))

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                if "content-language" in headers:
                    headers["content-language"] = spoken.code
                if named is None:
                    headers.add_vary_header("Accept-Language")
            await send(message)

        # Where something was posted to, there may be nothing to be had; and no page repeats the token in its address.
        may_be_had = scope["method"] in {"GET", "HEAD"} and not is_token_page(path)
        again = _address(raw, scope["query_string"]) if may_be_had else ""
        with speaking(Speech(spoken, named.prefix if named is not None else "", again)):
            await self._app(scope, receive, told)


def _address(path: bytes, query: bytes) -> str:
    return (path + b"?" + query if query else path).decode("latin-1")

"""What happens around every request: its id, log line and figures, HEAD, OPTIONS, other origins, unforeseen errors."""

import re
import secrets
import time
from http import HTTPStatus

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor import metrics
from monitor.api.problems import allowed_methods, unforeseen
from monitor.pages.addresses import is_token_page, masked_path
from monitor.pages.desk.whither import is_desk

REQUEST_ID = "X-Request-Id"
HEAD_ONLY = "reform_monitor.head_only"
"""Set in the scope of a request that asks for the headers alone: whoever streams need not begin."""
LASTING = "reform_monitor.lasting"
"""Set in the scope of a request whose answer lasts until somebody leaves: how long that is says nothing of speed."""

_GIVEN_ID = re.compile(r"[0-9A-Za-z._-]{1,64}")
_EXPOSED = "ETag, Link, Location, Retry-After, X-Request-Id"
_FOR_OTHERS = ("GET", "HEAD", "OPTIONS")
_PREFLIGHT_KEPT_S = 86_400

_log = structlog.stdlib.get_logger("monitor.api")


class EveryRequest:
    """Wraps the application. ``public`` says whether pages of other origins may read (CORS)."""

    def __init__(self, app: ASGIApp, *, public: bool) -> None:
        self._app, self._public = app, public

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        method = scope["method"]
        given = Headers(scope=scope).get(REQUEST_ID, "")
        request_id = given if _GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
        sending = _Sending(send, method, request_id, public=self._shown_to_others(scope))
        # The same answer as to GET, whose body is then dropped; the server keeps its own scope.
        scope = {**scope, "method": "GET", HEAD_ONLY: True} if method == "HEAD" else scope
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._serve(scope, receive, sending)
            except Exception:
                _log.exception("request_failed", method=method, path=masked_path(scope["path"]))
                if sending.status is not None:
                    raise
                await unforeseen(Request(scope))(scope, receive, sending)
            finally:
                self._note(scope, method, sending, started)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        allowed = allowed_methods(Request(scope)) if scope["method"] == "OPTIONS" else []
        if not allowed:
            await self._app(scope, receive, send)
            return
        headers = {"Allow": ", ".join(allowed)}
        if self._shown_to_others(scope) and "GET" in allowed:
            headers["Access-Control-Allow-Methods"] = ", ".join(_FOR_OTHERS)
            headers["Access-Control-Allow-Headers"] = f"If-None-Match, Last-Event-ID, {REQUEST_ID}"
            headers["Access-Control-Max-Age"] = str(_PREFLIGHT_KEPT_S)
        await Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)(scope, receive, send)

    def _shown_to_others(self, scope: Scope) -> bool:
        return self._public and not (is_token_page(scope["path"]) or is_desk(scope["path"]))

    @staticmethod
    def _note(scope: Scope, method: str, sending: "_Sending", started: float) -> None:
        status = sending.status or HTTPStatus.INTERNAL_SERVER_ERROR
        seconds = time.perf_counter() - started
        route = getattr(scope.get("route"), "path", None)
        until_begun = (sending.began or started) - started
        metrics.request_served(route, method, int(status), until_begun if scope.get(LASTING) else seconds)
        _log.info(
            "request_served",
            method=method,
            path=masked_path(scope["path"]),
            status=int(status),
            ms=round(seconds * 1000, 1),
            key=scope.get("state", {}).get("key_id"),
        )


class _Sending:
    """Sends an answer on, with the headers that all have and, to HEAD, without its body.

    Remembers the status, and when the answer began.
    """

    def __init__(self, send: Send, method: str, request_id: str, *, public: bool) -> None:
        self._send, self._method, self._request_id, self._public = send, method, request_id, public
        self.status: int | None = None
        self.began: float | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.began = message["status"], time.perf_counter()
            headers = MutableHeaders(raw=message["headers"])
            headers[REQUEST_ID] = self._request_id
            headers["X-Content-Type-Options"] = "nosniff"
            if self._public and self._method in _FOR_OTHERS:
                headers["Access-Control-Allow-Origin"] = "*"
                headers["Access-Control-Expose-Headers"] = _EXPOSED
            message = {**message, "headers": headers.raw}
        elif message["type"] == "http.response.body" and self._method == "HEAD":
            message = {**message, "body": b""}
        await self._send(message)

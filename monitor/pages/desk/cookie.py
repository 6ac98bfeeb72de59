"""The cookie that holds the token of a session."""

from typing import Final

from fastapi import Request, Response

NAME: Final = "__Host-reform-monitor"
"""With this prefix a browser keeps it only from https (and from this machine), for this host alone and for every path.

RFC 6265bis, section 4.1.3.2: no page of a neighbouring host can plant one.
"""


def token_in(request: Request) -> str | None:
    """The token that a request brings."""
    return request.cookies.get(NAME) or None


def give(response: Response, token: str) -> None:
    """Let the browser keep a token until it is closed; how long it works is up to the session."""
    # Lax rather than Strict: a link in a mail to staff leads to its page, and nothing is changed by a link.
    response.set_cookie(NAME, token, path="/", secure=True, httponly=True, samesite="lax")


def take_back(response: Response) -> None:
    """Let the browser forget it."""
    response.delete_cookie(NAME, path="/", secure=True, httponly=True, samesite="lax")

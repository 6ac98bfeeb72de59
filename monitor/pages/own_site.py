"""Whether a form was posted by a page of ours."""

from urllib.parse import urlsplit

from fastapi import Request

from monitor.settings import Settings


def from_own_page(request: Request) -> bool:
    """Whether nothing says that a page of another origin posts this.

    A browser says by ``Sec-Fetch-Site`` (W3C Fetch Metadata Request Headers) how the page is related to us, and by
    ``Origin`` (RFC 6454 section 7) whose it is; where it says neither, no page made the request. The pages that post
    must not hide where they are from themselves: with ``Referrer-Policy: no-referrer`` the origin is ``null``.
    """
    if request.headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() in _own_hosts(request)


def _own_hosts(request: Request) -> set[str]:
    """The host that the service is known under, and the one that this request came to."""
    settings: Settings = request.app.state.service.settings
    named = (urlsplit(settings.public_url).netloc, request.headers.get("host", ""))
    return {host.lower() for host in named if host}

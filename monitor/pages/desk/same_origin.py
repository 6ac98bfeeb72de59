"""Whether a request that changes something was made by a page of ours: what stands in for tokens in forms."""

from collections.abc import Collection, Mapping


def is_from_own_page(headers: Mapping[str, str], own_origins: Collection[str]) -> bool:
    """Whether the browser says that a page of our own origin made the request.

    By ``Sec-Fetch-Site`` (W3C Fetch Metadata Request Headers, section 2.4), which no page can set: ``same-origin`` and
    nothing else, not even ``none``, which is said of addresses that are typed and never of forms. Where a browser does
    not send it, by ``Origin`` (RFC 6454, section 7). Whoever says neither is refused.

    Args:
        headers: of the request, by their names in small letters.
        own_origins: those that the service is reached under, ``https://monitor.example``.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin")
    return origin is not None and origin.lower() in own_origins

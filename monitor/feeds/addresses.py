"""Names that last for ever and links to exact views, all of them from the address that the service is reached at.

Links lead people to pages; the answer to programs at the same view is at ``answer_of`` a page.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

BEGAN: Final = datetime(2026, 11, 21, tzinfo=UTC)
"""The day on which the record was begun: no feed is older, and before it nobody gave these names to anything else."""

Query = Iterable[tuple[str, str]]


def host(public_url: str) -> str:
    """The name of the host alone; ``localhost`` for a numbered IPv6 one, which names cannot hold."""
    name = urlsplit(public_url).hostname or "localhost"
    return "localhost" if ":" in name else name


def tag_uri(public_url: str, specific: str) -> str:
    """A ``tag:`` URI (RFC 4151) of something that is named ``specific`` here: the same for as long as the host is.

    The date in it must be fixed, and one on which whoever runs the host could give names: it is ``BEGAN``.
    """
    return f"tag:{host(public_url)},{BEGAN.date()}:{specific}"


def view_link(public_url: str, kind: str, identity: str, as_of: date, known_at: int | None) -> str:
    """The page of a commitment or measure (``commitments`` or ``measures``) on a day, as known at a position."""
    asked = {"as_of": as_of.isoformat()} if known_at is None else {"as_of": as_of.isoformat(), "known_at": known_at}
    return f"{public_url}/{kind}/{quote(identity, safe='')}?{urlencode(asked)}"


def latest_link(public_url: str, commitment: str) -> str:
    """The page of the commitment as it stands whenever the link is followed."""
    return f"{public_url}/commitments/{quote(commitment, safe='')}"


def event_link(public_url: str, event: str, known_at: int | None = None) -> str:
    """The page of an event, as known at a position or, without one, whenever the link is followed."""
    pinned = "" if known_at is None else f"?{urlencode({'known_at': known_at})}"
    return f"{public_url}/events/{quote(event, safe='')}{pinned}"


def answer_of(page: str, public_url: str) -> str | None:
    """Where programs are answered with what a page of something shows; ``None`` for any other address."""
    kind, _, rest = page.removeprefix(f"{public_url}/").partition("/")
    known = page.startswith(f"{public_url}/") and kind in {"commitments", "events", "measures"}
    return f"{public_url}/v1/{kind}/{rest}" if known else None


def feed_path(name: str, query: Query) -> str:
    """Where a feed stands under the address of the service, what it is asked for in a fixed order."""
    asked = urlencode(sorted(query))
    return f"{name}?{asked}" if asked else name

"""A complete notice for filters to look at; a test names only what it is about."""

from collections.abc import Collection

from alerts.announced import Announced
from alerts.notices import What


def announced(
    what: What = "status",
    *,
    jurisdictions: Collection[str] = ("KZ",),
    topics: Collection[str] = ("media",),
    commitments: Collection[str] = ("kz-media-law",),
    measures: Collection[str] = ("kz-law-media-2009",),
    bodies: Collection[str] = ("kz-parliament",),
    event_types: Collection[str] = ("legislative-action.v1",),
    accounts: Collection[str] = ("parliament",),
    moved: tuple[str | None, str | None] = ("in-progress", "enacted"),
    text: str = "Kazakhstan: the President signs the law on the media, 6 February 2009",
) -> Announced:
    """The status of a commitment moves because a law was signed."""
    return Announced(
        what=what,
        jurisdictions=frozenset(jurisdictions),
        topics=frozenset(topics),
        commitments=frozenset(commitments),
        measures=frozenset(measures),
        bodies=frozenset(bodies),
        event_types=frozenset(event_types),
        accounts=frozenset(accounts),
        status_before=moved[0],
        status_after=moved[1],
        text=text,
    )

"""Where staff can go from every page of the desk."""

from dataclasses import dataclass
from typing import Final

from monitor.keys.key import Scope
from monitor.staff.account import Staff


@dataclass(frozen=True, slots=True)
class Place:
    """One part of the desk, and the scope that it takes."""

    path: str
    words: str
    scope: Scope


PLACES: Final = (
    Place("/desk", "Overview", "ingest"),
    Place("/desk/events/new", "New event", "ingest"),
    Place("/desk/drafts", "Drafts", "ingest"),
    Place("/desk/import", "Import", "ingest"),
    Place("/desk/appends", "Appends", "ingest"),
    Place("/desk/messages", "Messages", "admin"),
    Place("/desk/endpoints", "Endpoints", "admin"),
    Place("/desk/keys", "Keys", "admin"),
    Place("/desk/people", "People", "admin"),
)
"""Every part, in the order in which they are shown."""


def places_of(staff: Staff | None) -> list[Place]:
    """The parts that somebody may go to; none for whoever is not signed in."""
    return [place for place in PLACES if staff.allows(place.scope)] if staff is not None else []


def place_at(path: str) -> str:
    """The path of the part that a page belongs to: the longest that its own begins with."""
    holding = [place.path for place in PLACES if f"{path}/".startswith(f"{place.path}/")]
    return max(holding, key=len, default="")

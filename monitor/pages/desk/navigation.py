"""Where staff can go from every page of the desk."""

from dataclasses import dataclass
from typing import Final

from monitor.keys.key import Scope
from monitor.languages.phrases import N_, gettext
from monitor.staff.account import Staff


@dataclass(frozen=True, slots=True)
class Place:
    """One part of the desk, what it is called in English, and the scope that it takes."""

    path: str
    name: str
    scope: Scope

    @property
    def words(self) -> str:
        """What it is called."""
        return gettext(self.name)


PLACES: Final = (
    Place("/desk", N_("Overview"), "ingest"),
    Place("/desk/events/new", N_("New event"), "ingest"),
    Place("/desk/drafts", N_("Drafts"), "ingest"),
    Place("/desk/import", N_("Import"), "ingest"),
    Place("/desk/appends", N_("Appends"), "ingest"),
    Place("/desk/messages", N_("Messages"), "admin"),
    Place("/desk/endpoints", N_("Endpoints"), "admin"),
    Place("/desk/keys", N_("Keys"), "admin"),
    Place("/desk/people", N_("People"), "admin"),
)
"""Every part, in the order in which they are shown."""


def places_of(staff: Staff | None) -> list[Place]:
    """The parts that somebody may go to; none for whoever is not signed in."""
    return [place for place in PLACES if staff.allows(place.scope)] if staff is not None else []


def place_at(path: str) -> str:
    """The path of the part that a page belongs to: the longest that its own begins with."""
    holding = [place.path for place in PLACES if f"{path}/".startswith(f"{place.path}/")]
    return max(holding, key=len, default="")

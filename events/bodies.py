"""Bodies: whoever acts, speaks, assesses or bears a duty, and how they depend on each other."""

from pydantic import Field

from events.fields import JurisdictionCode, Line, Part, Prose, Slug
from events.sources import Source
from events.words import AccountClass, TieKind


class Tie(Part):
    """One body belongs to, is paid by, or is appointed by another, and which source says so."""

    to: Slug
    kind: TieKind
    source: Source | Prose


class Body(Part):
    """A body with one account class and its ties."""

    id: Slug
    name: Line
    account: AccountClass
    jurisdiction: JurisdictionCode | None = None
    ties: list[Tie] = Field(default_factory=list, max_length=50)


class BodyDescribed(Part):
    """Who a body is. The last description on record holds."""

    body: Body

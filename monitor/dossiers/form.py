"""The form of a dossier's two kinds of file, apart from the events in them, which the vocabulary defines."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from events.drafts import FactDraft
from events.fields import Day, Line, Part, Slug
from events.sources import Source

KEY = r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*"

Key = Annotated[str, StringConstraints(pattern=rf"^{KEY}$", max_length=100, strict=True)]
"""The name of an event within its dossier: letters and digits, joined by hyphens, full stops or underscores."""

FileName = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*\.ya?ml$", max_length=200, strict=True)
]
"""A YAML file in the dossier's own folder."""

DEFAULTS = frozenset(FactDraft.model_fields) - {"id", "external_id"}
"""Fields of the envelope that may have a default for all events of a file."""


class DossierForm(Part):
    """``dossier.yaml``: what the dossier is, its documents, and its appends in order."""

    dossier: Slug
    title: Line
    compiled: Day
    documents: dict[Slug, Source] = Field(default_factory=dict)
    appends: list[FileName] = Field(min_length=1)


class AppendForm(Part):
    """One append: events that go on record together, or not at all.

    ``dossier`` and ``compiled`` are for a file that belongs to no ``dossier.yaml``.
    """

    append: Line
    dossier: Slug | None = None
    compiled: Day | None = None
    documents: dict[Slug, Source] = Field(default_factory=dict)
    defaults: dict[str, Any] = Field(default_factory=dict)
    events: list[dict[str, Any]] = Field(min_length=1)


def day(written: str) -> date:
    """The day of a checked ``Day``."""
    return date.fromisoformat(written)

"""How the columns of a CSV table become the fields of events."""

import re
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from events.fields import Day, Line, Part, Slug
from events.sources import Source

PLACEHOLDER = re.compile(r"\{([^{}]+?)(:slug)?\}")
"""``{Column}`` stands for the cell as written, ``{Column:slug}`` for an id made of it."""

Path = Annotated[str, StringConstraints(pattern=r"^[a-z_]+(\.([a-z_]+|[0-9]{1,2}))*$", strict=True)]
"""The steps to a field of an event, joined by full stops; numbers count the items of a list from 0."""


class EventOfRow(Part):
    """One event that a row gives.

    A field is taken from its column, else (where the cell is empty) from ``templates``, else from ``constants``.
    ``split`` cuts the cells of a column at a separator into a list; ``values`` says what a cell's word means.
    """

    key: Line
    type: Line
    columns: dict[Line, Path | list[Path]] = Field(default_factory=dict)
    templates: dict[Path, Line] = Field(default_factory=dict)
    constants: dict[Path, Any] = Field(default_factory=dict)
    split: dict[Line, Line] = Field(default_factory=dict)
    values: dict[Line, dict[str, Any]] = Field(default_factory=dict)


class ResponseOfRow(EventOfRow):
    """The answer to a recommendation; a row gives one where any of its ``columns`` has a cell that is not empty."""

    type: Line = "recommendation-response"


class MappingForm(EventOfRow):
    """A whole mapping file: what the append is, and the events that each row gives."""

    append: Line
    dossier: Slug
    compiled: Day
    type: Line = "commitment-made"
    documents: dict[Slug, Source] = Field(default_factory=dict)
    document: Slug | None = None
    delimiter: Annotated[str, StringConstraints(min_length=1, max_length=1, strict=True)] = ","
    ignore: list[Line] = Field(default_factory=list)
    response: ResponseOfRow | None = None


def slug(written: str) -> str:
    """The text as an id: lower case, and a hyphen for whatever is no letter a-z or digit (``A - 125.3``: a-125-3)."""
    return re.sub(r"[^a-z0-9]+", "-", written.lower()).strip("-")

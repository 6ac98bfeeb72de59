"""Where a fact is told: a document, who published it, and the place in it."""

from typing import Literal

from pydantic import Field

from events.fields import Dating, FieldName, Language, Line, Part, Prose, Sha256, Url
from events.words import AccountClass


class Source(Part):
    """One document that tells a fact, and where in it.

    ``publisher`` is the id of a body where one is described, else a name. ``published`` of an undated document is
    written as the first day on which it can exist, open to the right: ``[2009-02-11..]``. ``quote`` is kept beside the
    log and can be withheld. ``says`` keeps which value this source gave for a field where sources differ.
    """

    title: Line
    publisher: Line
    account: AccountClass
    language: Language
    version: Literal["official", "translation"] | None = None
    url: Url | None = None
    archive_url: Url | None = None
    sha256: Sha256 | None = None
    published: Dating | None = None
    accessed: Dating | None = None
    locator: Line | None = None
    quote: Prose | None = None
    says: dict[FieldName, str | int | bool] | None = Field(default=None, max_length=50)

"""What is to be mailed to one address, before it becomes bytes."""

from typing import Annotated, Literal, NewType

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from alerts.mail.printable import one_line, printable_lines

Address = NewType("Address", str)
"""An address as ``alerts.mail.address.validated`` gives it: ASCII, without name, comment or quotation."""

ListName = Literal["immediate", "daily", "weekly"]
"""The cadence, which is the list that a mail program files the letter under."""

SUBJECT_CHARACTERS = 120
"""A longer subject is cut. So many characters fit one header line however they are encoded (RFC 5322 section 2.1.1)."""


def one_subject(text: str) -> str:
    """The text as a subject: one line, nothing that hides or reorders, cut after ``SUBJECT_CHARACTERS``.

    Raises:
        ValueError: nothing is left of it, and a letter without a subject is taken for unwanted mail.
    """
    subject = one_line(text, SUBJECT_CHARACTERS)
    if not subject:
        raise ValueError("a letter has a subject")
    return subject


Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$")]
"""A name that stands unquoted in a header, a file name and a URL."""

LanguageTag = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""A language as BCP 47 writes it: ``en``, ``kk-Latn``."""


class InlineImage(BaseModel):
    """A picture that travels with the letter; its HTML shows it as ``cid:`` and the ``content_id``.

    ``alt`` says in words what it shows. SVG is not among the types: mail programs do not draw it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    content_id: Name
    media_type: Literal["image/png", "image/jpeg", "image/gif"]
    data: bytes = Field(repr=False)
    alt: Annotated[str, AfterValidator(one_line)]


class Letter(BaseModel):
    """One letter. Subject, text and HTML are made printable here, so whatever a title holds can be sent.

    ``id`` is the message's own, the same on every attempt: the letter's ``Message-ID`` is made from it, and from
    ``corrects`` that of the letter it answers. ``list_name`` is None for a letter that belongs to no list, as the
    request to confirm does. ``unsubscribe_url`` is where one click ends what the letter was sent for (RFC 8058).
    ``date`` is when the message was written, not when an attempt is made.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Name
    to: Address
    subject: Annotated[str, AfterValidator(one_subject)]
    text: Annotated[str, AfterValidator(printable_lines)]
    html: Annotated[str, AfterValidator(printable_lines)]
    language: LanguageTag
    date: AwareDatetime
    list_name: ListName | None = None
    unsubscribe_url: str | None = None
    images: tuple[InlineImage, ...] = ()
    corrects: Name | None = None

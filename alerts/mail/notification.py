"""What a notification says, before it is text and HTML. Every text is made printable on the way in."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from alerts.mail.letter import SUBJECT_CHARACTERS, InlineImage, LanguageTag, one_subject
from alerts.mail.printable import one_line, passage
from alerts.mail.web_links import leads_to_the_web

_PLACE_CHARACTERS = 30
_ACTOR_CHARACTERS = 50

Line = Annotated[str, AfterValidator(one_line)]
"""A text on one line: a title, a name, a label, a day as written."""

Passage = Annotated[str, AfterValidator(passage)]
"""A text that may have several lines: what was quoted, a note."""


def _own(url: str) -> str:
    if not leads_to_the_web(url):
        raise ValueError("a link of ours must be a plain http or https address")
    return url


OwnUrl = Annotated[str, AfterValidator(_own)]
"""A link that a reader must be able to follow: anything but a plain web address is refused."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Subject(_Part):
    """Place, actor, act and day (as written), of which the line in an inbox is made."""

    place: Line
    actor: Line
    act: Line
    day: Line

    def line(self) -> str:
        """``place: actor act, day``. The act is cut rather than the day, so that the whole fits a subject."""
        before = f"{one_line(self.place, _PLACE_CHARACTERS)}: {one_line(self.actor, _ACTOR_CHARACTERS)} "
        after = f", {one_line(self.day, _PLACE_CHARACTERS)}"
        room = max(SUBJECT_CHARACTERS - len(before) - len(after), 1)
        return one_subject(f"{before}{one_line(self.act, room)}{after}")


class Attribution(_Part):
    """The first line: who says it, in which document, and what.

    ``document`` is None for what time alone brought and for digests; ``claim`` is whether the one who says it bears the
    duty, in which case it is introduced as a statement of ``who``.
    """

    who: Line
    said: Line
    document: Line | None = None
    claim: bool = False


class Standing(_Part):
    """A status, stage or flag with who says so: never the word alone.

    ``by`` is None where it follows from facts on record. A ``claim`` is introduced as what the duty-bearer states; then
    ``by`` None stands for the government. ``given`` is the day of the grade, as written.
    """

    label: Line
    by: Line | None = None
    given: Line | None = None
    claim: bool = False


class Change(_Part):
    """What was one thing and is now another. ``of`` says what: the status, the stage of a law, a flag."""

    of: Line
    before: Standing | None
    after: Standing | None


class Source(_Part):
    """A document that says so.

    ``account`` is whose it is: government, court, civil society. A ``url`` that is no plain web address is left out.
    """

    title: Line
    publisher: Line
    account: Line
    url: str | None = None


class Link(_Part):
    """A page of ours, with the words that stand for it."""

    words: Line
    url: OwnUrl


class Reason(_Part):
    """A subscription that a message matched, in words; ``leave_url`` ends it alone, None where nothing is to leave."""

    words: Line
    leave_url: OwnUrl | None = None


class Section(_Part):
    """One item: what changed, why, on whose word, and how it stands now.

    ``matched`` says which subscriptions asked for it, where a message is for several. ``heading`` opens a group of
    sections, such as *newly recorded, happened earlier*; it is shown where it differs from the section before.
    ``language`` is that of the title, if it is known.
    """

    title: Line
    changes: tuple[Change, ...] = ()
    cause: Line | None = None
    sources: tuple[Source, ...] = ()
    present: tuple[Standing, ...] = ()
    links: tuple[Link, ...] = ()
    picture: InlineImage | None = None
    matched: tuple[Line, ...] = ()
    heading: Line | None = None
    language: LanguageTag | None = None


class Reworded(_Part):
    """One field that was printed in the earlier message: its text then and now. None is a text withdrawn."""

    of: Line
    old: Passage
    new: Passage | None


class Correction(_Part):
    """What an earlier message said wrongly. ``earlier`` is that message's id, ``sent`` its day as written."""

    earlier: Line
    sent: Line
    reason: Line
    texts: tuple[Reworded, ...] = Field(min_length=1)


class Notification(_Part):
    """Everything one message says.

    ``why`` describes each subscription that it matched. ``manage_url`` opens the reader's settings; ``leave_url`` is
    the page from which the reader leaves, None where there is nothing to leave. ``language`` is that of what is not a
    title: headings, labels, links.
    """

    subject: Subject
    heading: Line
    opening: Attribution
    sections: tuple[Section, ...] = ()
    corrects: Correction | None = None
    note: Passage | None = None
    why: tuple[Reason, ...] = ()
    manage_url: OwnUrl | None = None
    leave_url: OwnUrl | None = None
    language: LanguageTag = "en"

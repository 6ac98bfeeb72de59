"""A selection: what a reader takes away of one view, in whichever form it is asked for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from monitor.answers.csv_text import csv_rows, view_line
from monitor.answers.views import Asked
from monitor.languages.phrases import N_
from monitor.languages.phrases import gettext as _
from monitor.languages.speaking import language
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.view_in_words import view_in_words
from monitor.pages.shown import opening
from monitor.pages.takeaway.cited_event import OUR_NAME, CitedEvent, documents_of
from monitor.pages.takeaway.citing_events import Footnotes, cited_events
from monitor.pages.takeaway.told_runs import told
from monitor.takeaway.document import Document, Draft, Link, Text
from monitor.takeaway.reference import Issued, Reference, key_of

NOT_CLAIMED: Final = (
    N_(
        "It makes no finding of its own. Every grade has an author and a date; where our staff coded an author's words "
        "as a grade, that is said beside it."
    ),
    N_(
        "Silence is neither compliance nor failure. “No action on record” and “no breach on record” are statements "
        "about the record, and after the last day that a record covers a status is the one last known."
    ),
    N_(
        "Disagreement is shown and not settled. The account of whoever bears the duty stands beside the others, and it "
        "alone never raises a status."
    ),
    N_(
        "What came on record after the moment named above is not in it. The permanent link shows the same view, and "
        "leads from there to today's."
    ),
)
"""What a document says of itself, since it travels without the page on the method."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is taken away.

    Args:
        title: of the view.
        named: the words of the file's name, the kind of page first: what is selected, and nothing of the clock's.
        permanent: where the view is found for ever.
        ids: the events that are called for in footnotes.
        write: puts the body of the document into a draft.
        columns: the names of the columns of its table; ``rows`` makes the rows.
        itself: how the thing is cited where that is not as a view.
        unlike: the statement of the view, where it is not one day at one moment.
    """

    title: str
    named: tuple[str, ...]
    permanent: str
    ids: tuple[str, ...]
    write: Callable[[Draft, Footnotes], None]
    columns: tuple[str, ...]
    rows: Callable[[], Iterable[Sequence[object]]]
    itself: Callable[[CitedEvent], Reference] | None = None
    unlike: str | None = None


def document_of(shown: Shown, selection: Selection) -> Document:
    """The selection as a document: the view and its link first, then the body, then what it does not claim."""
    draft = Draft(language().code, _("As note %(number)s: "))
    draft.say(Text(f"{selection.unlike or pinned_words(shown)}.", strong=True))
    link = Link(selection.permanent, selection.permanent)
    draft.say(*told(N_("Permanent link of this view: %(link)s"), link=link))
    selection.write(draft, Footnotes(shown, draft, cited_events(shown, selection.ids)))
    draft.heading(_("What this document does not claim"))
    draft.items([_(one)] for one in NOT_CLAIMED)
    return draft.document(selection.title, selection.permanent, shown.recorded_at)


def references_of(shown: Shown, selection: Selection) -> list[Reference]:
    """The selection as references: itself first, then every document that its events rest on."""
    events = cited_events(shown, selection.ids)
    if selection.itself is not None:
        own = selection.itself(events[selection.ids[0]])
    else:
        own = _view_reference(shown, selection)
    return [own, *documents_of(events.values(), shown.name)]


def table_of(selection: Selection) -> bytes:
    """The selection as CSV below the line of its view."""
    return csv_rows([[view_line(selection.permanent)], selection.columns, *selection.rows()])


def file_name(selection: Selection, ending: str) -> str:
    """What the file is called, in letters that every system takes."""
    return f"{key_of(*selection.named)}.{ending}"


def pinned_words(shown: Shown) -> str:
    """The view in a sentence that does not depend on the day on which it is read."""
    pinned = Asked(known_at=str(shown.view.through))
    return view_in_words(shown.view.settled(), pinned, shown.recorded_at, shown.name, date.min)


def _view_reference(shown: Shown, selection: Selection) -> Reference:
    known = shown.recorded_at.date() if shown.recorded_at is not None else None
    return Reference(
        key=key_of("reform-monitor", *selection.named, str(shown.view.through)),
        kind="view",
        title=selection.title,
        author=OUR_NAME,
        publisher=OUR_NAME,
        issued=Issued(known.year, known.month, known.day) if known is not None else None,
        url=selection.permanent,
        seen=known,
        language=language().code,
        note=opening(selection.unlike or pinned_words(shown)),
    )

"""The addresses at which views are taken away: those of their pages, with an ending that names the form.

No id of a page holds a dot, so none of these is the page of anything else.
"""

from collections.abc import Callable
from dataclasses import fields
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response

from monitor.answers.events import EventFilter
from monitor.answers.views import Asked
from monitor.api.answering import entity_tag, tagged
from monitor.api.asking import RecordAsked, home_of, one_of
from monitor.api.events import EventsAsked
from monitor.api.search import SearchAsked
from monitor.api.serviced import Served
from monitor.bootstrap import Service
from monitor.languages.speaking import language
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.asked import asked_of, board_filter, given, view_on
from monitor.pages.reading.compare import two_views
from monitor.pages.reading.refusing import ReadingRoute
from monitor.pages.takeaway.board import board_selection
from monitor.pages.takeaway.commitment import commitment_selection
from monitor.pages.takeaway.comparison import comparison_selection
from monitor.pages.takeaway.events import event_selection, listing_selection, search_selection
from monitor.pages.takeaway.figures import figures_selection
from monitor.pages.takeaway.measure import measure_selection
from monitor.pages.takeaway.selection import Selection, document_of, file_name, references_of, table_of
from monitor.searching.finding import Wanted
from monitor.takeaway import bibtex, ris, word
from monitor.takeaway.markdown import markdown

router = APIRouter(include_in_schema=False, route_class=ReadingRoute)

Write = Callable[[Shown, Selection], bytes]

WRITERS: Final[dict[str, tuple[str, Write]]] = {
    "docx": (word.MEDIA_TYPE, lambda shown, taken: word.word(document_of(shown, taken))),
    "md": ("text/markdown; charset=utf-8", lambda shown, taken: markdown(document_of(shown, taken)).encode()),
    "bib": (bibtex.MEDIA_TYPE, lambda shown, taken: bibtex.bibtex(references_of(shown, taken)).encode()),
    "ris": (ris.MEDIA_TYPE, lambda shown, taken: ris.ris(references_of(shown, taken)).encode()),
    "csv": ("text/csv; charset=utf-8", lambda _, taken: table_of(taken)),
}
"""Ending of an address -> media type, and what writes the file."""


def _commitment(form: str) -> Callable[..., Response]:
    def read(request: Request, service: Served, commitment: str) -> Response:
        """One commitment."""
        shown = _of(request, service, "commitment", commitment)
        return _answer(shown, commitment_selection(shown, commitment), form)

    return read


def _measure(form: str) -> Callable[..., Response]:
    def read(request: Request, service: Served, measure: str) -> Response:
        """One measure."""
        shown = _of(request, service, "measure", measure)
        return _answer(shown, measure_selection(shown, measure), form)

    return read


def _event(form: str) -> Callable[..., Response]:
    def read(request: Request, service: Served, event: str) -> Response:
        """One event."""
        given(request)
        shown = _shown(request, service)
        return _answer(shown, event_selection(shown, event), form)

    return read


def _board(form: str) -> Callable[..., Response]:
    def read(request: Request, service: Served) -> Response:
        """The board as filtered."""
        wanted = board_filter(request)
        shown = _shown(request, service, one_of(wanted.jurisdiction))
        return _answer(shown, board_selection(shown, wanted), form)

    return read


def _comparison(form: str) -> Callable[..., Response]:
    def read(request: Request, service: Served) -> Response:
        """Two days, or two moments on record."""
        wanted, asked = board_filter(request), asked_of(request)
        views = two_views(request, service, asked, wanted)
        home = one_of(wanted.jurisdiction)
        # Of both sides the later one, so that nothing that came on record since is cited.
        later = max(views, key=lambda one: (one.through, one.as_of)) if views else view_on(service, asked, home)
        shown = Shown(request, service, asked, later, home)
        return _answer(shown, comparison_selection(shown, views, wanted), form)

    return read


def _listing(form: str) -> Callable[..., Response]:
    def read(request: Request, service: Served, asked: RecordAsked, wanted: EventsAsked) -> Response:
        """The events of a filter."""
        shown = _as_asked(request, service, asked)
        return _answer(shown, listing_selection(shown, wanted, _narrowed(request, EventFilter)), form)

    return read


def _search(form: str) -> Callable[..., Response]:
    def read(request: Request, service: Served, asked: RecordAsked, wanted: SearchAsked) -> Response:
        """What a search found."""
        shown = _as_asked(request, service, asked, one_of(wanted.jurisdiction))
        return _answer(shown, search_selection(shown, wanted, _narrowed(request, Wanted)), form)

    return read


@router.get("/figures.csv")
def read_figures(
    request: Request,
    service: Served,
    indicator: Annotated[list[str] | None, Query()] = None,
    of: Annotated[list[str] | None, Query()] = None,
) -> Response:
    """Series of figures; they have no document, since they rest on the events that each row names."""
    given(request)
    shown = _shown(request, service)
    return _answer(shown, figures_selection(shown, indicator or (), of or ()), "csv")


_TAKEN: Final = {
    "/commitments/{commitment}": _commitment,
    "/measures/{measure}": _measure,
    "/events/{event}": _event,
    "/board": _board,
    "/compare": _comparison,
    "/events": _listing,
    "/search": _search,
}

for _path, _reader in _TAKEN.items():
    for _form in WRITERS:
        router.add_api_route(f"{_path}.{_form}", _reader(_form), methods=["GET"])


def _answer(shown: Shown, taken: Selection, form: str) -> Response:
    media_type, write = WRITERS[form]
    body = write(shown, taken)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(taken, form)}"'}
    if form != "csv":
        headers["Content-Language"] = language().code
    return tagged(shown.request, body, entity_tag(body), media_type=media_type, headers=headers)


def _of(request: Request, service: Service, kind: str, identity: str) -> Shown:
    given(request)
    return _shown(request, service, home_of(service.reader, kind, identity))


def _shown(request: Request, service: Service, jurisdiction: str | None = None) -> Shown:
    return _as_asked(request, service, asked_of(request), jurisdiction)


def _as_asked(request: Request, service: Service, asked: Asked, jurisdiction: str | None = None) -> Shown:
    return Shown(request, service, asked, view_on(service, asked, jurisdiction), jurisdiction)


def _narrowed(request: Request, wanted: type[EventFilter | Wanted]) -> list[tuple[str, str]]:
    """What is asked for beside the view, without what mail programs add to links."""
    known = {field.name for field in fields(wanted)}
    return [(name, value) for name, value in given(request) if name in known]

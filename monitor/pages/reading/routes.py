"""The pages that read the record. The address of a page is the view that it shows; none of them changes anything."""

from fastapi import APIRouter, Request, Response
from starlette.routing import Match
from starlette.types import Scope
from typing_extensions import override

from monitor.answers.reader import NotOnRecord
from monitor.answers.service_status import service_status
from monitor.api.answering import entity_tag, tagged
from monitor.api.asking import home_of, one_of
from monitor.api.serviced import Served
from monitor.bootstrap import Service
from monitor.pages.reading.accepting import prefers_html
from monitor.pages.reading.accounts_over_time import accounts_csv, accounts_image
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.asked import asked_of, board_filter, filter_pairs, given, view_on
from monitor.pages.reading.board import board
from monitor.pages.reading.board_over_time import PATH, over_time_csv, over_time_image, over_time_page
from monitor.pages.reading.commitment import commitment as commitment_values
from monitor.pages.reading.compare import DAYS, compare, two_views
from monitor.pages.reading.drawn import CSV, drawn
from monitor.pages.reading.event import event as event_values
from monitor.pages.reading.home import home
from monitor.pages.reading.measure import measure as measure_values
from monitor.pages.reading.method import method
from monitor.pages.reading.over_time import history_csv, strip_image
from monitor.pages.reading.refusing import ReadingRoute
from monitor.pages.reading.service_told import CHANNELS, PARTS, warnings_told
from monitor.pages.reading.timemap import MEDIA_TYPE, timemap


class _ForBrowsers(ReadingRoute):
    """Answers only who would rather have a page: at ``/`` programs are told where to go, in JSON."""

    @override
    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        found, more = super().matches(scope)
        if found is not Match.NONE and not prefers_html(Request(scope).headers.get("accept", "")):
            return Match.NONE, {}
        return found, more


router = APIRouter(include_in_schema=False, route_class=ReadingRoute)
start = APIRouter(include_in_schema=False, route_class=_ForBrowsers)


@start.get("/")
def read_home(request: Request, service: Served) -> Response:
    """Whose commitments are on record, in numbers; what changed last; what is overdue."""
    shown = _shown(request, service)
    answer = shown.answer("home.html", "/", **home(shown))
    answer.headers["Vary"] = ", ".join(filter(None, ["Accept", answer.headers.get("Vary")]))
    return answer


@router.get("/board")
def read_board(request: Request, service: Served) -> Response:
    """Where every commitment stands."""
    wanted = board_filter(request)
    shown = _shown(request, service, one_of(wanted.jurisdiction))
    after = dict(given(request)).get("after", "")
    asked = [*filter_pairs(wanted), *([("after", after)] if after else [])]
    return shown.answer("board.html", "/board", asked, **board(shown, wanted, after))


@router.get("/board/over-time")
def read_board_over_time(request: Request, service: Served) -> Response:
    """How many stood where on each day."""
    wanted = board_filter(request)
    shown = _shown(request, service, one_of(wanted.jurisdiction))
    return shown.answer("board_over_time.html", PATH, filter_pairs(wanted), **over_time_page(shown, wanted))


@router.get("/board/over-time.svg")
def read_board_chart(request: Request, service: Served, dark: str = "") -> Response:
    """The same as a picture."""
    wanted = board_filter(request)
    shown = _shown(request, service, one_of(wanted.jurisdiction))
    asked = [*filter_pairs(wanted), bool(dark)]
    return drawn(shown, asked, lambda: over_time_image(shown, wanted, dark=bool(dark)))


@router.get("/board/over-time.csv")
def read_board_counts(request: Request, service: Served) -> Response:
    """The data of the chart."""
    wanted = board_filter(request)
    shown = _shown(request, service, one_of(wanted.jurisdiction))
    headers = {"Content-Disposition": 'attachment; filename="board-over-time.csv"'}
    return drawn(shown, filter_pairs(wanted), lambda: over_time_csv(shown, wanted), media_type=CSV, headers=headers)


@router.get("/commitments/{commitment}")
def read_commitment(request: Request, service: Served, commitment: str) -> Response:
    """Where one commitment stands, who says so, and why."""
    shown = _of(request, service, "commitment", commitment)
    return shown.answer("commitment.html", f"/commitments/{commitment}", **commitment_values(shown, commitment))


@router.get("/commitments/{commitment}/strip.svg")
def read_strip(request: Request, service: Served, commitment: str, dark: str = "") -> Response:
    """The strip of its statuses, as a picture."""
    shown = _of(request, service, "commitment", commitment)
    body = strip_image(shown, commitment, dark=bool(dark))
    return tagged(request, body, entity_tag(body), media_type="image/svg+xml")


@router.get("/commitments/{commitment}/history.csv")
def read_history(request: Request, service: Served, commitment: str) -> Response:
    """The data of the strip."""
    shown = _of(request, service, "commitment", commitment)
    body = history_csv(shown, commitment)
    headers = {"Content-Disposition": f'attachment; filename="{commitment}.csv"'}
    return tagged(request, body, entity_tag(body), media_type="text/csv", headers=headers)


@router.get("/commitments/{commitment}/accounts.svg")
def read_accounts_chart(request: Request, service: Served, commitment: str, dark: str = "") -> Response:
    """Who said what over time, as a picture."""
    shown = _of(request, service, "commitment", commitment)
    return drawn(shown, bool(dark), lambda: accounts_image(shown, commitment, dark=bool(dark)))


@router.get("/commitments/{commitment}/accounts.csv")
def read_accounts_data(request: Request, service: Served, commitment: str) -> Response:
    """The data of that."""
    shown = _of(request, service, "commitment", commitment)
    headers = {"Content-Disposition": f'attachment; filename="{commitment}-accounts.csv"'}
    return drawn(shown, None, lambda: accounts_csv(shown, commitment), media_type=CSV, headers=headers)


@router.get("/measures/{measure}")
def read_measure(request: Request, service: Served, measure: str) -> Response:
    """The stages of a measure and what it does to commitments."""
    shown = _of(request, service, "measure", measure)
    return shown.answer("measure.html", f"/measures/{measure}", **measure_values(shown, measure))


@router.get("/events/{event}")
def read_event(request: Request, service: Served, event: str) -> Response:
    """The full record of an event."""
    given(request)
    shown = _shown(request, service)
    return shown.answer("event.html", f"/events/{event}", **event_values(shown, event))


@router.get("/compare")
def read_comparison(request: Request, service: Served) -> Response:
    """Two days, or two moments on record, side by side."""
    wanted, asked = board_filter(request), asked_of(request)
    views = two_views(request, service, asked, wanted)
    shown = _shown(request, service, one_of(wanted.jurisdiction))
    more = [*filter_pairs(wanted), *((name, value) for name, value in given(request) if name in DAYS)]
    return shown.answer("compare.html", "/compare", more, **compare(shown, views, wanted))


@router.get("/method")
def read_method(request: Request, service: Served) -> Response:
    """The rules and schemes, and what the pages do not claim."""
    shown = _shown(request, service)
    return shown.answer("method.html", "/method", **method(shown.view.rules))


@router.get("/status")
def read_service(request: Request, service: Served) -> Response:
    """How the service is."""
    shown = _shown(request, service)
    status = service_status(service, shown.view)
    return shown.answer(
        "status.html", "/status", status=status, warnings=warnings_told(status), parts=PARTS, channels=CHANNELS
    )


@router.get("/timemap")
def read_timemap(request: Request, service: Served, of: str = "") -> Response:
    """Which versions of a page there are."""
    body = timemap(service.log, of, service.settings.public_url)
    if body is None:
        raise NotOnRecord("page", "at this address")
    return tagged(request, body, entity_tag(body), media_type=MEDIA_TYPE)


def _of(request: Request, service: Service, kind: str, identity: str) -> Shown:
    """The page of something, whose day ends where that is at home."""
    given(request)
    return _shown(request, service, home_of(service.reader, kind, identity))


def _shown(request: Request, service: Service, jurisdiction: str | None = None) -> Shown:
    asked = asked_of(request)
    return Shown(request, service, asked, view_on(service, asked, jurisdiction), jurisdiction)

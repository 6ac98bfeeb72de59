"""The pages of appends: the latest with what they brought, one, and the undoing of a whole one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Annotated, Final, get_args

from fastapi import Path, Query, Request, Response

from events.sql.engines import reading
from events.strict_json import LARGEST_EXACT_INTEGER
from events.words import RetractionKind
from monitor.answers.reader import NotOnRecord
from monitor.api.serviced import Served
from monitor.bootstrap import Service
from monitor.drafting.draft import Author, Content, Undoing
from monitor.intake.intake import TooBusy
from monitor.intake.refusals import IntakeRefusal, InvalidEvents
from monitor.languages.phrases import N_, Words
from monitor.languages.phrases import gettext as _
from monitor.pages.desk.answering import desk_page, gone_to
from monitor.pages.desk.brought import Brought, brought
from monitor.pages.desk.guarding import SignedIn, desk_router
from monitor.pages.desk.putting import (
    Foretold,
    NeedsSecond,
    NotAsShown,
    delay_of,
    foretell,
    key_of_form,
    once_of,
    put,
    request_of,
)
from monitor.pages.forms import EventForm
from monitor.pages.retelling import retold
from monitor.pages.shown import opening
from monitor.staff.account import Staff
from monitor.staff.naming import names_of_recorders

PAGE: Final = 20
FIRST_EVENTS: Final = 3
"""So many events of each append are listed among others."""

MOST_EVENTS: Final = 50
"""So many events of one append are listed."""

Number = Annotated[int, Path(ge=1, le=LARGEST_EXACT_INTEGER)]
Before = Annotated[int | None, Query(ge=2, le=LARGEST_EXACT_INTEGER)]

router = desk_router()


@dataclass(frozen=True, slots=True)
class Undone:
    """What the page says of undoing an append: what was typed, what it would change, what is wrong."""

    fields: Mapping[str, str] = field(default_factory=dict)
    foretold: Foretold | None = None
    wrong: str = ""
    status: HTTPStatus = HTTPStatus.OK


_UNTOUCHED: Final = Undone()

_KINDS: Final = Words({"error": N_("error"), "duplicate": N_("duplicate"), "source-withdrew": N_("source withdrew")})


@router.get("/appends")
def read_appends(request: Request, service: Served, staff: SignedIn, before: Before = None) -> Response:
    """The latest appends, each with what it brought."""
    newest = min(service.log.head().append, (before or LARGEST_EXACT_INTEGER) - 1)
    found = brought(service, range(newest, max(newest - PAGE, 0), -1), _names(service), FIRST_EVENTS)
    older = newest - PAGE + 1 if newest > PAGE else None
    return desk_page(request, staff, "appends.html", appends=found, older=older)


@router.get("/appends/{append}")
def read_append(request: Request, service: Served, staff: SignedIn, append: Number, done: str = "") -> Response:
    """One append with its events, and the form that undoes it."""
    return _page(request, service, staff, append, done=done)


@router.post("/appends/{append}")
def retract_append(request: Request, service: Served, staff: SignedIn, append: Number, form: EventForm) -> Response:
    """Preview the retraction of a whole append, keep it for a second person, or do it; which, the button says."""
    fields = dict(form)
    _one(service, append, {}, 0)
    if not fields.get("reason", "").strip() or fields.get("kind") not in get_args(RetractionKind):
        wrong = Undone(fields, wrong=_("Say why it goes."), status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return _page(request, service, staff, append, wrong)
    kind: RetractionKind = fields["kind"]  # type: ignore[assignment]
    try:
        return _undo(request, service, staff, Undoing(append, " ".join(fields["reason"].split()), kind), fields)
    except NotAsShown as error:
        words = _("Look at what it would change, and retract it then.")
        said = Undone(fields, error.foretold, words, HTTPStatus.CONFLICT)
    except NeedsSecond as error:
        words = _("A second person has to look at it first.")
        said = Undone(fields, error.foretold, words, HTTPStatus.CONFLICT)
    except TooBusy:
        words = _("Others append at this moment. Try again.")
        said = Undone(fields, wrong=words, status=HTTPStatus.SERVICE_UNAVAILABLE)
    except InvalidEvents as error:
        words = opening("; ".join(retold(one.detail) for one in error.refusals[:3]))
        said = Undone(fields, wrong=f"{words}.", status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except IntakeRefusal as error:
        said = Undone(fields, wrong=f"{opening(retold(str(error)))}.", status=HTTPStatus.CONFLICT)
    return _page(request, service, staff, append, said)


def _undo(request: Request, service: Service, staff: Staff, undoing: Undoing, fields: Mapping[str, str]) -> Response:
    who, content = Author(staff.id, staff.name), Content(undoing=undoing)
    match fields.get("do", ""):
        case "draft":
            foretell(service, request_of(service, content, staff.id))
            kept = service.drafting.keep(f"Retraction of append {undoing.append}", content, who)
            return gone_to(request, f"/desk/drafts/{kept.id}?done=kept")
        case "append":
            key = key_of_form(once_of(fields), who, content)
            number = put(service, content, who, key, fields.get("shown", ""), second=False)
            return gone_to(request, f"/desk/appends/{number}?done=appended")
        case _:
            foretold = foretell(service, request_of(service, content, staff.id))
            return _page(request, service, staff, undoing.append, Undone(fields, foretold))


def _page(
    request: Request, service: Service, staff: Staff, append: int, said: Undone = _UNTOUCHED, done: str = ""
) -> Response:
    found = _one(service, append, _names(service), MOST_EVENTS)
    record, head = found.record, service.log.head()
    positions = range(record.first_position, record.last_position + 1)
    return desk_page(
        request,
        staff,
        "append.html",
        status=said.status,
        found=found,
        standing=len(service.gather.standing_at(positions, head.position)),
        many=len(positions),
        fields=said.fields,
        foretold=said.foretold,
        wrong=said.wrong,
        done=done,
        delay=delay_of(service, record.recorded_by) if record.notify and head.append == append else "",
        once=once_of(said.fields),
        kinds=list(_KINDS.items()),
    )


def _one(service: Service, number: int, names: Mapping[str, str], most: int) -> Brought:
    found = brought(service, [number], names, most)
    if not found:
        raise NotOnRecord("append", str(number))
    return found[0]


def _names(service: Service) -> Mapping[str, str]:
    with reading(service.engine) as connection:
        return names_of_recorders(connection)

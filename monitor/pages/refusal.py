"""What a page says where something is refused, worked out from the error."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from monitor.answers.reader import NotOnRecord, Retracted
from monitor.answers.views import BadView
from monitor.api.field_errors import FieldError, request_errors
from monitor.api.problem_kinds import KINDS, Kind
from monitor.api.problems import OWN_HEADERS, PROBLEMS, Problem
from monitor.languages.phrases import gettext as _
from monitor.pages.retelling import retold
from monitor.pages.shown import opening


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was not done or cannot be shown, and what helps.

    ``words`` are whole sentences; ``wrong`` is the field to mend and ``event`` the id of the event that says more,
    where there is one.
    """

    status: int
    heading: str
    words: str
    headers: Mapping[str, str] = field(default_factory=dict)
    wrong: str | None = None
    event: str | None = None


def refusal_of(error: Exception, *, changing: bool) -> Refusal | None:
    """What an error means to a person; ``None`` where it is none that we foresee.

    Args:
        error: raised while a page was made.
        changing: whether the request would have changed something.
    """
    match error:
        case Problem():
            words = _sentence("; ".join([retold(error.detail), *_by_parameter(error.errors)]))
            return _of_kind(error.kind, words, error.headers)
        case RequestValidationError():
            words = _sentence("; ".join(_by_parameter(request_errors(error.errors()))))
            return Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, _("The address asks for what cannot be"), words)
        case BadView():
            why = retold(error.detail)
            words = _("The field “%(field)s” cannot be read: %(why)s.", field=error.parameter, why=why)
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            return Refusal(status, _("This view cannot be shown"), words, wrong=error.parameter)
        case Retracted():
            words = _(
                "%(what)s: it was put on record by mistake, and every step of that stays on record.",
                what=opening(retold(str(error))),
            )
            return Refusal(HTTPStatus.GONE, _("Retracted"), words, event=error.by)
        case NotOnRecord():
            later = _("It may have come on record later than the view that the address asks for.")
            words = f"{_sentence(retold(str(error)))} {later}"
            return Refusal(HTTPStatus.NOT_FOUND, _("Not on record"), words)
        case OperationalError() | NoConnectionFree():
            before = _("Nothing was changed.") if changing else _("The record cannot be read at the moment.")
            kind = KINDS["unavailable"]
            words = f"{before} {_('Try again in a few minutes.')}"
            return Refusal(kind.status, _("Not possible at the moment"), words, OWN_HEADERS[kind.slug])
        case _:
            listed = next((PROBLEMS[base] for base in type(error).__mro__ if base in PROBLEMS), None)
            return _of_kind(listed, _sentence(retold(str(error)))) if listed is not None else None


def _of_kind(kind: Kind, words: str, headers: Mapping[str, str] | None = None) -> Refusal:
    return Refusal(kind.status, retold(kind.title), words, {**OWN_HEADERS.get(kind.slug, {}), **(headers or {})})


def _sentence(words: str) -> str:
    return f"{opening(words)}."


def _by_parameter(errors: Iterable[FieldError]) -> list[str]:
    return [
        _("parameter “%(name)s”: %(why)s", name=one.parameter, why=retold(one.detail))
        for one in errors
        if one.parameter
    ]

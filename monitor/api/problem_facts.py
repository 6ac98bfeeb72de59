"""What a problem says beside its kind: the places that are wrong, the event that stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from events.log import EventIdTaken, ExternalIdTaken
from events.strict_json import MalformedJson
from monitor.answers.reader import NotOnRecord, Retracted
from monitor.answers.views import BadView
from monitor.api.field_errors import FieldError
from monitor.intake.refusals import (
    ConditionFailed,
    EventIdOnRecord,
    ExternalIdOnRecord,
    InvalidEvents,
    KeyReused,
    Refusal,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """The detail (empty: the error's own text), the entries of ``errors``, and members of the problem's own."""

    detail: str = ""
    errors: tuple[FieldError, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)


def facts_of(error: Exception) -> Facts:
    """What an error has to say, in the shapes of the contract."""
    match error:
        case InvalidEvents():
            return Facts(counted(len(error.refusals)), tuple(field_error(one) for one in error.refusals))
        case MalformedJson():
            wrong = FieldError(pointer="", code="malformed_json", detail=str(error))
            return Facts(errors=(wrong,), more={"line": error.line, "column": error.column})
        case BadView():
            wrong = FieldError(parameter=error.parameter, code="view", detail=error.detail)
            return Facts(str(error), (wrong,))
        case ConditionFailed():
            return Facts(more={"conflict": {"event": error.event_id, "position": error.position}})
        case ExternalIdOnRecord():
            named = tuple(field_error(one) for one in error.refusals)
            return Facts(errors=named, more={"external_id": error.external_id, "event": error.event_id})
        case EventIdOnRecord():
            return Facts(errors=tuple(field_error(one) for one in error.refusals), more={"event": error.event_id})
        case EventIdTaken():
            wrong = FieldError(pointer="/id", code="id_taken", detail=str(error))
            return Facts(errors=(wrong,), more={"event": error.event_id})
        case ExternalIdTaken():
            return Facts(more={"external_id": error.external_id})
        case KeyReused():
            wrong = FieldError(parameter="Idempotency-Key", code="key_reused", detail=str(error))
            return Facts(errors=(wrong,))
        case Retracted():
            return Facts(more={"id": error.identity, "retracted_by": error.by})
        case NotOnRecord():
            return Facts(more={"kind": error.kind, "id": error.identity})
        case _:
            return Facts()


def field_error(refusal: Refusal) -> FieldError:
    """A refusal of intake as an entry of ``errors``."""
    return FieldError(pointer=refusal.pointer, line=refusal.line, code=refusal.code, detail=refusal.detail)


def counted(places: int) -> str:
    """How many things are wrong, in words."""
    return f"{'one thing is' if places == 1 else f'{places} things are'} wrong; errors says where"

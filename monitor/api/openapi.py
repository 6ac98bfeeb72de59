"""The OpenAPI document (3.1): every call with its parameters, shapes, examples and problems."""

from collections.abc import Iterator
from typing import Any, Literal

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from typing_extensions import override

from events.codec import DRAFTS
from monitor.api.answering import entity_tag, json_bytes, tagged
from monitor.api.problems import problem_schemas
from monitor.api.shapes import Shape
from monitor.api.subscription_requests import wishes_schemas

_REF = "#/components/schemas/{model}"
_SUMMARY = (
    "For any promise a state or an international body has made: where does it stand, who says so, what did it look "
    "like on any date, and what was known then?"
)
_DESCRIPTION = """\
Events are put on record and never changed; everything else is derived from them.

Every read states the **view** it answered: `as_of` (the day in the world), `known_at` (the moment on record),
`public_at`, `lens`, `rules`. Repeated parameters are alternatives, different ones must all hold, unknown ones are
refused. Refusals are problem documents (RFC 9457). `HEAD` works wherever `GET` does."""
_TAGS = (
    ("Commitments", "Where promises stand, stood, and by whose account."),
    ("Events", "The log: immutable facts with their sources."),
    ("Measures", "Laws, plans and decisions that move through stages."),
    ("Search", "Commitments, measures and events by their words."),
    ("Bodies", "Whoever acts, speaks, assesses or bears a duty."),
    ("Figures", "Numbers over time."),
    ("Reference", "Rules, schemes, coverage, shapes of events."),
    ("Export", "Everything at once."),
    ("Feeds", "Atom, JSON Feed and a calendar of deadlines, for anything one can subscribe to."),
    ("Subscriptions", "Being told: by signed webhooks, of what a filter asks for."),
    ("Writing", "For staff and feeds: append, correct, retract, withhold. Each call can be tried out first."),
    ("Sources", "What the record is made from, and whether it is still heard of."),
    ("Service", "Whether it is well."),
)

_Model = tuple[type[BaseModel], Literal["validation", "serialization"]]

router = APIRouter(include_in_schema=False)


class Application(FastAPI):
    """An application whose document is completed with what the framework does not know of."""

    @override
    def openapi(self) -> dict[str, Any]:
        """The document; made once."""
        if self.openapi_schema is None:
            self.openapi_schema = _document(self)
        return self.openapi_schema


@router.get("/openapi.json")
async def read_document(request: Request) -> Response:
    """The document itself."""
    body = json_bytes(request.app.openapi())
    return tagged(request, body, entity_tag(body))


def event_schema() -> dict[str, Any]:
    """The schema of an event as it is sent: one of the types, told by ``type``."""
    names = {name: _REF.format(model=draft.__name__) for name, draft in DRAFTS.items()}
    return {
        "oneOf": [{"$ref": ref} for ref in names.values()],
        "discriminator": {"propertyName": "type", "mapping": names},
    }


def _document(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title="Reform Monitor",
        version="1",
        summary=_SUMMARY,
        description=_DESCRIPTION,
        routes=app.routes,
        tags=[{"name": name, "description": text} for name, text in _TAGS],
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        servers=[{"url": "/"}],
    )
    _write_parameters_plainly(document)
    sent: list[_Model] = [(draft, "validation") for draft in DRAFTS.values()]
    answered: list[_Model] = [(shape, "serialization") for shape in _shapes(Shape)]
    _, made = models_json_schema([*sent, *answered], ref_template=_REF)
    schemas = {**made["$defs"], **problem_schemas(), "EventSent": event_schema(), **wishes_schemas()}
    document["components"]["schemas"] = dict(sorted(schemas.items()))
    return document


def _write_parameters_plainly(document: dict[str, Any]) -> None:
    """In a query nothing is null: a parameter that may be left out is merely not required."""
    for operations in document["paths"].values():
        for operation in operations.values():
            for parameter in operation.get("parameters", ()):
                schema = parameter["schema"]
                for branch in schema.pop("anyOf", ()):
                    if branch != {"type": "null"}:
                        schema.update(branch)
                for said_elsewhere in ("title", "description", "examples"):
                    schema.pop(said_elsewhere, None)


def _shapes(shape: type[Shape]) -> Iterator[type[Shape]]:
    for each in shape.__subclasses__():
        yield each
        yield from _shapes(each)

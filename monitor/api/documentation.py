"""What routes say of their answers in OpenAPI: shape, headers, problems, and the requests that a write takes."""

from typing import Any

from monitor.api.answering import JSON
from monitor.api.problems import documented
from monitor.api.shapes import Shape

Responses = dict[int | str, dict[str, Any]]

_TAGGED: dict[str, Any] = {
    "ETag": {
        "description": "Weak where the answer is compressed or streamed; send it back as If-None-Match.",
        "required": True,
        "schema": {"type": "string"},
    },
    "Cache-Control": {
        "description": "Immutable only where the view is pinned and no text in the answer can be withheld.",
        "required": True,
        "schema": {"type": "string"},
    },
}
_LINK = {"Link": {"description": 'The next page: `<...>; rel="next"`.', "schema": {"type": "string"}}}
_REPLAYED = {"description": "`true` where the answer repeats the first one.", "schema": {"type": "string"}}
_WRITES = (
    "malformed-json",
    "idempotency-key-missing",
    "unauthorized",
    "scope-missing",
    "append-condition",
    "preview-outdated",
    "event-id-taken",
    "external-id-taken",
    "still-running",
    "too-large",
    "unsupported-media-type",
    "invalid",
    "idempotency-key-reused",
    "internal",
    "unavailable",
)


def read(model: type[Shape], *problems: str, paged: bool = False) -> Responses:
    """Of a read that answers with JSON of this shape."""
    headers = {**_TAGGED, **(_LINK if paged else {})}
    return {**_answered(content=_json(model), headers=headers), **_not_modified(), **_problems("invalid", *problems)}


def read_as(media_type: str, schema: dict[str, Any], *problems: str) -> Responses:
    """Of a read that answers with something else."""
    content = {media_type: {"schema": schema}}
    return {**_answered(content=content, headers=_TAGGED), **_not_modified(), **_problems("invalid", *problems)}


def plain(model: type[Shape], *problems: str) -> Responses:
    """Of a call about the service itself, whose answer nobody keeps."""
    return {**_answered(content=_json(model)), **_problems("invalid", *problems)}


def called(model: type[Shape], *problems: str, status: int = 200) -> Responses:
    """Of a call that neither reads the record nor appends to it."""
    answer = {"description": "The answer", "content": _json(model)}
    sent = ("malformed-json", "too-large", "unsupported-media-type")
    return {status: answer, **_problems("invalid", *sent, *problems)}


def written(first: type[Shape], tried: type[Shape], *problems: str, located: bool = False) -> Responses:
    """Of a call that appends: 201, and 200 for a repeat or a dry run."""
    location = {"Location": {"description": "Where the event is.", "required": True, "schema": {"type": "string"}}}
    return {
        200: {
            "description": "The first answer again, or what a dry run shows",
            "content": _json(first, tried),
            "headers": {"Idempotency-Replayed": _REPLAYED},
        },
        201: {"description": "On record", "content": _json(first), "headers": location if located else {}},
        **documented(*_WRITES, *problems),
    }


def taken(*media_types: tuple[str, dict[str, Any]], examples: dict[str, Any]) -> dict[str, Any]:
    """The ``requestBody`` of a call, by media type."""
    content = {name: {"schema": schema, "examples": examples} for name, schema in media_types}
    return {"requestBody": {"required": True, "content": content}}


def _json(*models: type[Shape]) -> dict[str, Any]:
    """JSON of one of these shapes, by reference: left to the framework, models make the document take seconds."""
    schemas = [{"$ref": f"#/components/schemas/{model.__name__}"} for model in models]
    return {JSON: {"schema": schemas[0] if len(schemas) == 1 else {"anyOf": schemas}}}


def _answered(**described: Any) -> Responses:  # noqa: ANN401 - parts of an OpenAPI response
    return {200: {"description": "The answer", **described}}


def _not_modified() -> Responses:
    return {304: {"description": "The client's copy is the same"}}


def _problems(*slugs: str) -> Responses:
    return documented(*slugs, "internal", "unavailable")

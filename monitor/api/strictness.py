"""A parameter that a call does not document is refused, and so is a second value of one that takes a single value."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request

from monitor.api.field_errors import FieldError
from monitor.api.problems import Problem


async def documented_parameters_only(request: Request) -> None:
    """Hold the query of a request against what OpenAPI says of its route.

    Raises:
        Problem: naming every parameter that is unknown, stands more than once or holds what no text on record can.
    """
    # PostgreSQL has no U+0000 in its texts; nothing on record, then, is called so.
    if any("\0" in str(value) for value in request.path_params.values()):
        raise Problem("not-found", "there is nothing at this address")
    given = [name for name, _ in request.query_params.multi_items()]
    if not given:
        return
    if not hasattr(request.app.state, "query_parameters"):
        request.app.state.query_parameters = _query_parameters(request.app.openapi())
    many = request.app.state.query_parameters.get((request.scope["route"].path_format, request.method.lower()), {})
    errors = [_unknown(name, sorted(many)) for name in dict.fromkeys(given) if name not in many]
    errors += [
        FieldError(parameter=name, code="repeated", detail="this parameter is given once")
        for name in dict.fromkeys(given)
        if not many.get(name, True) and given.count(name) > 1
    ]
    errors += [
        FieldError(parameter=name, code="text", detail="this holds the character U+0000")
        for name, value in request.query_params.multi_items()
        if "\0" in value
    ]
    if errors:
        raise Problem("invalid", "the query has parameters that this call does not take", errors=errors)


def _query_parameters(document: Mapping[str, Any]) -> dict[tuple[str, str], dict[str, bool]]:
    """(path, method) -> name -> whether it may stand more than once."""
    return {
        (path, method): {
            one["name"]: _takes_many(one["schema"]) for one in operation.get("parameters", ()) if one["in"] == "query"
        }
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    }


def _takes_many(schema: Mapping[str, Any]) -> bool:
    return any(one.get("type") == "array" for one in (schema, *schema.get("anyOf", ())))


def _unknown(name: str, known: list[str]) -> FieldError:
    listed = f"this call takes {', '.join(known)}" if known else "this call takes none"
    return FieldError(parameter=name, code="unknown_parameter", detail=f"there is no parameter of this name; {listed}")

"""A parameter that a call does not document is refused, and so is a second value of one that takes a single value."""

from functools import lru_cache
from typing import Any

from fastapi import FastAPI, Request

from monitor.api.field_errors import FieldError
from monitor.api.problems import Problem


async def documented_parameters_only(request: Request) -> None:
    """Hold the query of a request against what OpenAPI says of its route.

    Raises:
        Problem: naming every parameter that is unknown or stands more than once.
    """
    given = [name for name, _ in request.query_params.multi_items()]
    if not given:
        return
    many = _parameters(request.app, request.scope["route"].path, request.method.lower())
    errors = [_unknown(name, sorted(many)) for name in dict.fromkeys(given) if name not in many]
    errors += [
        FieldError(parameter=name, code="repeated", detail="this parameter is given once")
        for name in dict.fromkeys(given)
        if not many.get(name, True) and given.count(name) > 1
    ]
    if errors:
        raise Problem("invalid", "the query has parameters that this call does not take", errors=errors)


@lru_cache
def _parameters(app: FastAPI, path: str, method: str) -> dict[str, bool]:
    """Name -> whether it may stand more than once."""
    operation: dict[str, Any] = app.openapi()["paths"].get(path, {}).get(method, {})
    return {
        one["name"]: one["schema"].get("type") == "array"
        for one in operation.get("parameters", ())
        if one["in"] == "query"
    }


def _unknown(name: str, known: list[str]) -> FieldError:
    listed = f"this call takes {', '.join(known)}" if known else "this call takes none"
    return FieldError(parameter=name, code="unknown_parameter", detail=f"there is no parameter of this name; {listed}")

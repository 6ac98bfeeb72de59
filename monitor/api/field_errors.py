"""What is wrong with which field: Pydantic's errors in the words of the contract."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic_core import ErrorDetails

# Pydantic puts the choice it made in a union into the place of an error: a wire name, court-ruling.v1, as no field has.
_WIRE_NAME_MARK = ".v"
# The last step of these is a field that is not there, or the key of one that should not be.
_ABOUT_A_NAME = frozenset({"missing", "extra_forbidden"})
# These are about the field that a union is told by, and placed at what holds it.
_ABOUT_A_CHOICE = frozenset({"union_tag_invalid", "union_tag_not_found"})
_UNKNOWN = object()


class FieldError(BaseModel):
    """One entry of ``errors`` in a problem.

    Exactly one of ``pointer`` (RFC 6901, into the body; empty for the whole of it) and ``parameter`` (query, path or
    header) is given. ``line`` counts the events of a batch from 1.
    """

    model_config = ConfigDict(frozen=True)

    pointer: str | None = None
    parameter: str | None = None
    line: int | None = None
    code: str
    detail: str


def pointer(path: Sequence[str | int]) -> str:
    """The JSON Pointer of a place: ``/data/court`` for ``("data", "court")``, empty for the whole document."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def body_errors(
    errors: Sequence[ErrorDetails], document: object = _UNKNOWN, *, line: int | None = None
) -> list[FieldError]:
    """Pydantic's errors about a JSON value, each at the place where the client wrote it.

    Args:
        document: the value that was refused. With it every name that Pydantic put into a place for the choice it made
            in a union is told from a field; without it only the names of event types are.
        line: which event of a batch the value is, from 1.
    """
    return [
        FieldError(pointer=pointer(_path(error, document)), line=line, code=error["type"], detail=_detail(error))
        for error in errors
    ]


def request_errors(errors: Sequence[ErrorDetails], body: object = None) -> list[FieldError]:
    """The web framework's errors about a request: those of its parameters by name, those of its body by place."""
    found = []
    for error in errors:
        where, *rest = error["loc"] or ("",)
        if where == "body":
            in_body: ErrorDetails = {**error, "loc": tuple(rest)}
            found += body_errors([in_body], body)
        else:
            name = str(rest[0]) if rest else str(where)
            found.append(FieldError(parameter=name, code=error["type"], detail=_detail(error)))
    return found


def _path(error: ErrorDetails, document: object) -> list[str | int]:
    path: list[str | int] = []
    here = document
    for n, step in enumerate(error["loc"], start=1):
        names_a_field = n == len(error["loc"]) and error["type"] in _ABOUT_A_NAME
        if here is _UNKNOWN:
            if names_a_field or not (isinstance(step, str) and _WIRE_NAME_MARK in step):
                path.append(step)
        elif names_a_field or _holds(here, step):
            path.append(step)
            here = _within(here, step)
    if error["type"] in _ABOUT_A_CHOICE:
        path.append(str(error.get("ctx", {}).get("discriminator", "type")).strip("'"))
    return path


def _holds(value: object, step: str | int) -> bool:
    if isinstance(value, Mapping):
        return step in value
    return isinstance(value, Sequence) and not isinstance(value, str) and isinstance(step, int) and step < len(value)


def _within(value: object, step: str | int) -> object:
    held: Any = value
    return held[step] if _holds(value, step) else None


def _detail(error: ErrorDetails) -> str:
    return error["msg"].removeprefix("Value error, ")

"""From JSON values to encoded drafts: text made clean, shape and vocabulary checked, every error at its place."""

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from events.codec import decode_draft, encode_draft
from events.text import TextRefused, clean_tree
from monitor.api.field_errors import body_errors
from monitor.intake.refusals import InvalidEvents, Refusal


def read_draft(value: Any, line: int | None = None) -> dict[str, Any]:  # noqa: ANN401 - a JSON value
    """The encoded draft in a JSON value: defaults filled in, empty fields left out, text in NFC.

    Raises:
        InvalidEvents: naming every field that is wrong.
    """
    try:
        clean = clean_tree(value)
    except TextRefused as error:
        raise InvalidEvents([Refusal(error.pointer, "text", error.reason, line)]) from error
    try:
        return encode_draft(decode_draft(clean))
    except ValidationError as error:
        found = body_errors(error.errors(include_url=False, include_input=False), clean, line=line)
        raise InvalidEvents([Refusal(one.pointer or "", one.code, one.detail, line) for one in found]) from error


def read_drafts(values: Iterable[tuple[int, Any]]) -> list[dict[str, Any]]:
    """The encoded drafts of a batch, from pairs of line and JSON value.

    Raises:
        InvalidEvents: naming every wrong field of every wrong line.
    """
    drafts: list[dict[str, Any]] = []
    refusals: list[Refusal] = []
    for line, value in values:
        try:
            drafts.append(read_draft(value, line))
        except InvalidEvents as error:
            refusals += error.refusals
    if refusals:
        raise InvalidEvents(refusals)
    return drafts

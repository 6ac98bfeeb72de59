"""JSON Schema of what a client sends for each type of event, made from the models of the vocabulary.

Checked in under ``events/schemas`` so that a change of shape shows in review. A schema says what one field may hold;
what several fields say together, or an event about others on record, is told when it is sent. The service also takes
some short forms that a schema does not name, such as a benchmark's id without that of its commitment.
"""

import json
from typing import Any

from pydantic import TypeAdapter

from events.codec import DRAFTS

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_OF_NAMES = frozenset({"properties", "$defs"})
"""Keywords whose keys are names that we gave, not keywords."""


def type_schema(wire_name: str) -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of one type, by its wire name such as ``court-ruling.v1``.

    Raises:
        KeyError: there is no such type.
    """
    made = TypeAdapter(DRAFTS[wire_name]).json_schema(mode="validation")
    plain: dict[str, Any] = _plain(made)
    return {"$schema": DIALECT, "title": wire_name, **plain}


def schema_text(wire_name: str) -> str:
    """The schema of one type as its checked-in file holds it, with a line break at its end."""
    return json.dumps(type_schema(wire_name), indent=2, ensure_ascii=False) + "\n"


def _plain(schema: Any) -> Any:  # noqa: ANN401 - a schema, or a part of one
    """The schema without what Pydantic adds to it: titles made of field names, and OpenAPI's discriminators."""
    if isinstance(schema, str):
        return schema.replace("``", "`")
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: _plain(part) for name, part in value.items()} if key in _OF_NAMES else _plain(value)
        for key, value in schema.items()
        if key not in {"title", "discriminator"}
    }

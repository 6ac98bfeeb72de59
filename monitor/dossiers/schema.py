"""JSON Schema of the dossier form, for editors that check and complete while one writes.

Made from the models of the vocabulary and loosened where the form lets the writer leave things out. An editor sees one
file and no more; unknown documents and keys, dates and what the vocabulary checks across fields are told on loading.
"""

import json
from typing import Any, TypeAlias

from pydantic import BaseModel, TypeAdapter

from events.codec import ACT_TYPES, DRAFTS, FACT_TYPES, base_type
from events.drafts import FactDraft, RecordDraft
from monitor.dossiers.form import DEFAULTS, KEY, AppendForm, DossierForm
from monitor.dossiers.vocabulary import NEWEST, is_record_act

Schema: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_DEFS = "#/$defs/"
_NAME: Schema = {"type": "string", "pattern": f"^{KEY}$", "maxLength": 100}
_SLUG = "[a-z0-9]+(-[a-z0-9]+)*"


def form_schema() -> Schema:
    """The schema of both files (JSON Schema 2020-12): a ``dossier.yaml`` has ``appends``, an append has ``events``."""
    defs = _models()
    for wire, draft in DRAFTS.items():
        envelope = RecordDraft if is_record_act(wire) else FactDraft
        defs[draft.__name__] = _event(defs[draft.__name__], wire, envelope.__name__, defs[envelope.__name__])
    defs["Event"] = _by_type(sorted(FACT_TYPES | ACT_TYPES))
    defs["Replacement"] = _by_type(sorted(FACT_TYPES))
    defs["EventCorrected"]["properties"]["replacement"] = {"$ref": f"{_DEFS}Replacement"}
    # The commitment's own id may be left out before the full stop.
    defs["Benchmark"]["properties"]["id"]["pattern"] = rf"^({_SLUG})?\.{_SLUG}$"
    defs["Document"] = defs["Source"]
    defs["Source"] = _source(defs["Source"])
    for form in ("DossierForm", "AppendForm"):
        defs[form]["properties"]["documents"]["additionalProperties"] = {"$ref": f"{_DEFS}Document"}
    append = defs["AppendForm"]["properties"]
    append["events"]["items"] = {"allOf": [{"$ref": f"{_DEFS}Event"}, {"required": ["key"]}]}
    defaults = {name: _envelope_field("FactDraft", name) for name in sorted(DEFAULTS)}
    append["defaults"] = {"type": "object", "properties": defaults, "additionalProperties": False}
    return {
        "$schema": DIALECT,
        "title": "A dossier, or one append of a dossier",
        "type": "object",
        "if": {"required": ["appends"]},
        "then": {"$ref": f"{_DEFS}DossierForm"},
        "else": {"$ref": f"{_DEFS}AppendForm"},
        "$defs": dict(sorted(defs.items())),
    }


def schema_text() -> str:
    """The schema as the checked-in file ``dossier.schema.json`` holds it, with a line break at its end."""
    return json.dumps(form_schema(), indent=2, ensure_ascii=False) + "\n"


def _models() -> Schema:
    """The schemas of all models by name, without the titles that Pydantic makes of field names."""
    models: list[type[BaseModel]] = [*DRAFTS.values(), FactDraft, RecordDraft, DossierForm, AppendForm]
    defs: Schema = {}
    for model in models:
        made = TypeAdapter(model).json_schema(mode="validation")
        defs |= made.pop("$defs", {})
        defs[model.__name__] = made
    return {name: _as_yaml_reads(schema) for name, schema in defs.items()}


def _as_yaml_reads(schema: Any) -> Any:  # noqa: ANN401 - a schema, or a part of one
    """The schema, where a text may look like a number to an editor: ``occurred: 2009``, ``locator: 4``."""
    if isinstance(schema, list):
        return [_as_yaml_reads(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    read = {
        name: {field: _as_yaml_reads(part) for field, part in value.items()}
        if name == "properties"
        else _as_yaml_reads(value)
        for name, value in schema.items()
        if name not in ("title", "discriminator")
    }
    if read.get("type") == "string" and not read.keys() & {"enum", "const"}:
        read["type"] = ["string", "number"]
    return read


def _event(schema: Schema, wire: str, envelope: str, fields: Schema) -> Schema:
    """The draft as the form writes it: with a key, its version left out, and without what defaults may supply."""
    own = {
        name: _envelope_field(envelope, name) if name in fields["properties"] else value
        for name, value in schema["properties"].items()
    }
    properties = {"key": _NAME, **own, "type": {"enum": _names(wire)}}
    may_default = frozenset() if is_record_act(wire) else DEFAULTS
    return {**schema, "properties": properties, "required": [n for n in schema["required"] if n not in may_default]}


def _envelope_field(envelope: str, name: str) -> Schema:
    return {"$ref": f"{_DEFS}{envelope}/properties/{name}"}


def _names(wire: str) -> list[str]:
    """How the form may write a type: the newest also without its version."""
    base = base_type(wire)
    return [base, wire] if NEWEST[base] == wire else [wire]


def _by_type(wires: list[str]) -> Schema:
    """An event by its ``type``; told by conditions, since of a failed ``oneOf`` editors report every branch."""
    branches = [
        {
            "if": {"type": "object", "properties": {"type": {"enum": _names(wire)}}, "required": ["type"]},
            "then": {"$ref": f"{_DEFS}{DRAFTS[wire].__name__}"},
        }
        for wire in wires
    ]
    names = sorted(name for wire in wires for name in _names(wire))
    return {"type": "object", "properties": {"type": {"enum": names}}, "required": ["type"], "allOf": branches}


def _source(schema: Schema) -> Schema:
    """A source names a document, or brings itself what a document must have."""
    loose = {name: value for name, value in schema.items() if name != "required"}
    return {
        **loose,
        "properties": {"document": _NAME, **schema["properties"]},
        "anyOf": [{"required": ["document"]}, {"required": schema["required"]}],
    }

"""What the service goes by, as answers: shapes of events, assessment schemes, rule sets."""

from alerts.message_schemas import DATA, message_schema
from events import type_schemas
from events.codec import DRAFTS
from events.schemes import Scheme, direction_of, schemes
from monitor.answers import rule_shapes
from monitor.answers.events import wire_names
from monitor.answers.reader import NotOnRecord
from monitor.answers.shape import Shape


def type_schema(wire_name: str) -> Shape:
    """JSON Schema 2020-12 of what a client sends for a type of event, or is sent as a type of message.

    A type of event without a version stands for its latest.

    Raises:
        NotOnRecord: there is no such type.
    """
    if wire_name in DATA:
        return message_schema(wire_name)
    name = wire_names(wire_name)[-1]
    if name not in DRAFTS:
        raise NotOnRecord("type of event or message", wire_name)
    return type_schemas.type_schema(name)


def scheme_shapes() -> list[Shape]:
    """Every version of every assessment scheme with its values, by name and version."""
    return [_scheme(one) for one in schemes()]


def rules_shapes() -> list[Shape]:
    """Every rule set in brief."""
    return rule_shapes.rules_shapes()


def rule_set(name: str, version: str | int) -> Shape:
    """One rule set with its table of rules and its flags.

    Raises:
        NotOnRecord: there is none of that name and version.
    """
    try:
        return rule_shapes.rule_set(name, version)
    except KeyError as error:
        raise NotOnRecord("rule set", f"{name}/{version}") from error


def _scheme(scheme: Scheme) -> Shape:
    return {
        "name": scheme.name,
        "version": scheme.version,
        "id": scheme.pinned,
        "title": scheme.title,
        "source": scheme.source,
        "mapping": scheme.mapping,
        "values": [
            {
                "value": value.value,
                "label": value.label,
                "definition": value.definition,
                "ordinal": value.ordinal,
                "direction": direction_of(value.ordinal),
            }
            for value in scheme.values
        ],
    }

"""The schemas of messages: sound, and each with an example that keeps to it."""

import jsonschema
import pytest

from alerts.message_schemas import DATA, message_schema
from events.type_schemas import type_schema


@pytest.mark.parametrize("kind", sorted(DATA))
def test_each_type_has_a_sound_schema_whose_example_keeps_to_it(kind: str) -> None:
    schema = message_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    (example,) = schema["examples"]
    jsonschema.Draft202012Validator(schema).validate(example)
    assert example["type"] == kind


def test_what_lacks_a_field_does_not_keep_to_its_schema() -> None:
    schema = message_schema("commitment.changed")
    (example,) = schema["examples"]
    del example["data"]["seq"]
    with pytest.raises(jsonschema.ValidationError, match="seq"):
        jsonschema.Draft202012Validator(schema).validate(example)


def test_no_type_of_message_is_a_type_of_event() -> None:
    for kind in DATA:
        with pytest.raises(KeyError):
            type_schema(kind)

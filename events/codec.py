"""Between JSON and drafts: the wire names, and the one place where a draft is validated."""

from typing import Annotated, Any, get_args

from pydantic import Field, TypeAdapter

from events.drafts import AnyEvent, Fact
from events.record_acts import Act

_FACTS = get_args(get_args(Fact)[0])
_ACTS = get_args(get_args(Act)[0])


def _wire_name(draft: type[AnyEvent]) -> str:
    return str(get_args(draft.model_fields["type"].annotation)[0])


DRAFTS: dict[str, type[AnyEvent]] = {_wire_name(draft): draft for draft in (*_FACTS, *_ACTS)}
"""Every wire name that can be written, with its shape."""

FACT_TYPES = frozenset(_wire_name(draft) for draft in _FACTS)
ACT_TYPES = frozenset(_wire_name(draft) for draft in _ACTS)

_ANY: TypeAdapter[AnyEvent] = TypeAdapter(Annotated[Fact | Act, Field(discriminator="type")])


def decode_draft(value: Any) -> AnyEvent:  # noqa: ANN401 - a JSON value
    """The draft in a JSON value (as ``strict_json.loads`` gives it: amounts are ``int`` or ``Decimal``).

    Raises:
        pydantic.ValidationError: naming every field that is wrong.
    """
    return _ANY.validate_python(value)


def encode_draft(draft: AnyEvent) -> dict[str, Any]:
    """The JSON value of a draft without empty fields: what goes into the leaf, and decodes to an equal draft."""
    return draft.model_dump(mode="python", exclude_none=True)


def base_type(wire_name: str) -> str:
    """The type without its version: ``court-ruling`` of ``court-ruling.v1``."""
    return wire_name.rpartition(".v")[0] or wire_name

"""Between JSON and drafts: the wire names, and the one place where a draft is validated."""

from typing import Annotated, Any, get_args

from pydantic import Field, TypeAdapter, ValidationError

from events.drafts import Draft, FactDraft
from events.record_acts import ActDraft

_FACTS = get_args(get_args(FactDraft)[0])
_ACTS = get_args(get_args(ActDraft)[0])


def _wire_name(draft: type[Draft]) -> str:
    return str(get_args(draft.model_fields["type"].annotation)[0])


DRAFTS: dict[str, type[Draft]] = {_wire_name(draft): draft for draft in (*_FACTS, *_ACTS)}
"""Every wire name that can be written, with its shape."""

FACT_TYPES = frozenset(_wire_name(draft) for draft in _FACTS)
ACT_TYPES = frozenset(_wire_name(draft) for draft in _ACTS)

_ANY: TypeAdapter[Draft] = TypeAdapter(Annotated[FactDraft | ActDraft, Field(discriminator="type")])


def decode_draft(value: Any) -> Draft:  # noqa: ANN401 - a JSON value
    """The draft in a JSON value (as ``strict_json.loads`` gives it: amounts are ``int`` or ``Decimal``).

    Raises:
        pydantic.ValidationError: naming every field that is wrong.
    """
    return _ANY.validate_python(value)


def encode_draft(draft: Draft) -> dict[str, Any]:
    """The JSON value of a draft without empty fields: what goes into the leaf, and decodes to an equal draft."""
    return draft.model_dump(mode="python", exclude_none=True, exclude_defaults=False)


def base_type(wire_name: str) -> str:
    """The type without its version: ``court-ruling`` of ``court-ruling.v1``."""
    return wire_name.rpartition(".v")[0] or wire_name


__all__ = ["ACT_TYPES", "DRAFTS", "FACT_TYPES", "ValidationError", "base_type", "decode_draft", "encode_draft"]

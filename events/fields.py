"""The small field types that every part of an event is made of: ids, days, texts, languages, numbers."""

import re
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainSerializer, StringConstraints
from pydantic_core import PydanticCustomError

from events.dates import DatingError, parse_dating
from events.strict_json import LARGEST_EXACT_INTEGER

# RFC 9562 section 5.7: ids that sort by the time they were made, which keeps their index small and quick.
TIME_ORDERED = 7


class Part(BaseModel):
    """What every part of an event shares: immutable, no unknown fields, no silent conversion of types."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _dating(written: str) -> str:
    try:
        return parse_dating(written).written
    except DatingError as error:
        raise PydanticCustomError("dating", "{reason}", {"reason": str(error)}) from error


def _day(written: str) -> str:
    try:
        dating = parse_dating(written)
    except DatingError as error:
        raise PydanticCustomError("day", "{reason}", {"reason": str(error)}) from error
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written) is None or not dating.to_the_day:
        raise PydanticCustomError("day", "a day is written YYYY-MM-DD, such as 2009-02-11")
    return written


def _event_id(written: str) -> str:
    try:
        identifier = UUID(written)
    except ValueError as error:
        raise PydanticCustomError("event_id", "an event id is a UUID") from error
    if identifier.version != TIME_ORDERED or str(identifier) != written.lower():
        raise PydanticCustomError("event_id", "an event id is a UUID of version 7 (RFC 9562), with hyphens")
    return written.lower()


def _amount(value: Any) -> Decimal:  # noqa: ANN401 - whatever JSON held
    written = isinstance(value, str) and re.fullmatch(r"-?\d{1,20}(\.\d{1,10})?", value, re.ASCII)
    if written or (isinstance(value, int) and not isinstance(value, bool)):
        value = Decimal(value)
    if not isinstance(value, Decimal) or not value.is_finite():
        raise PydanticCustomError("amount", "an amount is a number, such as 7.5")
    if abs(value) > LARGEST_EXACT_INTEGER:
        raise PydanticCustomError("amount", "an amount lies within ±(2^53 - 1), so that every reader keeps it exact")
    plain = value.normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain


def _written_amount(value: Decimal) -> int | str:
    """An integer, or the decimal digits as text: hashed JSON holds no floats."""
    return int(value) if value == value.to_integral_value() else format(value, "f")


def constrained(pattern: str, example: str, *, longest: int = 100) -> StringConstraints:
    """The rule for an identifier of this pattern; ``example`` is for the reader of the source only."""
    del example
    return StringConstraints(pattern=pattern, max_length=longest, strict=True)


_SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"

Slug = Annotated[str, constrained(rf"^{_SLUG}$", "kz-media-law")]
"""An id in lower case: letters, digits and single hyphens."""

SubjectId = Annotated[str, constrained(rf"^{_SLUG}(\.{_SLUG})?$", "kz-media-law.libel", longest=160)]
"""A commitment, or one of its benchmarks behind a full stop."""

JurisdictionCode = Annotated[str, constrained(r"^[A-Z][A-Z0-9]{1,11}$", "KZ", longest=12)]
"""ISO 3166-1 alpha-2 for a state, or an organisation's acronym such as OSCE."""

Language = Annotated[
    str,
    constrained(
        r"^([a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-x(-[a-z0-9]{1,8})+)?"
        r"|x(-[a-z0-9]{1,8})+)$",
        "kk-Cyrl",
        longest=35,
    ),
]
"""A well-formed BCP 47 tag: language, then optional script, region, variants and private use, or private use alone.

In the case that RFC 5646 section 2.1.1 recommends, so that one language is written in one way.
"""

Dating = Annotated[str, AfterValidator(_dating)]
"""A date as written: EDTF (ISO 8601-2) levels 0 and 1, one-of sets with ranges."""

Day = Annotated[str, AfterValidator(_day)]
"""One calendar day, YYYY-MM-DD."""

EventId = Annotated[str, AfterValidator(_event_id)]
"""A UUID of version 7, RFC 9562 section 5.7."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=500, strict=True, pattern=r"\S")]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=10_000, strict=True, pattern=r"\S")]
Url = Annotated[str, constrained(r"^https?://[^\s/$.?#][^\s]*$", "https://example.org/", longest=2_000)]
Sha256 = Annotated[str, constrained(r"^[0-9a-f]{64}$", "e3b0...", longest=64)]

Amount = Annotated[Decimal, BeforeValidator(_amount), PlainSerializer(_written_amount)]
"""An exact number; in the leaf an integer, or decimal digits as text."""

FieldName = Annotated[str, constrained(r"^[A-Za-z_][A-Za-z0-9_./-]*$", "occurred")]
"""The name of a field, or a path to one."""

"""What a field of a model asks for, read from its annotation."""

from dataclasses import dataclass
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from events import fields
from monitor.pages.desk.forms.field import Kind


@dataclass(frozen=True, slots=True)
class Asked:
    """An annotation taken apart: what is held (a type, a list's or an object's among them), and what is said of it.

    ``nullable``: it may be null.
    """

    held: Any
    said: tuple[Any, ...]
    nullable: bool

    @property
    def model(self) -> type[BaseModel] | None:
        """The model of an object; also where a text may stand in its place."""
        for one in get_args(self.held) if self.is_union else (self.held,):
            if isinstance(one, type) and issubclass(one, BaseModel):
                return one
        return None

    @property
    def is_union(self) -> bool:
        """Whether one of several things is held."""
        return get_origin(self.held) in {Union, UnionType}

    @property
    def words(self) -> tuple[str, ...]:
        """The words of a closed vocabulary; none where it is not one."""
        return get_args(self.held) if get_origin(self.held) is Literal else ()

    @property
    def item(self) -> "Asked | None":
        """What a list holds."""
        return taken_apart(get_args(self.held)[0]) if get_origin(self.held) is list else None

    @property
    def entry(self) -> "tuple[Asked, Asked] | None":
        """Keys and values of an object without a model."""
        if get_origin(self.held) is not dict:
            return None
        key, value = get_args(self.held)
        return taken_apart(key), taken_apart(value)

    @property
    def least(self) -> int:
        """How many a list holds at least."""
        return max((getattr(one, "min_length", None) or 0 for one in self.said), default=0)

    @property
    def longest(self) -> int | None:
        """How many characters a text may have."""
        return next((one.max_length for one in self.said if isinstance(one, StringConstraints)), None)

    @property
    def kind(self) -> Kind:
        """What kind of control a single value takes."""
        if self.words:
            return "choice"
        if self.held is bool:
            return "yes-no" if self.nullable else "tick"
        if self.held is int:
            return "whole"
        if self.held is Decimal:
            return "amount"
        if self.is_union:
            return "value"
        return next((_KINDS[one] for one in self.said if one in _KINDS), "line")


def taken_apart(annotation: Any, said: tuple[Any, ...] = ()) -> Asked:  # noqa: ANN401 - any annotation
    """What an annotation asks for."""
    if get_origin(annotation) is Annotated:
        held, *more = get_args(annotation)
        inner = taken_apart(held)
        return Asked(inner.held, (*said, *more, *inner.said), inner.nullable)
    if get_origin(annotation) in {Union, UnionType} and NoneType in get_args(annotation):
        others = [one for one in get_args(annotation) if one is not NoneType]
        inner = taken_apart(Union[*others])
        return Asked(inner.held, (*said, *inner.said), nullable=True)
    return Asked(annotation, said, nullable=False)


def of_field(info: FieldInfo) -> Asked:
    """What a field of a model asks for."""
    return taken_apart(info.annotation, tuple(info.metadata))


def _rule(alias: Any) -> Any:  # noqa: ANN401 - an annotated type, and what is said of it
    return get_args(alias)[1]


_KINDS: Final[dict[Any, Kind]] = {
    _rule(fields.Dating): "date",
    _rule(fields.Day): "day",
    _rule(fields.Prose): "prose",
    _rule(fields.Url): "url",
    _rule(fields.Slug): "id",
    _rule(fields.SubjectId): "id",
    _rule(fields.EventId): "id",
    _rule(fields.FieldName): "id",
    _rule(fields.Sha256): "id",
    _rule(fields.JurisdictionCode): "code",
    _rule(fields.Language): "code",
}


def is_code_of(asked: Asked) -> Literal["jurisdiction", "language"] | None:
    """Which list of codes a text is of."""
    if _rule(fields.JurisdictionCode) in asked.said:
        return "jurisdiction"
    return "language" if _rule(fields.Language) in asked.said else None

"""Assessment schemes: versioned data with definitions, and a documented mapping to our ordinal.

The ordinal is 3 implemented, 2 mostly, 1 partially, 0 not implemented. A value without an ordinal is a flag or a
response, not a grade; it is kept and shown, and moves nothing.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources

import orjson

from events.words import Direction


class SchemeError(ValueError):
    """No such scheme, or no such value in it."""


@dataclass(frozen=True, slots=True)
class SchemeValue:
    """One value of a scheme, as the assessor writes it."""

    value: str
    label: str
    definition: str
    ordinal: int | None


@dataclass(frozen=True, slots=True)
class Scheme:
    """One version of a scheme, with the reason for its mapping."""

    name: str
    version: int
    title: str
    source: str
    mapping: str
    values: tuple[SchemeValue, ...]

    @property
    def pinned(self) -> str:
        """Name and version, ``plain/1``."""
        return f"{self.name}/{self.version}"

    def value(self, written: str) -> SchemeValue:
        """The value of that name.

        Raises:
            SchemeError: the scheme has no such value; the message lists those it has.
        """
        for value in self.values:
            if value.value == written:
                return value
        known = ", ".join(value.value for value in self.values)
        raise SchemeError(f"{written!r} is not a value of {self.pinned}; it has {known}")


def direction_of(ordinal: int | None) -> Direction | None:
    """3 and 2 are positive, 1 mixed, 0 negative; a value without ordinal has no direction."""
    if ordinal is None:
        return None
    return "positive" if ordinal >= 2 else "mixed" if ordinal == 1 else "negative"  # noqa: PLR2004 - the ordinal


@cache
def schemes() -> tuple[Scheme, ...]:
    """Every version of every scheme, by name and version."""
    rows = orjson.loads(resources.files("events").joinpath("schemes.json").read_bytes())
    found = [
        Scheme(
            name=row["name"],
            version=row["version"],
            title=row["title"],
            source=row["source"],
            mapping=row["mapping"],
            values=tuple(SchemeValue(**value) for value in row["values"]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda scheme: (scheme.name, scheme.version)))


@cache
def find_scheme(written: str) -> Scheme:
    """The scheme named bare (its latest version) or pinned (``plain/1``).

    Raises:
        SchemeError: there is none of that name or version; the message lists the names.
    """
    name, slash, version = written.partition("/")
    found = [scheme for scheme in schemes() if scheme.name == name and (not slash or version == str(scheme.version))]
    if not found:
        known = ", ".join(scheme.pinned for scheme in schemes())
        raise SchemeError(f"there is no assessment scheme {written!r}; there are {known}")
    return found[-1]

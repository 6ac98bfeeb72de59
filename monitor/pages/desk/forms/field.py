"""The parts of a form: controls, groups of them, and lists of either, named as the JSON that they stand for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, Literal

Kind = Literal[
    "line",
    "prose",
    "lines",
    "choice",
    "yes-no",
    "tick",
    "whole",
    "amount",
    "date",
    "day",
    "id",
    "code",
    "url",
    "grade",
    "value",
]
"""What a control holds.

``lines``: a list of texts, one on each line; ``code``: a jurisdiction or language; ``grade``: scheme and value of an
assessment in one choice; ``value``: a text, whole number or truth value.
"""

Pick = Literal["body", "commitment", "subject", "measure", "jurisdiction", "language", "indicator"]
"""What is offered to pick from: bodies, commitments, these and their benchmarks, and so on, that are on record."""

KEY: Final = "key"
"""The control that holds the key of an entry, where a list of groups stands for a JSON object."""

WORDS: Final = "words"
"""The control that holds the text, where a group stands for a text or an object."""


CLEARED: Final = "_none"
"""The end of the name of the box that says of a list that it is empty on purpose."""


@dataclass(frozen=True, slots=True)
class Option:
    """One value to choose, its words, and the words of the group that it stands in, if any."""

    value: str
    words: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """One thing to fill in or to choose."""

    name: str
    label: str
    kind: Kind
    required: bool = False
    hint: str = ""
    options: tuple[Option, ...] = ()
    pick: Pick | None = None
    longest: int | None = None
    default: Any = None


@dataclass(frozen=True, slots=True)
class Group:
    """A JSON object. ``or_words``: a text may stand in its place, typed into the control ``WORDS``.

    ``folded`` are members that are seldom filled in.
    """

    name: str
    label: str
    members: tuple["Field", ...]
    required: bool = False
    hint: str = ""
    or_words: Control | None = None
    folded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Several:
    """A JSON array, at least ``least`` long; or, where ``keyed``, an object whose keys are typed into ``KEY``.

    ``one`` is what an entry is called. ``clearable``: an empty list says something else than no list.
    """

    name: str
    label: str
    one: str
    item: Control | Group
    required: bool = False
    hint: str = ""
    least: int = 0
    keyed: bool = False
    clearable: bool = False


Field = Control | Group | Several

Typed = str | dict[str, "Typed"] | list["Typed"]
"""What was typed, in the shape of the form: texts as they were typed, groups and lists."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A field and the steps to the object that holds it."""

    inside: tuple[str, ...]
    field: Field


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading; ``seldom`` ones are folded away until they are filled."""

    title: str
    parts: tuple[Placed, ...]
    seldom: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """Everything that is asked for about one type of event.

    ``fixed`` are values that are not asked for, by the steps to them, the type among them.
    """

    type: str
    root: Group
    sections: tuple[Section, ...]
    fixed: Mapping[tuple[str, ...], Any] = field(default_factory=lambda: MappingProxyType({}))

"""What a file says, as a tree in which every value and every field name knows its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeAlias

from monitor.dossiers.problems import Place

Value: TypeAlias = str | int | Decimal | bool | None
Step: TypeAlias = str | int


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, number, truth value or nothing.

    ``written`` is the text in the file. ``plain``: without quotation marks, so that the form decides whether ``2009``
    is a number or a text; ``value`` is the first guess.
    """

    place: Place
    value: Value
    written: str
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    place: Place
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping; ``names`` has the place of each field's name."""

    place: Place
    fields: Mapping[str, "Node"]
    names: Mapping[str, Place]

    def get(self, name: str) -> "Node | None":
        """The value of a field, None where it is left out."""
        return self.fields.get(name)

    def having(self, name: str, node: "Node", place: Place | None = None) -> "Fields":
        """The same mapping with this field set, in its old position or else last."""
        named = place or self.names.get(name, node.place)
        return replace(self, fields={**self.fields, name: node}, names={**self.names, name: named})

    def without(self, name: str) -> "Fields":
        """The same mapping without that field."""
        return replace(self, fields={known: node for known, node in self.fields.items() if known != name})

    def over(self, defaults: "Fields") -> "Fields":
        """The same mapping, with the fields of ``defaults`` that it leaves out; its own win and come first."""
        left_out = {name: node for name, node in defaults.fields.items() if name not in self.fields}
        return replace(self, fields={**self.fields, **left_out}, names={**defaults.names, **self.names})


Node: TypeAlias = Scalar | Items | Fields


def text(place: Place, value: str) -> Scalar:
    """A text that the form puts in, told at ``place``."""
    return Scalar(place, value, value)


def json_value(node: Node) -> Any:  # noqa: ANN401 - a JSON value
    """The tree as dicts, lists and scalars, without places; numbers are ``int`` or ``Decimal``."""
    if isinstance(node, Fields):
        return {name: json_value(child) for name, child in node.fields.items()}
    if isinstance(node, Items):
        return [json_value(child) for child in node.items]
    return node.value


def child(node: Node, step: Step) -> Node | None:
    """The value one step down, None where there is none."""
    if isinstance(node, Fields):
        return node.fields.get(str(step))
    if isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def reach(node: Node, steps: Sequence[Step]) -> tuple[Node, tuple[Step, ...]]:
    """The node that the steps lead to, and the steps that were there; those that lead nowhere are passed over.

    Pydantic's error locations name members of unions between the steps; passing them over finds the field.
    """
    taken: list[Step] = []
    for step in steps:
        below = child(node, step)
        if below is not None:
            node = below
            taken.append(step)
    return node, tuple(taken)


def place_of(node: Node, steps: Sequence[Step], *, name: bool = False) -> Place:
    """The place of the value at the end of the steps, or of its field's ``name``."""
    if name and steps:
        parent, _ = reach(node, steps[:-1])
        if isinstance(parent, Fields):
            return parent.names.get(str(steps[-1]), parent.place)
    return reach(node, steps)[0].place


def exchanged(node: Node, steps: Sequence[Step], new: Node) -> Node:
    """The same tree with another node at the end of the steps, all of which are there."""
    if not steps:
        return new
    step, *rest = steps
    if isinstance(node, Fields):
        return node.having(str(step), exchanged(node.fields[str(step)], rest, new))
    if isinstance(node, Items) and isinstance(step, int):
        items = list(node.items)
        items[step] = exchanged(items[step], rest, new)
        return replace(node, items=tuple(items))
    return node

"""YAML 1.2 read into a tree with places: no tags, no repeated fields, no guessed dates, no floating-point numbers."""

import re
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from events.text import TextRefused, clean
from monitor.dossiers.problems import Place, Problem, problem_at
from monitor.dossiers.written import Fields, Items, Node, Scalar, Value

DEEPEST = 40
"""Levels of lists and mappings; an event needs about ten."""

MOST_NODES = 1_000_000
"""Values after anchors are written out: a few lines of nested anchors can otherwise stand for billions."""

# JSON's numbers (RFC 8259 section 6) without the exponent; what else looks like a number to some YAML readers is text.
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
# YAML 1.2.2 section 10.3.2, the core schema.
_WORDS: dict[str, Value] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def parse(written: str, file: str) -> tuple[Node | None, list[Problem]]:
    """The tree of one YAML document, and what is wrong with its writing.

    After a fault of syntax nothing is read on, and the tree is None; repeated fields, tags and characters that the
    record does not keep are all collected. Text comes back in NFC, and a block scalar without its last line break.
    """
    composing = _Composing(file)
    try:
        events = iter(YAML(typ="safe", pure=True).parse(written))
        node = composing.document(events)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
        return None, [*composing.problems, problem_at(place, (), f"not YAML: {error.problem or error.context}")]
    except YAMLError as error:
        # The reader refuses a character before there are marks; it knows the offset alone.
        before = written[: getattr(error, "position", 0)]
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        reason = getattr(error, "reason", "it cannot be read")
        return None, [*composing.problems, problem_at(place, (), f"not YAML: {reason}")]
    except _TooMuch as error:
        return None, [*composing.problems, problem_at(error.place, (), str(error))]
    return node, composing.problems


class _TooMuch(Exception):
    """The document is nested too deep, or stands for too many values."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place = place


class _Composing:
    """Puts a tree together from the parser's events, which alone still tell a quoted text from a plain one."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.nodes = 0
        self.depth = 0

    def document(self, events: Any) -> Node | None:  # noqa: ANN401 - ruamel.yaml names no type
        """The one document of the stream."""
        node: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                first = next(events)
                if documents == 1:
                    node = self.node(first, events)
                else:
                    raise _TooMuch(self.place(event), "a second document begins here; one file holds one")
        if node is None or (isinstance(node, Scalar) and node.value is None):
            self.problems.append(problem_at(Place(self.file, 1, 1), (), "the file is empty"))
            return None
        return node

    def place(self, event: Any) -> Place:  # noqa: ANN401 - as above
        return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def tell(self, place: Place, message: str) -> None:
        self.problems.append(problem_at(place, (), message))

    def node(self, event: Any, events: Any) -> Node:  # noqa: ANN401 - as above
        place = self.place(event)
        if isinstance(event, AliasEvent):
            return self.alias(event.anchor, place)
        if event.tag is not None:
            self.tell(place, f"the tag {event.tag} has no meaning here; leave it out")
        before = self.nodes
        self.count(1, place)
        node = self.untagged(event, events, place)
        if event.anchor is not None:
            self.anchors[event.anchor] = (node, self.nodes - before)
        return node

    def untagged(self, event: Any, events: Any, place: Place) -> Node:  # noqa: ANN401 - as above
        if isinstance(event, ScalarEvent):
            return self.scalar(event, place)
        self.depth += 1
        if self.depth > DEEPEST:
            raise _TooMuch(place, f"nested deeper than {DEEPEST} levels")
        node = self.items(events, place) if isinstance(event, SequenceStartEvent) else self.fields(events, place)
        self.depth -= 1
        return node

    def count(self, nodes: int, place: Place) -> None:
        self.nodes += nodes
        if self.nodes > MOST_NODES:
            raise _TooMuch(place, f"more than {MOST_NODES:,} values once its anchors are written out")

    def alias(self, anchor: str, place: Place) -> Node:
        if anchor not in self.anchors:
            self.tell(place, f"*{anchor} stands before &{anchor} is complete, or there is none")
            return Scalar(place, None, "")
        node, nodes = self.anchors[anchor]
        self.count(nodes, place)
        return node

    def scalar(self, event: Any, place: Place) -> Scalar:  # noqa: ANN401 - as above
        written = event.value.rstrip("\n") if event.style in ("|", ">") else event.value
        try:
            written = clean(written)
        except TextRefused as error:
            self.tell(place, str(error))
        plain = event.style is None
        return Scalar(place, _guessed(written) if plain else written, written, plain)

    def items(self, events: Any, place: Place) -> Items:  # noqa: ANN401 - as above
        found: list[Node] = []
        while not isinstance(event := next(events), SequenceEndEvent):
            found.append(self.node(event, events))
        return Items(place, tuple(found))

    def fields(self, events: Any, place: Place) -> Fields:  # noqa: ANN401 - as above
        found: dict[str, Node] = {}
        names: dict[str, Place] = {}
        while not isinstance(event := next(events), MappingEndEvent):
            name = self.node(event, events)
            node = self.node(next(events), events)
            at = self.place(event)
            if not isinstance(name, Scalar):
                self.tell(at, "the name of a field is a text")
            elif name.written in found:
                self.tell(at, f"{name.written!r} stands twice; the first is on line {names[name.written].line}")
            else:
                found[name.written] = node
                names[name.written] = at
        return Fields(place, found, names)


def _guessed(written: str) -> Value:
    if written in _WORDS:
        return _WORDS[written]
    if _INTEGER.fullmatch(written):
        return int(written) if len(written) <= 40 else written  # noqa: PLR2004 - longer ones exceed any field
    return Decimal(written) if _DECIMAL.fullmatch(written) else written

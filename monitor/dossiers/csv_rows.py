"""Rows of a CSV table made into events in the dossier form."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from monitor.dossiers.csv_mapping import PLACEHOLDER, EventOfRow, MappingForm, slug
from monitor.dossiers.csv_table import Row, Table
from monitor.dossiers.problems import Place, Problem, problem_at
from monitor.dossiers.vocabulary import near
from monitor.dossiers.written import Fields, Items, Node, Scalar, text

_Tree = dict[str | int, Any]


@dataclass(frozen=True, slots=True)
class Mapped:
    """A checked mapping beside its tree, which knows the places."""

    form: MappingForm
    node: Fields

    def parts(self) -> list[tuple[EventOfRow, Fields]]:
        """The events that a row may give: its own, then the response."""
        response = self.node.get("response")
        own: list[tuple[EventOfRow, Fields]] = [(self.form, self.node)]
        if self.form.response is not None and isinstance(response, Fields):
            own.append((self.form.response, response))
        return own


def unmapped(mapped: Mapped, table: Table) -> list[Problem]:
    """Columns that the mapping names and the table has not, and columns of the table that go nowhere."""
    problems: list[Problem] = []
    used = set(mapped.form.ignore)
    for part, node in mapped.parts():
        filled = _placeholders(node)
        used |= part.columns.keys() | filled.keys()
        for name, place in {**_names_in(node, "columns", "split", "values"), **filled}.items():
            if name not in table.columns:
                message = f"the table has no column {name!r}{near(name, table.columns)}"
                problems.append(problem_at(place, (), message))
    for name, place in table.columns.items():
        if name not in used:
            message = f"the column {name!r} is mapped to nothing; list it under ignore if that is meant"
            problems.append(problem_at(place, (name,), message))
    return problems


def append_of(mapped: Mapped, table: Table) -> tuple[Fields, list[Problem]]:
    """The append in the dossier form, its events in the order of the rows; and keys that a row cannot fill."""
    problems: list[Problem] = []
    events: list[Node] = []
    for row in table.rows:
        for n, (part, node) in enumerate(mapped.parts()):
            if n > 0 and not any(column in row.cells for column in part.columns):
                continue
            events.append(_event(mapped, part, node, row, problems))
    place = mapped.node.place
    fields: dict[str, Node] = {"append": mapped.node.fields["append"], "events": Items(place, tuple(events))}
    documents = mapped.node.get("documents")
    if documents is not None:
        fields["documents"] = documents
    return Fields(place, fields, dict(mapped.node.names)), problems


def _names_in(node: Fields, *fields: str) -> dict[str, Place]:
    """The places of the names below these fields; the first field that has a name gives its place."""
    below = [node.get(field) for field in reversed(fields)]
    return {name: place for one in below if isinstance(one, Fields) for name, place in one.names.items()}


def _placeholders(node: Fields) -> dict[str, Place]:
    templates = node.get("templates")
    written = [node.get("key"), *(templates.fields.values() if isinstance(templates, Fields) else ())]
    scalars = [one for one in written if isinstance(one, Scalar)]
    return {name: one.place for one in scalars for name, _ in PLACEHOLDER.findall(one.written)}


def _event(mapped: Mapped, part: EventOfRow, node: Fields, row: Row, problems: list[Problem]) -> Fields:
    tree: _Tree = {}
    constants, templates = node.get("constants"), node.get("templates")
    if isinstance(constants, Fields):
        for path, constant in constants.fields.items():
            _put(tree, path, constant)
    if isinstance(templates, Fields):
        for path, template in templates.fields.items():
            filled = _filled(template, row)
            if filled is not None:
                _put(tree, path, filled)
    for column, paths in part.columns.items():
        cell = row.cells.get(column)
        if cell is not None:
            for path in [paths] if isinstance(paths, str) else paths:
                _put(tree, path, _cell(part, node, column, cell, problems))
    if mapped.form.document is not None:
        _put(tree, "sources.0.document", mapped.node.fields["document"])
    _put(tree, "type", node.get("type") or text(row.place, part.type))
    key = _filled(node.fields["key"], row)
    if key is None:
        problems.append(problem_at(row.place, ("key",), f"the key {part.key!r} needs a cell that is empty here"))
        key = text(row.place, f"line-{row.place.line}")
    _put(tree, "key", key)
    return _fields(tree, row.place)


def _filled(template: Node, row: Row) -> Scalar | None:
    """The template with the cells of the row, None where one of them is empty; it stands at the first cell."""
    if not isinstance(template, Scalar):
        return None
    names = [name for name, _ in PLACEHOLDER.findall(template.written)]
    if any(name not in row.cells for name in names):
        return None
    place = row.cells[names[0]].place if names else template.place
    return text(
        place,
        PLACEHOLDER.sub(
            lambda found: slug(row.cells[found[1]].written) if found[2] else row.cells[found[1]].written,
            template.written,
        ),
    )


def _cell(part: EventOfRow, node: Fields, column: str, cell: Scalar, problems: list[Problem]) -> Node:
    separator = part.split.get(column)
    if separator is None:
        return _meaning(node, column, cell, problems)
    pieces = [piece.strip() for piece in cell.written.split(separator)]
    items = [Scalar(cell.place, piece, piece, plain=True) for piece in pieces if piece]
    return Items(cell.place, tuple(_meaning(node, column, item, problems) for item in items))


def _meaning(node: Fields, column: str, cell: Scalar, problems: list[Problem]) -> Node:
    """What ``values`` says of the cell's word, told at the cell; the cell itself where the column has no ``values``."""
    values = node.get("values")
    words = values.get(column) if isinstance(values, Fields) else None
    if not isinstance(words, Fields):
        return cell
    meaning = words.get(cell.written)
    if meaning is None:
        message = f"{cell.written!r} is not among the values of this column{near(cell.written, words.fields)}"
        problems.append(problem_at(cell.place, (), message))
        return cell
    return replace(meaning, place=cell.place)


def _put(tree: _Tree, path: str, node: Node) -> None:
    steps: Sequence[str | int] = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in steps[:-1]:
        below = tree.get(step)
        if isinstance(below, Fields):
            below = dict(below.fields)
        if isinstance(below, Items):
            below = dict(enumerate(below.items))
        tree[step] = below if isinstance(below, dict) else {}
        tree = tree[step]
    tree[steps[-1]] = node


def _fields(tree: _Tree, place: Place) -> Fields:
    fields = {str(step): _node(below, place) for step, below in tree.items()}
    return Fields(place, fields, {name: node.place for name, node in fields.items()})


def _node(tree: Any, place: Place) -> Node:  # noqa: ANN401 - a node, or a part of the tree
    if not isinstance(tree, dict):
        found: Node = tree
        return found
    if tree and all(isinstance(step, int) for step in tree):
        return Items(place, tuple(_node(tree[step], place) for step in sorted(tree)))
    return _fields(tree, place)

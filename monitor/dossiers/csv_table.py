"""A CSV table as rows of cells that know their line and the name of their column."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from events.text import TextRefused, clean
from monitor.dossiers.problems import Place, Problem, problem_at
from monitor.dossiers.written import Scalar

_UNNAMED = "\n"
"""No name begins with a line break, since those become spaces."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the place where it begins, and its cells by column; an empty cell is left out."""

    place: Place
    cells: Mapping[str, Scalar]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns with the place of their names, and the rows that hold anything."""

    columns: Mapping[str, Place]
    rows: tuple[Row, ...]


def read_table(written: str, file: str, delimiter: str = ",") -> tuple[Table, list[Problem]]:
    """The table in a CSV text (RFC 4180; a header comes first), and what is wrong with its writing.

    White space around a cell is dropped, and line breaks within it become spaces. Lines count from 1, the header's
    included; a row over several lines begins on its first. A place's column is the number of the cell, from 1.
    """
    problems: list[Problem] = []
    reader = csv.reader(io.StringIO(written, newline=""), delimiter=delimiter, strict=True)
    header: dict[str, Place] = {}
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            place, line = Place(file, line, 1), reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = _header(cells, place, problems)
            elif len(cells) != len(header):
                message = f"the row has {len(cells)} cells, the header {len(header)}"
                problems.append(problem_at(place, (), message))
            else:
                rows.append(_row(cells, list(header), place, problems))
    except csv.Error as error:
        problems.append(problem_at(Place(file, line, 1), (), f"not CSV: {error}"))
    if not header:
        problems.append(problem_at(Place(file, 1, 1), (), "the file has no header"))
    columns = {name: place for name, place in header.items() if not name.startswith(_UNNAMED)}
    return Table(columns, tuple(rows)), problems


def _header(cells: Sequence[str], line: Place, problems: list[Problem]) -> dict[str, Place]:
    columns: dict[str, Place] = {}
    for n, cell in enumerate(cells, start=1):
        name = " ".join(cell.split())
        place = Place(line.file, line.line, n)
        if not name:
            problems.append(problem_at(place, (), f"column {n} has no name"))
        elif name in columns:
            problems.append(problem_at(place, (name,), f"the column {name!r} stands twice"))
        # A row is still read by the number of its cells, so that its other faults are told as well.
        columns[name if name and name not in columns else f"{_UNNAMED}{n}"] = place
    return columns


def _row(cells: Sequence[str], columns: Sequence[str], line: Place, problems: list[Problem]) -> Row:
    found: dict[str, Scalar] = {}
    for n, (name, cell) in enumerate(zip(columns, cells, strict=True), start=1):
        place = Place(line.file, line.line, n, label=name)
        written = " ".join(cell.split())
        try:
            written = clean(written)
        except TextRefused as error:
            problems.append(problem_at(place, (), str(error)))
        if written:
            found[name] = Scalar(place, written, written, plain=True)
    return Row(line, found)

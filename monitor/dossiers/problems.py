"""What is wrong with a dossier, and where: each problem with its file, line, column and field.

The tree of errors:

- ``DossierError``
    - ``DossierInvalid``: something in its files must be put right; it lists every problem
    - ``DossierUnknown``: no dossier of that name comes with the package
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written: line and column count from 1; ``label`` is the column's name in a CSV file."""

    file: str
    line: int
    column: int
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right.

    ``where`` is the field, with full stops between its steps (``events.3.data.act``; list positions count from 0), in a
    CSV file the name of the column, and empty where no field is concerned.
    """

    file: str
    line: int
    column: int
    where: str
    message: str

    def __str__(self) -> str:
        """Print as compilers do, so that editors find the place."""
        field = f"{self.where}: " if self.where else ""
        return f"{self.file}:{self.line}:{self.column}: {field}{self.message}"


def problem_at(place: Place, where: Sequence[str | int], message: str) -> Problem:
    """The problem of a field at a place."""
    named = place.label if place.label is not None else ".".join(str(step) for step in where)
    return Problem(place.file, place.line, place.column, named, message)


class DossierError(Exception):
    """A dossier cannot be loaded."""


class DossierInvalid(DossierError):
    """Something in the files must be put right; ``problems`` has all of it, by file, line and column.

    ``files`` are in the order in which they are read; a file not among them comes first.
    """

    def __init__(self, problems: Iterable[Problem], files: Sequence[str] = ()) -> None:
        self.problems = _in_order(problems, files)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class DossierUnknown(DossierError):
    """No dossier of that name comes with the package; ``known`` lists those that do."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"no dossier is called {name!r}; there are {', '.join(known) or 'none'}")
        self.name = name
        self.known = tuple(known)


def _in_order(problems: Iterable[Problem], files: Sequence[str]) -> tuple[Problem, ...]:
    """By file and place; what one document causes in each of its uses is told once."""
    told: dict[tuple[str, int, int, str], Problem] = {}
    for problem in problems:
        told.setdefault((problem.file, problem.line, problem.column, problem.message), problem)
    turns = {file: turn for turn, file in enumerate(files)}
    return tuple(sorted(told.values(), key=lambda one: (turns.get(one.file, -1), one.line, one.column)))

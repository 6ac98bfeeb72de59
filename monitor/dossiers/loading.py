"""Dossiers read from disk."""

from pathlib import Path

from monitor.dossiers.dossier import (
    AppendFile,
    Dossier,
    DossierAppend,
    lone_head,
    named_files,
    read_appends,
    read_head,
)
from monitor.dossiers.parsing import parse
from monitor.dossiers.problems import DossierInvalid, Place, Problem, problem_at
from monitor.dossiers.written import Node

HEAD = "dossier.yaml"


def load_dossier(path: Path) -> Dossier:
    """The dossier in a folder; ``path`` is the folder or its ``dossier.yaml``.

    Raises:
        DossierInvalid: with every problem of every file, files that cannot be read among them.
    """
    folder = path if path.is_dir() else path.parent
    found = path / HEAD if path.is_dir() else path
    node, problems = read_node(found)
    if node is None:
        raise DossierInvalid(problems)
    head, refused = read_head(node)
    problems += refused
    files: list[AppendFile] = []
    for name in named_files(node):
        if Path(name.written).name != name.written:
            continue  # the form refuses a path that leaves the folder
        written, wrong = read_node(folder / name.written, told_at=name.place)
        problems += wrong
        files.append(AppendFile(name.written, written))
    return Dossier(head.name, head.title, head.compiled, read_appends(head, files, problems))


def load_append(path: Path) -> DossierAppend:
    """One append by itself.

    Where a ``dossier.yaml`` beside it lists the file, the dossier's name, day, documents and keys hold, so that ids are
    those of the whole dossier; else the file gives ``dossier`` and ``compiled`` itself.

    Raises:
        DossierInvalid: with every problem; those of the dossier it belongs to included.
    """
    beside = path.parent / HEAD
    if beside.is_file():
        head, _ = read_node(beside)
        if head is not None and any(name.written == path.name for name in named_files(head)):
            return next(append for append in load_dossier(beside).appends if append.file == path.name)
    node, problems = read_node(path)
    append = AppendFile(path.name, node)
    lone, refused = lone_head(append)
    return read_appends(lone, [append], [*problems, *refused])[0]


def read_node(path: Path, told_at: Place | None = None) -> tuple[Node | None, list[Problem]]:
    """The parsed file, None where it cannot be read; that is told at ``told_at``, where another file names it."""
    written, problems = read_text(path, told_at)
    if written is None:
        return None, problems
    return parse(written, path.name)


def read_text(path: Path, told_at: Place | None = None) -> tuple[str | None, list[Problem]]:
    """The text of a file in UTF-8, with or without a byte order mark; None where it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        place = told_at or Place(path.name, 1, 1)
        return None, [problem_at(place, (), f"{path.name} cannot be read: {reason}")]
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        message = f"not UTF-8: byte 0x{content[error.start]:02X}; save the file as UTF-8"
        return None, [problem_at(Place(path.name, line, column), (), message)]

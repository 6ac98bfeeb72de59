"""What is to be imported: a dossier's folder, one of its files or a CSV table, read as appends with a key each.

The tree of errors:

    NotImportable        put the command or the file right and import again
    ├── UnreadableFile   the file is of no kind that can be imported, or its mapping is missing
    ├── WrongReferences  events name what is not on record; every place is listed
    └── ChangedSince     never will: the append is on record with other content; write what is new as another append
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from monitor.dossiers.bundled import bundled
from monitor.dossiers.csv_import import load_csv
from monitor.dossiers.dossier import DossierAppend, named_files
from monitor.dossiers.loading import HEAD, load_append, load_dossier, read_node
from monitor.dossiers.problems import DossierUnknown, Problem, problem_at
from monitor.dossiers.written import Scalar, Step, child, place_of
from monitor.intake.reading import read_drafts
from monitor.intake.refusals import Refusal
from monitor.intake.request import Key, Request

RECORDED_BY = "import"
"""Who records what is imported; also the credential of its idempotency keys, so that everyone's imports share them."""

_ROUTE = "import"
_YAML = frozenset({".yaml", ".yml"})


class NotImportable(Exception):
    """What was asked for is not imported."""


class UnreadableFile(NotImportable):
    """The file is of no kind that can be imported, or what goes with it is missing."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = path, reason


class WrongReferences(NotImportable):
    """Events name what is not on record, or contradict what is; ``problems`` lists every place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class ChangedSince(NotImportable):
    """An append of this dossier and file is on record with other content, and what is on record is never rewritten."""

    def __init__(self, planned: "Planned") -> None:
        super().__init__(
            f"{planned.append.file} of {planned.dossier} is on record with other content, and that stays as it is: "
            "put additions and corrections into a file of their own"
        )
        self.planned = planned


@dataclass(frozen=True, slots=True)
class Planned:
    """One append to import: the dossier it is of, its events, and the YAML file they were written in, if any."""

    dossier: str
    append: DossierAppend
    file: Path | None = None

    @property
    def key(self) -> Key:
        """The idempotency key of the append, however and by whomever it is imported: its dossier and its file."""
        content = orjson.dumps(self.append.events, default=str, option=orjson.OPT_SORT_KEYS)
        return Key(RECORDED_BY, _ROUTE, f"dossier:{self.dossier}/{self.append.file}", content)

    def request(self, *, notify: bool) -> Request:
        """The request that appends it; its lines are the numbers of its events, from 1."""
        drafts = tuple(read_drafts(enumerate(self.append.events, start=1)))
        return Request(drafts, RECORDED_BY, notify, self.key, lines=tuple(range(1, len(drafts) + 1)))

    def problems(self, refusals: Sequence[Refusal]) -> list[Problem]:
        """What the intake refused, each at the place where it is written.

        Of a table, whose events have no place of their own, the number of the event is told.
        """
        node, _ = read_node(self.file) if self.file is not None else (None, [])
        found = []
        for one in refusals:
            number = one.line or 1
            steps: list[Step] = ["events", number - 1, *_steps(one.pointer)]
            if node is None:
                title = self.append.events[number - 1].get("title", "")
                where = ".".join(str(step) for step in steps)
                found.append(Problem(self.append.file, 1, 1, where, f"event {number} ({title}): {one.detail}"))
            else:
                found.append(problem_at(place_of(node, steps), steps, one.detail))
        return found


def plan(what: str, mapping: Path | None = None) -> list[Planned]:
    """The appends in a dossier's folder or its ``dossier.yaml``, in a single file of events, or in a CSV table.

    Args:
        what: a path, else the name of a dossier that comes with the package.
        mapping: where the columns of a CSV table go.

    Raises:
        DossierInvalid: with every problem of what is written there.
        UnreadableFile: there is no such file or dossier, or it is of no kind that can be imported.
    """
    path = _found(what)
    if (mapping is not None) != (path.suffix == ".csv"):
        reason = "a CSV table needs a mapping of its columns" if mapping is None else "only a CSV table takes a mapping"
        raise UnreadableFile(path, reason)
    if mapping is not None:
        append = load_csv(path, mapping)
        return [Planned(_dossier(mapping), append)]
    if path.is_dir() or path.name == HEAD:
        dossier, folder = load_dossier(path), path if path.is_dir() else path.parent
        return [Planned(dossier.name, append, folder / append.file) for append in dossier.appends]
    if path.suffix not in _YAML:
        raise UnreadableFile(path, "neither a dossier's folder nor a file in YAML or CSV; events in JSON are appended")
    append, beside = load_append(path), path.parent / HEAD
    return [Planned(_dossier(beside if _lists(beside, path.name) else path), append, path)]


def _found(what: str) -> Path:
    path = Path(what)
    if path.exists():
        return path
    try:
        return bundled(what)
    except DossierUnknown as error:
        raise UnreadableFile(path, f"no such file or folder, and {error}") from error


def _lists(head: Path, name: str) -> bool:
    node, _ = read_node(head) if head.is_file() else (None, [])
    return node is not None and any(file.written == name for file in named_files(node))


def _dossier(file: Path) -> str:
    """The dossier that a file says it is of; the file has been read without a fault."""
    node, _ = read_node(file)
    named = child(node, "dossier") if node is not None else None
    return named.written if isinstance(named, Scalar) else file.name


def _steps(pointer: str) -> list[Step]:
    """The steps of a JSON pointer (RFC 6901)."""
    written = (step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
    return [int(step) if step.isdecimal() else step for step in written]

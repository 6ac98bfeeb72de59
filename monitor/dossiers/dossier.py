"""A dossier: named appends, each a list of events as JSON; and how its written files become one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from monitor.dossiers.checking import check
from monitor.dossiers.expanding import Expanding, Surroundings
from monitor.dossiers.form import DEFAULTS, AppendForm, DossierForm, day
from monitor.dossiers.keys import keys_of
from monitor.dossiers.problems import DossierInvalid, Problem, problem_at
from monitor.dossiers.vocabulary import near
from monitor.dossiers.written import Fields, Items, Node, Scalar, Step

# Ids and names of a dossier whose head is refused; they let the rest be checked and are never shown.
_UNNAMED = "unnamed"
_UNDATED = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class DossierAppend:
    """Events that go on record together, each the JSON that ``POST /v1/events/batch`` takes.

    Amounts are ``int`` or ``Decimal``. ``file`` is the name of the file within the dossier's folder.
    """

    title: str
    file: str
    events: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A whole dossier; its appends are recorded in this order."""

    name: str
    title: str
    compiled: date
    appends: tuple[DossierAppend, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What ``dossier.yaml``, or the head of a lone append, says of all the events below it."""

    name: str = _UNNAMED
    title: str = ""
    compiled: date = _UNDATED
    documents: Fields | None = None


@dataclass(frozen=True, slots=True)
class AppendFile:
    """An append as written; ``node`` is None where the file could not be parsed."""

    file: str
    node: Node | None


def read_head(node: Node) -> tuple[Head, list[Problem]]:
    """The head in a parsed ``dossier.yaml``; where it is refused, what of it can still serve to check the rest."""
    outcome = check(node, DossierForm.model_validate, [DossierForm])
    documents = _documents(node)
    if outcome.value is None:
        return Head(documents=documents), list(outcome.problems)
    form = outcome.value
    return Head(form.dossier, form.title, day(form.compiled), documents), []


def named_files(node: Node) -> list[Scalar]:
    """The files that a parsed ``dossier.yaml`` lists, readable or not."""
    appends = node.get("appends") if isinstance(node, Fields) else None
    listed = appends.items if isinstance(appends, Items) else ()
    return [one for one in listed if isinstance(one, Scalar) and one.written]


def lone_head(append: AppendFile) -> tuple[Head, list[Problem]]:
    """The head of an append that belongs to no ``dossier.yaml``: it names dossier and day itself."""
    if not isinstance(append.node, Fields):
        return Head(), []
    absent = [name for name in ("dossier", "compiled") if append.node.get(name) is None]
    message = "is missing: an append that no dossier.yaml lists says it itself"
    problems = [problem_at(append.node.place, (name,), f"{name!r} {message}") for name in absent]
    form = check(append.node, AppendForm.model_validate, [AppendForm]).value
    if form is None or form.dossier is None or form.compiled is None:
        return Head(), problems
    return Head(form.dossier, form.append, day(form.compiled)), problems


def read_appends(head: Head, files: Sequence[AppendFile], found: Sequence[Problem] = ()) -> tuple[DossierAppend, ...]:
    """The appends in the files, in that order.

    Raises:
        DossierInvalid: with the problems already ``found``, and all those of the files.
    """
    problems = list(found)
    written = [(event, ("events", n)) for file in files for n, event in enumerate(_events(file.node))]
    keys, wrong_keys = keys_of(written, head.name, head.compiled)
    problems += wrong_keys
    turn = 0
    appends: list[DossierAppend] = []
    for file in files:
        if file.node is None:
            continue
        title = _check_form(file.node, problems)
        documents = _all_documents(head, file.node, problems)
        around = Surroundings(head.name, documents, _defaults(file.node, problems), keys)
        events = _expanded(around, turn, _events(file.node), problems)
        turn += len(_events(file.node))
        appends.append(DossierAppend(title, file.file, tuple(events)))
    if problems:
        raise DossierInvalid(problems, [file.file for file in files])
    return tuple(appends)


def _expanded(around: Surroundings, turn: int, events: Sequence[Node], problems: list[Problem]) -> list[dict[str, Any]]:
    """The events without faults, the first being number ``turn`` of the dossier; of a field one fault is enough."""
    told = {_field(problem) for problem in problems if problem.where}
    whole: list[dict[str, Any]] = []
    for n, event in enumerate(events):
        if not isinstance(event, Fields):
            continue  # the form of the file refuses it
        expanding = Expanding(around, turn + n)
        expanded = expanding.event(event, ("events", n))
        whole += [expanded] if expanded is not None else []
        problems += [problem for problem in expanding.problems if _field(problem) not in told]
    return whole


def _field(problem: Problem) -> tuple[str, int, int, str]:
    return problem.file, problem.line, problem.column, problem.where


def _check_form(node: Node, problems: list[Problem]) -> str:
    outcome = check(node, AppendForm.model_validate, [AppendForm])
    problems += outcome.problems
    return outcome.value.append if outcome.value else ""


def _events(node: Node | None) -> Sequence[Node]:
    events = node.get("events") if isinstance(node, Fields) else None
    return events.items if isinstance(events, Items) else ()


def _documents(node: Node) -> Fields | None:
    documents = node.get("documents") if isinstance(node, Fields) else None
    return documents if isinstance(documents, Fields) else None


def _all_documents(head: Head, node: Node, problems: list[Problem]) -> Mapping[str, Node]:
    shared = head.documents.fields if head.documents else {}
    own = _documents(node)
    if own is None:
        return shared
    for name in own.fields.keys() & shared.keys():
        message = f"{name!r} is a document of the whole dossier already"
        problems.append(problem_at(own.names[name], ("documents", name), message))
    return {**shared, **own.fields}


def _defaults(node: Node, problems: list[Problem]) -> Fields | None:
    defaults = node.get("defaults") if isinstance(node, Fields) else None
    if not isinstance(defaults, Fields):
        return None
    for name in defaults.fields:
        if name not in DEFAULTS:
            where: tuple[Step, ...] = ("defaults", name)
            message = f"{name!r} can have no default{near(name, DEFAULTS)}"
            problems.append(problem_at(defaults.names[name], where, message))
    kept = {name: node for name, node in defaults.fields.items() if name in DEFAULTS}
    return Fields(defaults.place, kept, defaults.names)

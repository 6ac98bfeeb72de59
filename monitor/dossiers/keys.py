"""Keys: the names of events within a dossier, and the ids that they stand for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from monitor.dossiers.event_ids import event_id
from monitor.dossiers.form import KEY
from monitor.dossiers.problems import Place, Problem, problem_at
from monitor.dossiers.written import Fields, Node, Scalar, Step


@dataclass(frozen=True, slots=True)
class Keyed:
    """An event that a key stands for: its id, its place among all events of the dossier, and where it is written."""

    id: str
    turn: int
    place: Place


def keys_of(
    events: Sequence[tuple[Node, Sequence[Step]]], dossier: str, compiled: date
) -> tuple[dict[str, Keyed], list[Problem]]:
    """What each key of a dossier stands for, and the keys that are missing, ill-formed or taken.

    ``events`` are those of all its files in order, each with the steps that lead to it.
    """
    keys: dict[str, Keyed] = {}
    problems: list[Problem] = []
    for turn, (event, where) in enumerate(events):
        if not isinstance(event, Fields):
            continue  # the form of the file refuses it
        key = event.get("key")
        if key is None:
            problems.append(problem_at(event.place, (*where, "key"), "'key' is missing"))
        elif not isinstance(key, Scalar) or re.fullmatch(KEY, key.written) is None:
            message = "a key is letters and digits, joined by hyphens, full stops or underscores"
            problems.append(problem_at(key.place, (*where, "key"), message))
        elif key.written in keys:
            first = keys[key.written].place
            message = f"the key {key.written!r} is taken: {first.file}, line {first.line}"
            problems.append(problem_at(key.place, (*where, "key"), message))
        else:
            given = event.get("id")
            own = given.written if isinstance(given, Scalar) else event_id(dossier, key.written, compiled)
            keys[key.written] = Keyed(own, turn, key.place)
    return keys, problems


def is_id(written: str) -> bool:
    """Whether the text is the id of an event rather than a key."""
    try:
        return str(UUID(written)) == written.lower()
    except ValueError:
        return False

"""What is different between two answers about a commitment, kind by kind."""

from collections.abc import Mapping
from typing import Any

from alerts.notices import What
from monitor.status.changes import Core, core_shape

_OF_FLAG: Mapping[str, What] = {
    "overdue": "overdue",
    "due-soon": "due-soon",
    "no-recent-record": "no-recent-record",
    "disputed-by-duty-bearer": "dispute",
    "reviewers-differ": "dispute",
}
"""Flags that are asked for by a name of their own; any other is a *flag*."""

Different = tuple[What, Any, Any]
"""The kind of change, what it was and what it is, as JSON values."""


def whats_of(before: Core | None, after: Core | None) -> list[Different]:
    """Everything that differs: the commitment itself where it was not there, else status, stage and each flag."""
    if before is None or after is None:
        return [("commitment", core_shape(before), core_shape(after))] if before != after else []
    found: list[Different] = []
    if before[:2] != after[:2]:
        found.append(("status", _status(before), _status(after)))
    if before[2] != after[2]:
        found.append(("stage", before[2], after[2]))
    moved = sorted({*before[3]} ^ {*after[3]})
    found.extend((_OF_FLAG.get(flag, "flag"), _set(flag, before), _set(flag, after)) for flag in moved)
    return found


def _status(core: Core) -> dict[str, Any]:
    return {"status": core[0], "certain": core[1]}


def _set(flag: str, core: Core) -> dict[str, Any]:
    return {"flag": flag, "set": flag in core[3]}

"""Snapshots: all an answer about commitments needs, on one day of one view; read from rows, or folded on request."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from monitor.answers.accounts import Said
from monitor.answers.folded import FoldedCommitment, measures_on
from monitor.answers.reader import Reader
from monitor.answers.views import View
from monitor.readmodel.strands import Reach
from monitor.status.cases import Dossier, build

Shown = dict[str, Any]
"""Key -> what its row tells."""


@dataclass(slots=True)
class Snapshot:
    """The values of strands on the day of the view, by key; of each subject also what is known whatever the day.

    What assessors say is by subject.
    """

    reach: dict[str, Reach] = field(default_factory=dict)
    headline: Shown = field(default_factory=dict)
    definition: Shown = field(default_factory=dict)
    accounts: dict[str, Said] = field(default_factory=dict)
    measure: Shown = field(default_factory=dict)


def snapshot(reader: Reader, view: View, commitments: Sequence[str]) -> Snapshot:
    """What stands on the day of the view; commitments that are not made by then are left out."""
    if not view.aspect.plain:
        return _folded(reader, view, commitments)
    with reader.probes() as probes:
        found = Snapshot()
        found.definition = probes.probe("definition", commitments, view.day, view.through)
        marks = [mark["id"] for one in found.definition.values() for mark in one["content"].get("benchmarks", ())]
        found.reach = probes.reach([*found.definition, *marks], view.through)
        found.headline = probes.headlines(found.reach, view.day, view.through)
        found.accounts = reader.accounts.said(probes, list(found.headline), view.day, view.through)
        found.measure = reader.parts.measures(probes, _measures(found.headline), view.day, view.through)
        return found


def headlines(reader: Reader, view: View, commitments: Sequence[str]) -> tuple[Shown, Shown]:
    """Headlines and definitions of commitments alone, for filtering a board before its items are built."""
    if not view.aspect.plain:
        folded = reader.folds.commitments(commitments, view)
        headline, definition = (_of_day(folded, kind, view.day) for kind in ("headline", "definition"))
        return headline, definition
    with reader.probes() as probes:
        definition = probes.probe("definition", commitments, view.day, view.through)
        return probes.probe("headline", list(definition), view.day, view.through), definition


def definitions(reader: Reader, view: View, commitments: Sequence[str]) -> Shown:
    """What commitments are, of those that are made by the day of the view."""
    if not view.aspect.plain:
        return _of_day(reader.folds.commitments(commitments, view), "definition", view.day)
    with reader.probes() as probes:
        return probes.probe("definition", commitments, view.day, view.through)


def dossier_of(reader: Reader, view: View, commitment: str) -> Dossier | None:
    """The cases of one commitment in the view, for what is folded on read: reasons, exact periods."""
    if not view.through:
        return None
    entries = reader.gather.commitment(commitment, view.through)
    return build(commitment, entries, reader.gather.bodies(view.through), view.aspect)


def _measures(headline: Shown) -> list[str]:
    return sorted({measure for body in headline.values() for measure, _ in body["measures"]})


def _folded(reader: Reader, view: View, commitments: Sequence[str]) -> Snapshot:
    found = Snapshot()
    kinds = {kind: getattr(found, kind) for kind in ("headline", "definition")}
    for name, commitment in reader.folds.commitments(commitments, view).items():
        if commitment.on("definition", name, view.day) is not None:
            for kind in kinds:
                kinds[kind] |= commitment.every(kind, view.day)
            found.accounts |= commitment.accounts(view.day)
            found.reach |= commitment.reach
    found.measure = measures_on(reader.folds.measures(_measures(found.headline), view), view.day)
    return found


def _of_day(folded: Mapping[str, FoldedCommitment], kind: str, day: int) -> Shown:
    found = ((name, commitment.on(kind, name, day)) for name, commitment in folded.items())
    return {name: body for name, body in found if body is not None}

"""Snapshots: all an answer about commitments needs, on one day of one view; read from rows, or folded on request."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from monitor.answers.reader import Reader
from monitor.answers.views import View
from monitor.readmodel.bodies import headline_on
from monitor.readmodel.strands import Reach, Strand, account_key, fold_all, measure_strand, strands_of
from monitor.status.assessors import Bodies as Assessors
from monitor.status.cases import Dossier, build
from monitor.status.lenses import public_by, through_lens
from monitor.status.record import effective

Bodies = dict[str, Any]


@dataclass(slots=True)
class Snapshot:
    """The values of strands on the day of the view, by key; of each subject also what is known whatever the day."""

    reach: dict[str, Reach] = field(default_factory=dict)
    headline: Bodies = field(default_factory=dict)
    record: dict[str, int] = field(default_factory=dict)
    definition: Bodies = field(default_factory=dict)
    account: Bodies = field(default_factory=dict)
    measure: Bodies = field(default_factory=dict)


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
        found.account = probes.probe("account", _account_keys(found), view.day, view.through)
        found.measure = probes.probe("measure", _measures(found.headline), view.day, view.through)
        return found


def headlines(reader: Reader, view: View, commitments: Sequence[str]) -> tuple[Bodies, Bodies]:
    """Headlines and definitions of commitments alone, for filtering a board before its items are built."""
    if not view.aspect.plain:
        whole = _folded(reader, view, commitments)
        return {one: whole.headline[one] for one in whole.definition if one in whole.headline}, whole.definition
    with reader.probes() as probes:
        definition = probes.probe("definition", commitments, view.day, view.through)
        return probes.probe("headline", list(definition), view.day, view.through), definition


def dossier_of(reader: Reader, view: View, commitment: str, known: Assessors | None = None) -> Dossier | None:
    """The cases of one commitment in the view, for what is folded on read: reasons, exact periods.

    ``known`` are the bodies on record in the view, where somebody has read them already.
    """
    if not view.through:
        return None
    entries = reader.gather.commitment(commitment, view.through)
    return build(commitment, entries, reader.gather.bodies(view.through) if known is None else known, view.aspect)


def _account_keys(found: Snapshot) -> list[str]:
    return [account_key(subject, assessor) for subject in found.headline for assessor in found.reach[subject].assessors]


def _measures(headline: Bodies) -> list[str]:
    return sorted({measure for body in headline.values() for measure, _ in body["measures"]})


def _folded(reader: Reader, view: View, commitments: Iterable[str]) -> Snapshot:
    found = Snapshot()
    known = reader.gather.bodies(view.through)
    for commitment in commitments:
        dossier = dossier_of(reader, view, commitment, known)
        if dossier is not None:
            for strand in strands_of(dossier, fold_all(dossier)):
                _put(found, strand, view.day)
    found.headline = {
        key: headline_on(body, view.day, found.record[key], found.reach[key].covers_to)
        for key, body in found.headline.items()
        if _parent(key) in found.definition
    }
    for measure in _measures(found.headline):
        _put(found, folded_measure(reader, view, measure), view.day)
    return found


def folded_measure(reader: Reader, view: View, measure: str) -> Strand:
    """The strand of a measure in a view that the read model does not keep."""
    facts = effective(reader.gather.measure(measure, view.through))
    if view.public_at is not None:
        facts = public_by(facts, view.public_at.toordinal())
    if view.lens is not None:
        facts, _ = through_lens(facts, view.lens, reader.gather.bodies(view.through))
    return measure_strand(measure, facts)


def _put(found: Snapshot, strand: Strand, day: int) -> None:
    if strand.reach is not None:
        found.reach[strand.key] = strand.reach
    rows = strand.every
    number = bisect_right([since for since, _ in rows], day)
    if number:
        kinds: Mapping[str, Bodies] = {
            "headline": found.headline,
            "record": found.record,
            "definition": found.definition,
            "account": found.account,
            "measure": found.measure,
        }
        kinds[strand.kind][strand.key] = orjson.loads(rows[number - 1][1])


def _parent(subject: str) -> str:
    return subject.partition(".")[0]

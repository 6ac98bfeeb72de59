"""Deadlines, read from the record."""

from collections.abc import Collection, Mapping
from datetime import datetime

from alerts.filters import Filter, matches
from monitor.answers.reader import Reader
from monitor.feeds.deadlines import Deadline, by_commitment, deadline_of
from monitor.feeds.matching import subject


def read_deadlines(reader: Reader, through: int, wanted: Filter) -> tuple[list[Deadline], Mapping[int, datetime]]:
    """The deadlines of the commitments that match, by day, and the instants at which their positions were recorded.

    A commitment matches by what the events that make and amend it carry, by its topics, and by the measures linked to
    it. A deadline is no change: what the filter says of kinds of change and of statuses says nothing of it.
    """
    with reader.probes() as probes:
        known = probes.commitments()
    defining = [f"declares:commitment:{name}" for name in known]
    positions = reader.log.tagged([*defining, "type:commitment-amended.v1"], through=through)
    chains = by_commitment(reader.gather.closed(positions, through))
    found = {name: deadline for name, chain in chains.items() if (deadline := deadline_of(name, chain)) is not None}
    tags = reader.log.tags_of([entry.position for name in found for entry in chains[name]])
    measures = _measures(reader, through, wanted.measure)
    asked = wanted.model_copy(update={"change": ("commitment",), "status_from": (), "status_to": ()})
    shown = []
    for name, deadline in found.items():
        carried = {*_own_tags(deadline), *(tag for entry in chains[name] for tag in tags[entry.position])}
        text = " ".join([deadline.title, *(told for _, told in deadline.terms)])
        if matches(asked, subject("commitment", carried | measures.get(name, set()), text)):
            shown.append(deadline)
    recorded = {record.position: record.recorded_at for record in reader.log.at([one.position for one in shown])}
    return sorted(shown, key=lambda one: (one.day, one.commitment)), recorded


def _own_tags(deadline: Deadline) -> set[str]:
    topics = (f"topic:{topic}" for topic in deadline.topics)
    return {f"commitment:{deadline.commitment}", f"jurisdiction:{deadline.jurisdiction}", *topics}


def _measures(reader: Reader, through: int, measures: Collection[str]) -> dict[str, set[str]]:
    """Commitment -> tags of those of the measures that were ever linked to it."""
    positions = reader.log.tagged([f"measure:{measure}" for measure in measures], through=through)
    found: dict[str, set[str]] = {}
    for tags in reader.log.tags_of(positions).values():
        for tag in tags:
            kind, _, linked = tag.partition(":")
            measure, _, commitment = linked.partition(":")
            if kind == "link":
                found.setdefault(commitment, set()).add(f"measure:{measure}")
    return found

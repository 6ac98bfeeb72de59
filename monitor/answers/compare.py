"""What changed between two views: between two days, or in what was known."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from monitor.answers.board_filter import EVERYTHING, BoardFilter
from monitor.answers.candidates import candidates
from monitor.answers.reader import Reader
from monitor.answers.shape import Shape
from monitor.answers.snapshots import headlines
from monitor.answers.views import View
from monitor.gather_many import gather_commitments
from monitor.status.cases import build
from monitor.status.facts import Fact

PAGE = 500
"""Commitments compared together."""


def compare_views(reader: Reader, view_from: View, view_to: View, wanted: BoardFilter | None = None) -> Shape:
    """The contract's **compare**: every commitment that stands differently, by id, and how many stand the same.

    ``before`` and ``after`` are null where the commitment is not made or not on record. A commitment is looked at where
    it matches the filter in either view. ``events`` are ids, by position, of what touches it and counts, or begins to
    be possible, after the earlier day and by the later one, or came on record after the earlier moment and by the
    later one.
    """
    wanted = wanted or EVERYTHING
    names = candidates(reader, wanted.jurisdiction, max(view_from.through, view_to.through))
    items: list[Shape] = []
    unchanged = 0
    for start in range(0, len(names), PAGE):
        some = names[start : start + PAGE]
        old, new = headlines(reader, view_from, some), headlines(reader, view_to, some)
        found: list[Shape] = []
        for name in some:
            sides = [(head[name], made[name]) for head, made in (old, new) if name in head]
            if not any(wanted.shows(*side) for side in sides):
                continue
            before, after = standing(old[0].get(name)), standing(new[0].get(name))
            if before == after:
                unchanged += 1
                continue
            title = sides[-1][1]["content"]["title"]
            found.append({"id": name, "title": title, "before": before, "after": after})
        events = _events(reader, view_from, view_to, [one["id"] for one in found])
        items += [{**one, "events": events[one["id"]]} for one in found]
    return {"from_view": view_from.shown(), "to_view": view_to.shown(), "items": items, "unchanged": unchanged}


def standing(headline: Mapping[str, Any] | None) -> Shape | None:
    """Where a commitment stands, in the four words that a change is a change of."""
    return {key: headline[key] for key in ("status", "certain", "stage", "flags")} if headline else None


def _events(reader: Reader, view_from: View, view_to: View, commitments: Sequence[str]) -> dict[str, list[str]]:
    """Commitment -> ids of the events between both views, by position."""
    first, last = sorted((view_from.day, view_to.day))
    earlier, later = sorted((view_from, view_to), key=lambda view: view.through)
    found: dict[str, dict[int, str]] = {name: {} for name in commitments}
    shown: dict[str, set[int]] = {name: set() for name in commitments}
    for view in (earlier, later):
        for name, facts in _facts(reader, view, commitments):
            shown[name] |= {fact.position for fact in facts}
            between = (fact for fact in facts if first < fact.counts_from <= last or first < fact.earliest <= last)
            found[name] |= {fact.place: fact.id for fact in between}
    touching = reader.log.tagged_each([f"commitment:{name}" for name in commitments], through=later.through)
    for name in commitments:
        recorded = [position for position in touching.get(f"commitment:{name}", ()) if position > earlier.through]
        found[name] |= {
            entry.position: entry.id
            for entry in reader.gather.at(recorded)
            if entry.position in shown[name] or entry.fact is None or later.aspect.plain
        }
    return {name: [each[position] for position in sorted(each)] for name, each in found.items()}


def _facts(reader: Reader, view: View, commitments: Sequence[str]) -> Iterator[tuple[str, Sequence[Fact]]]:
    """What each commitment is folded from in a view."""
    bodies = reader.gather.bodies(view.through)
    for name, entries in gather_commitments(reader.log, reader.gather, commitments, view.through).items():
        dossier = build(name, entries, bodies, view.aspect)
        yield name, dossier.commitment.facts if dossier is not None else ()

"""Measures as answers: constitutions, laws, plans, decisions with their stages, as known in a view."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.answers.facts_in_view import contents_of, cut_to_view
from monitor.answers.folded import measures_on
from monitor.answers.items import measure_shape
from monitor.answers.measure_shapes import acts_upon, concerning, effects, heard_of, lines, stages
from monitor.answers.reader import NotOnRecord, Reader
from monitor.answers.shape import Shape
from monitor.answers.views import View
from monitor.status.facts import Fact
from monitor.status.record import effective

PAGE = 200
"""Measures looked at together while a filter searches."""


@dataclass(frozen=True, slots=True)
class MeasureFilter:
    """Which measures to list: values of one field are alternatives, fields must all match; empty lists all."""

    jurisdiction: tuple[str, ...] = ()
    commitment: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    q: str = ""


def measures(
    reader: Reader, view: View, wanted: MeasureFilter | None = None, *, after: str = "", limit: int = 100
) -> tuple[list[Shape], bool]:
    """Measures by id past ``after``, at most ``limit``, and whether there are more; without their stages and events.

    Those not heard of by the day of the view are absent.
    """
    wanted = wanted or MeasureFilter()
    names = [name for name in _names(reader, view, wanted.commitment) if name > after]
    found: list[Shape] = []
    for start in range(0, len(names), PAGE):
        for name, body in _bodies(reader, view, names[start : start + PAGE]).items():
            if not _matches(wanted, body):
                continue
            acts = acts_upon(name, _facts(reader, view, name))
            told = heard_of(acts, view.day, ())
            if wanted.jurisdiction and {fact.jurisdiction for fact in told}.isdisjoint(wanted.jurisdiction):
                continue
            found.append(_about(body, acts, view))
            if len(found) > limit:
                return found[:limit], True
    return found, False


def one_measure(reader: Reader, view: View, measure: str) -> Shape:
    """The contract's **measure**, with every stage and event up to the day of the view and what is scheduled after it.

    Raises:
        NotOnRecord: it is not heard of at that moment.
    """
    body = _bodies(reader, view, [measure]).get(measure)
    if body is None:
        raise NotOnRecord("measure", measure)
    facts = _facts(reader, view, measure)
    about = concerning(measure, facts)
    contents = contents_of(reader, about)
    scheduled = {position for position, content in contents.items() if content.get("scheduled")}
    return {
        **_about(body, acts_upon(measure, facts), view),
        "stages": stages(measure, facts, view.day, scheduled),
        "events": lines(heard_of(about, view.day, scheduled), contents),
    }


def _about(body: Mapping[str, Any], acts: Iterable[Fact], view: View) -> Shape:
    return {**measure_shape(body), "effect_on": effects(acts, view.day)}


def _facts(reader: Reader, view: View, measure: str) -> tuple[Fact, ...]:
    """What is on record about a measure, and what ends any of it, in the fold's order."""
    held = effective(reader.gather.measure(measure, view.through))
    return cut_to_view(held, view, reader.gather.bodies(view.through))


def _names(reader: Reader, view: View, commitments: Collection[str]) -> list[str]:
    """Ids of measures that ever were on record, ascending; where commitments are named, only those linked to any."""
    if not commitments:
        with reader.probes() as probes:
            return probes.keys("measure")
    links = reader.log.tags_like(["link:"], through=view.through).get("link:", {})
    pairs = (tag.split(":")[1:] for tag in links)
    return sorted({measure for measure, commitment in pairs if commitment in commitments})


def _bodies(reader: Reader, view: View, names: Sequence[str]) -> dict[str, Any]:
    """What is known of each of these measures on the day of the view, in their order."""
    if view.aspect.plain:
        with reader.probes() as probes:
            found = reader.parts.measures(probes, names, view.day, view.through)
        return {name: found[name] for name in names if name in found}
    return measures_on(reader.folds.measures(names, view), view.day)


def _matches(wanted: MeasureFilter, body: Mapping[str, Any]) -> bool:
    return (
        (not wanted.kind or body["kind"] in wanted.kind)
        and (not wanted.stage or body["stage"] in wanted.stage)
        and all(word in (body["title"] or "").casefold() for word in wanted.q.casefold().split())
    )

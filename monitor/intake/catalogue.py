"""Looks up in the log what some events refer to."""

from collections.abc import Sequence

from events.log import Log
from events.tags import PUBLIC_TAGS
from monitor.gather import Gather
from monitor.intake.declarations import that_stand
from monitor.intake.forgetting import Beside
from monitor.intake.known import Known, OnRecord
from monitor.intake.references import References
from monitor.status.record import Entry


def look_up(log: Log, gather: Gather, references: References, through: int) -> Known:
    """What is on record, up to a position, of everything these references name."""
    known = Known(jurisdictions=_in_jurisdictions(log, references, through))
    positions = _events(log, references, through, known)
    _links(log, references, through, known)
    commitments = references.commitments.union(*known.jurisdictions.values(), *known.links.values())
    commitments = commitments.union(*(event.touches for event in known.events.values()))
    makings = log.tagged([f"declares:commitment:{one}" for one in commitments], through=through) if commitments else ()
    entries = gather.closed({*positions, *makings}, through)
    known.standings.begin(entries)
    for entry in entries:
        made = _made(entry)
        if made is not None:
            known.make(entry.id, *made)
    _texts(log, references, entries, known)
    named = {"benchmark": references.benchmarks, "body": references.bodies, "measure": references.measures}
    declares = [f"declares:{kind}:{name}" for kind, names in named.items() for name in names]
    newest = log.last_tagged([*declares, *(f"commitment:{one}" for one in commitments)], through=through)
    known.last_touch = {one: newest[tag] for one in commitments if (tag := f"commitment:{one}") in newest}
    kinds = {"benchmark": known.benchmarks, "body": known.bodies, "measure": known.measures}
    for tag in that_stand(log, gather, {tag: newest[tag] for tag in declares if tag in newest}, through):
        _, kind, name = tag.split(":", 2)
        kinds[kind].add(name)
    return known


def _in_jurisdictions(log: Log, references: References, through: int) -> dict[str, set[str]]:
    prefixes = {f"declared-in:{code}:": code for code in references.jurisdictions}
    found = log.tags_like(list(prefixes), through=through) if prefixes else {}
    return {code: {tag.removeprefix(prefix) for tag in found.get(prefix, ())} for prefix, code in prefixes.items()}


def _links(log: Log, references: References, through: int, known: Known) -> None:
    prefixes = {f"link:{measure}:": measure for measure in references.measures}
    for prefix, tags in (log.tags_like(list(prefixes), through=through) if prefixes else {}).items():
        known.links[prefixes[prefix]] = {tag.removeprefix(prefix) for tag in tags}


def _made(entry: Entry) -> tuple[str, str] | None:
    if entry.type != "commitment-made" or entry.fact is None or entry.fact.data is None:
        return None
    return entry.fact.data["commitment"]["id"], entry.fact.jurisdiction


def _events(log: Log, references: References, through: int, known: Known) -> set[int]:
    positions = {*log.positions_of(references.events).values(), *references.positions}
    positions = {position for position in positions if position <= through}
    tags = log.tags_of(positions) if positions else {}
    for record in log.at(positions) if positions else ():
        touched = {tag.removeprefix("commitment:") for tag in tags[record.position] if tag.startswith("commitment:")}
        known.events[record.id] = OnRecord(record.position, record.id, record.type, frozenset(touched), record.envelope)
        known.by_position[record.position] = record.id
    return positions


def _texts(log: Log, references: References, entries: Sequence[Entry], known: Known) -> None:
    for entry in entries:
        if entry.type == "event-corrected" and entry.target is not None:
            known.family.corrections.setdefault(entry.target, []).append(entry.id)
    targets = {known.by_position.get(one) if isinstance(one, int) else one for one in references.withheld}
    wanted = {one for target in targets if target is not None for one in known.family.of(target)}
    ids = {entry.position: entry.id for entry in entries if entry.id in wanted}
    for position, texts in (log.texts(ids) if ids else {}).items():
        known.family.texts[ids[position]] = Beside(position, {text.path: text.text for text in texts})


def is_public_tag(tag: str) -> bool:
    """Whether a tag is of a kind that a reader may name: ``commitment:kz-media-law``."""
    kind, _, name = tag.partition(":")
    return kind in PUBLIC_TAGS and bool(name)

"""What the forms offer to pick from: bodies, commitments, measures and the like that are on record."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from events.jurisdictions import JURISDICTIONS
from monitor.answers.bodies import bodies
from monitor.answers.reader import Reader
from monitor.answers.views import Asked, View, resolve
from monitor.languages.phrases import N_, Words
from monitor.pages.desk.forms.field import Control, Field, Group, Pick, Several
from monitor.pages.reading.labels import jurisdiction

MOST: Final = 2_000
"""So many of one kind are offered; whatever else is on record can be typed."""

LANGUAGES: Final = Words(
    {"en": N_("English"), "kk": N_("Kazakh"), "kk-Cyrl": N_("Kazakh, Cyrillic"), "ru": N_("Russian")}
)

Offer = list[tuple[str, str]]
"""Values with their words."""


def picks_in(fields: Iterable[Field]) -> set[Pick]:
    """What there is to pick in a form."""
    found: set[Pick] = set()
    for one in fields:
        match one:
            case Control():
                found |= {one.pick} if one.pick is not None else set()
            case Group():
                found |= picks_in(one.members)
            case Several():
                found |= picks_in((one.item,))
    return found


def offered(reader: Reader, picks: Collection[Pick]) -> Mapping[Pick, Offer]:
    """What is on record now, of each of these kinds."""
    view = resolve(reader.log, Asked(), reader.now(), None)
    found: dict[Pick, Offer] = {}
    if {"commitment", "subject"} & {*picks}:
        found["commitment"], found["subject"] = _commitments(reader, view)
    if "body" in picks:
        known, _ = bodies(reader, view, limit=MOST)
        found["body"] = [(one["id"], one["name"]) for one in known]
    if "measure" in picks:
        found["measure"] = _measures(reader, view)
    if "indicator" in picks:
        tags = reader.log.tags_like(["indicator:"], through=view.through).get("indicator:", {})
        found["indicator"] = [(tag.removeprefix("indicator:"), "") for tag in sorted(tags)[:MOST]]
    found["jurisdiction"] = [(code, jurisdiction(code)) for code in JURISDICTIONS]
    found["language"] = list(LANGUAGES.items())
    return {pick: offer for pick, offer in found.items() if pick in picks}


def _commitments(reader: Reader, view: View) -> tuple[Offer, Offer]:
    with reader.probes() as probes:
        ids = list(probes.commitments(None))[:MOST]
        defined = probes.probe("definition", ids, view.day, view.through)
    commitments, subjects = Offer(), Offer()
    for one in ids:
        content: Any = defined[one]["content"] if one in defined else {"title": one}
        commitments.append((one, content["title"]))
        subjects.append((one, content["title"]))
        subjects += [(mark["id"], mark["title"]) for mark in content.get("benchmarks") or ()]
    return commitments, subjects


def _measures(reader: Reader, view: View) -> Offer:
    prefix = "declares:measure:"
    tags = reader.log.tags_like([prefix], through=view.through).get(prefix, {})
    first = {position: tag.removeprefix(prefix) for tag, position in sorted(tags.items())[:MOST]}
    titles: dict[str, str] = {}
    for record in reader.log.at(list(first)):
        content = record.envelope["data"].get("replacement", record.envelope)
        measure = content["data"].get("measure") or {}
        titles[first[record.position]] = measure.get("title", first[record.position])
    return sorted(titles.items())

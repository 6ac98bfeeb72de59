"""The sections of a letter: what changed of each item, on whose word, and how it stands now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alerts.notices import Notice
from monitor.feeds.addresses import event_link, view_link
from monitor.feeds.change_entry import Happened, Names
from monitor.feeds.names import name_of
from monitor.feeds.sayings import saying
from monitor.feeds.told_event import ToldEvent
from monitor.languages.possibly import possibly
from monitor.status.assessors import Bodies
from monitor.status.rules import LABELS

Shape = dict[str, Any]

US = "Reform Monitor"
"""Who says what nobody else does."""

MOST_SOURCES = 5
MOST_CONCERNED = 3
_MOVES = frozenset({"status", "commitment", "history"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How commitments stood before and stand after a cause, as headlines, and their items in the contract's shape."""

    before: Mapping[str, Mapping[str, Any]]
    after: Mapping[str, Mapping[str, Any]]
    items: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Section:
    """The section of an item, as ``alerts.mail.notification`` has it, and the commitment that it is about most."""

    item: str
    commitment: str | None
    shape: Shape


def sections(happened: Happened, names: Names, standing: Standing, public_url: str) -> list[Section]:
    """The section of each item.

    An event is about the commitments that it bears on: their present state stands beside it.
    """
    of_item: dict[str, list[Notice]] = {}
    for notice in happened.notices:
        of_item.setdefault(notice.item, []).append(notice)
    # What happened is told with what changed by it; an event by itself has a section where nothing did.
    bare = {item for item, every in of_item.items() if _is_bare(item, every)}
    told = {event for item in of_item.keys() - bare for one in of_item[item] for event in one.events}
    of_item = {
        item: every for item, every in of_item.items() if item not in bare or not told.issuperset(every[0].events)
    }
    return [
        Section(
            item,
            next(iter(_concerned(item, notices, standing)), None),
            _section(item, notices, happened, names, standing, public_url),
        )
        for item, notices in of_item.items()
    ]


def _is_bare(item: str, notices: Sequence[Notice]) -> bool:
    return item.startswith("event:") and all(one.what == "event" for one in notices)


def commitments_of(notices: Sequence[Notice]) -> list[str]:
    """The commitments that some notices concern."""
    tags = {tag for one in notices for tag in (one.item, *one.tags) if tag.startswith("commitment:")}
    return sorted(tag.partition(":")[2] for tag in tags)


def _concerned(item: str, notices: Sequence[Notice], standing: Standing) -> list[str]:
    kind, _, identity = item.partition(":")
    names = [identity] if kind == "commitment" else commitments_of(notices)[:MOST_CONCERNED]
    return [name for name in names if name in standing.items]


def _section(
    item: str, notices: Sequence[Notice], happened: Happened, names: Names, standing: Standing, public_url: str
) -> Shape:
    kind, _, _ = item.partition(":")
    told = names.told(notices)
    shown = [standing.items[name] for name in _concerned(item, notices, standing)]
    return {
        "title": names.title(item),
        "changes": [each for one in notices if one.what != "event" for each in _changes(one, names, standing)],
        "cause": "; ".join(f"{one.occurred}: {one.marked_title}" for one in told) or None,
        "sources": list(_sources(told, names.bodies)),
        "present": [each for one in shown for each in _present(one, names.bodies, titled=kind != "commitment")],
        "links": list(_links(item, told, happened, public_url)),
        "language": told[0].language if kind == "event" and told else None,
    }


def _changes(notice: Notice, names: Names, standing: Standing) -> Iterator[Shape]:
    """What became different: one thing, but for an assessment, which gives any number of grades."""
    if notice.what == "assessment":
        yield from _grades(names.told([notice]), names.bodies, standing)
    else:
        yield _change(notice, names, standing)


def _grades(told: Sequence[ToldEvent], bodies: Bodies, standing: Standing) -> Iterator[Shape]:
    """Every grade as it reads by now: no message follows one that was written after the correction."""
    for event in told:
        for grade in event.grades:
            label = grade.value.replace("-", " ")
            if event.grades_several:
                item = standing.items.get(grade.of)
                label = f"{item['title'] if item is not None else grade.of}: {label}"
            yield {"of": "Assessment", "before": None, "after": {"label": label, "by": name_of(grade.by, bodies)}}


def _change(notice: Notice, names: Names, standing: Standing) -> Shape:
    _, _, identity = notice.item.partition(":")
    match notice.what:
        case "status":
            before, after = standing.before.get(identity), standing.after.get(identity)
            return {
                "of": "Status",
                "before": _status(notice.before, before, names.bodies),
                "after": _status(notice.after, after, names.bodies),
            }
        case "stage":
            return {"of": "Stage", "before": _label(notice.before), "after": _label(notice.after)}
        case "ruling":
            told = names.told([notice])
            court = [name_of(source.publisher, names.bodies) for one in told for source in one.sources]
            outcome = next((one.outcome for one in told if one.outcome is not None), notice.after["outcome"])
            return {"of": "Ruling", "before": None, "after": {**_label(outcome), "by": next(iter(court), None)}}
        case "correction" | "retraction":
            return {"of": _WORDS[notice.what], "before": None, "after": {"label": notice.after["reason"], "by": US}}
        case _:
            after = _label(saying(notice, names.bodies))
            return {"of": _WORDS.get(notice.what, "Change"), "before": None, "after": after}


_WORDS = {
    "commitment": "Commitment",
    "history": "History",
    "concern": "Concern",
    "correction": "Correction",
    "retraction": "Retraction",
}


def _label(words: str) -> Shape:
    return {"label": words.replace("-", " ")}


def _status(value: Mapping[str, Any] | None, headline: Mapping[str, Any] | None, bodies: Bodies) -> Shape | None:
    """A status with who grades it so; without a grade it rests on the facts on record."""
    if value is None or value["status"] is None:
        return None
    words = LABELS.get(value["status"], value["status"])
    label = possibly(words, certain=value["certain"])
    by = headline["by"] if headline is not None and headline["status"] == value["status"] else None
    return {"label": label, "by": name_of(by[0], bodies), "given": by[1]} if by else {"label": label}


def _present(item: Mapping[str, Any], bodies: Bodies, *, titled: bool) -> Iterator[Shape]:
    """How it stands now, and what who bears the duty says of it."""
    if item["label"] is not None:
        by = item["by"]
        yield {
            "label": f"{item['title']}: {item['label']}" if titled else item["label"],
            **({"by": name_of(by["body"], bodies), "given": by["given"]} if by else {}),
        }
    for flag in item["flags"]:
        yield _label(flag)
    for account in item["accounts"]:
        if account["claim"] and account["value"]:
            yield {
                "label": account["value"].replace("-", " "),
                "by": name_of(account["body"], bodies),
                "given": account["given"],
                "claim": True,
            }


def _sources(told: Sequence[ToldEvent], bodies: Bodies) -> Iterator[Shape]:
    found = dict.fromkeys(source for event in told for source in event.sources)
    for source in list(found)[:MOST_SOURCES]:
        publisher = name_of(source.publisher, bodies)
        yield {"title": source.title, "publisher": publisher, "account": source.account, "url": source.url}


def _links(item: str, told: Sequence[ToldEvent], happened: Happened, public_url: str) -> Iterator[Shape]:
    kind, _, identity = item.partition(":")
    if kind != "event":
        url = view_link(public_url, f"{kind}s", identity, happened.as_of, happened.known_at)
        yield {"words": "As it stands in this message", "url": url}
    for event in told[:1]:
        yield {"words": "The event on record", "url": event_link(public_url, event.id)}

"""Jurisdictions as answers: whose commitments are on record, and how far the record of each reaches."""

from typing import Any

from events.jurisdictions import name_of, zone_of
from monitor.answers.facts_in_view import facts_in_view
from monitor.answers.reader import Reader
from monitor.answers.shape import Shape
from monitor.answers.snapshots import definitions
from monitor.answers.views import View

_DECLARED, _COVERS = "declared-in:", "covers:"
_NONE = "-"
"""What stands for the jurisdiction where single commitments are covered."""


def jurisdictions(reader: Reader, view: View) -> list[Shape]:
    """Every jurisdiction on record by code: name, zone, commitments on the board of that day, their topics, coverage.

    ``coverage`` is what was stated last about the whole jurisdiction, null where nothing was; ``covers_to`` null means
    followed to today.
    """
    tags = reader.log.tags_like([_DECLARED, _COVERS], through=view.through)
    homes: dict[str, list[str]] = {}
    for tag in tags.get(_DECLARED, {}):
        _, code, commitment = tag.split(":")
        homes.setdefault(code, []).append(commitment)
    covered = {tag.removeprefix(_COVERS) for tag in tags.get(_COVERS, {})} - {_NONE}
    return [_one(reader, view, code, homes.get(code, [])) for code in sorted(covered | homes.keys())]


def _one(reader: Reader, view: View, code: str, commitments: list[str]) -> Shape:
    # A commitment may have been corrected into another jurisdiction since it was declared in this one.
    made = {name: one for name, one in definitions(reader, view, commitments).items() if one["jurisdiction"] == code}
    return {
        "code": code,
        "name": name_of(code),
        "zone": zone_of(code),
        "commitments": len(made),
        "topics": sorted({topic for one in made.values() for topic in one["topics"]}),
        "coverage": _coverage(reader, view, code),
    }


def _coverage(reader: Reader, view: View, code: str) -> dict[str, Any] | None:
    stated = [
        fact
        for fact in facts_in_view(reader, view, [f"{_COVERS}{code}"])
        if fact.type == "coverage-stated" and fact.data is not None and fact.data.get("jurisdiction") == code
    ]
    if not stated:
        return None
    last = max(stated, key=lambda fact: fact.place)
    data = last.data or {}
    told = {key: data.get(key) for key in ("covers_from", "covers_to", "last_checked", "cadence")}
    return {**told, "event": last.id}

"""The rules in words: which status comes when, row by row, and what each flag says."""

from typing import Any

from monitor.status.flags import DUE_SOON_DAYS, NO_RECENT_RECORD_DAYS
from monitor.status.rules import EXTERNAL_TEXT, LABELS, LATEST_RULES, OPEN, RULE_SETS, STATUS_OF_ORDINAL, Rule

Shape = dict[str, Any]

FLAGS: tuple[tuple[str, str, int | None], ...] = (
    (
        "disputed-by-duty-bearer",
        "A claim of the duty-bearer and an external assessment differ by a grade, or in direction where one gave none.",
        None,
    ),
    ("due-soon", "It is open, and the due day is near or today.", DUE_SOON_DAYS),
    ("late", "It was enacted after the due day; the days are given at least and at most.", None),
    ("no-recent-record", "Nothing on record about it counts from any of the last days.", NO_RECENT_RECORD_DAYS),
    ("overdue", "It is open, and the due day has passed.", None),
    ("reviewers-differ", "Two external assessments differ by a grade, or in direction where one gave no grade.", None),
    ("threatened", "It is to be achieved, and a measure that hinders it is alive or in force.", None),
)
"""Name, meaning, and the number of days that decides, where one does."""


def rules_shapes() -> list[Shape]:
    """Every rule set: name, version, whether it answers where none is named, and the kinds it knows."""
    return [
        {"name": name, "version": version, "id": rules, "latest": rules == LATEST_RULES, "kinds": list(kinds)}
        for rules, kinds in RULE_SETS.items()
        for name, version in [rules.split("/")]
    ]


def rule_set(name: str, version: str | int) -> Shape:
    """One rule set: the rows of each kind in the order in which they are tried, the flags, and what *external* means.

    A row whose ``status`` is null gives the status of the grade itself, by ``status_of_ordinal``.

    Raises:
        KeyError: there is none of that name and version.
    """
    rules = f"{name}/{version}"
    kinds = RULE_SETS[rules]
    return {
        "name": name,
        "version": str(version),
        "id": rules,
        "latest": rules == LATEST_RULES,
        "kinds": {kind: [_row(rule) for rule in rows] for kind, rows in kinds.items()},
        "flags": [{"name": flag, "text": text, "days": days} for flag, text, days in FLAGS],
        "labels": dict(LABELS),
        "status_of_ordinal": list(STATUS_OF_ORDINAL),
        "open": sorted(OPEN),
        "external": EXTERNAL_TEXT,
    }


def _row(rule: Rule) -> Shape:
    return {"name": rule.name, "status": rule.status, "label": rule.label, "text": rule.text}

"""The rules in words: which status comes when, row by row, and what each flag says."""

from monitor.answers.shape import Shape
from monitor.status.flags import FLAGS
from monitor.status.rules import EXTERNAL_TEXT, LABELS, LATEST_RULES, OPEN, RULE_SETS, STATUS_OF_ORDINAL, Rule


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

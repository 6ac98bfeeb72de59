"""What the page on the method shows: rules, flags and assessment schemes, printed from the code that applies them."""

from typing import Any

from events.schemes import direction_of, schemes
from monitor.answers.rule_shapes import rule_set
from monitor.pages.reading.labels import KINDS, WHY_SET_ASIDE, mark
from monitor.pages.reading.schemes_told import DIRECTIONS
from monitor.status.rules import STATUS_OF_ORDINAL


def method(rules: str) -> dict[str, Any]:
    """What the template takes; ``rules`` names the rule set with its version.

    Raises:
        KeyError: there is no such rule set.
    """
    found = rule_set(*rules.split("/", 1))
    return {
        "rules": found,
        "tables": [(kind, KINDS[kind], rows) for kind, rows in found["kinds"].items() if rows],
        "ordinals": [(number, mark(STATUS_OF_ORDINAL[number])) for number in reversed(range(len(STATUS_OF_ORDINAL)))],
        "schemes": [
            (one, [(value, _direction(value.ordinal)) for value in one.values])
            for one in sorted(schemes(), key=lambda one: one.title)
        ],
        "set_aside": list(WHY_SET_ASIDE.values()),
    }


def _direction(ordinal: int | None) -> str | None:
    found = direction_of(ordinal)
    return DIRECTIONS[found] if found is not None else None

"""Upcasters: how an old version of an event is read as the next, one small function for each step.

The log keeps what was written and hashed; only reading goes through here. A new version ``court-ruling.v2`` comes
with a function registered for ``court-ruling.v1`` that returns the same fact in the shape of ``v2``.
"""

from collections.abc import Callable, Mapping
from typing import Any

Envelope = dict[str, Any]
Step = Callable[[Envelope], Envelope]

STEPS: Mapping[str, Step] = {}
"""Wire name -> the step to its next version. Empty while every type is at its first version."""


class UpcastsForEver(ValueError):
    """A step does not lead to another version."""


def upcast(envelope: Envelope, steps: Mapping[str, Step] = STEPS) -> Envelope:
    """The envelope in the newest version of its type; one that is newest already is returned as it is.

    Args:
        envelope: as decoded from the leaf.
        steps: for tests of the mechanism; everybody else leaves it out.

    Raises:
        UpcastsForEver: a step returned a version that was seen before.
    """
    seen = set()
    while (wire_name := envelope["type"]) in steps:
        if wire_name in seen:
            raise UpcastsForEver(wire_name)
        seen.add(wire_name)
        envelope = steps[wire_name](envelope)
    return envelope

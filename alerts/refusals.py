"""Letters that were refused for good, in numbers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusals:
    """How many letters were given up, and with which codes the newest was: ``550 5.7.1``. No words of the server."""

    messages: int = 0
    answer: str | None = None

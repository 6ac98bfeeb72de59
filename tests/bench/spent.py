"""Time spent: by the clock, and by the processor on this process, which other programs on the machine stretch less."""

from dataclasses import dataclass
from time import perf_counter, process_time
from typing import Self


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock and by the processor."""

    wall: float = 0.0
    cpu: float = 0.0

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.wall + other.wall, self.cpu + other.cpu)

    @classmethod
    def now(cls) -> Self:
        """Where both stand now."""
        return cls(perf_counter(), process_time())

    @property
    def since(self) -> "Spent":
        """What was spent since both stood here."""
        return Spent(perf_counter() - self.wall, process_time() - self.cpu)

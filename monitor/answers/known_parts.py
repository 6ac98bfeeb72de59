"""What ever happened to parts of measures, remembered: few have any, and a board asks of each that it shows."""

from collections.abc import Collection
from itertools import groupby
from operator import itemgetter
from typing import Any

import orjson

from monitor.answers.known_rows import KnownRows, KnownStrand
from monitor.readmodel.probing import Probes
from monitor.readmodel.row_json import parts_on

ROWS_KEPT = 20_000
"""Rows remembered at most, about a kilobyte each."""

_Parts = KnownStrand[dict[str, Any]]
_NONE: _Parts = KnownStrand((), ())


class KnownParts:
    """What one process knows of the parts of measures; any thread may ask."""

    def __init__(self) -> None:
        self._known = KnownRows(_read, lambda parts: 1 + len(parts.rows), ROWS_KEPT)

    def measures(self, probes: Probes, names: Collection[str], day: int, through: int) -> dict[str, Any]:
        """What is told of each measure on a day, as known at a position, with the parts of it that stand apart."""
        found = probes.probe("measure", names, day, through)
        parts = self._known.known(probes, found, through)
        return {
            name: {**body, "parts": parts_on(changed for _, changed in parts[name].up_to(day, through))}
            for name, body in found.items()
        }


def _read(probes: Probes, measures: Collection[str]) -> dict[str, _Parts]:
    read = dict.fromkeys(measures, _NONE)
    for measure, rows in groupby(probes.part_rows(measures), key=itemgetter(0)):
        read[measure] = KnownStrand.of(rows, orjson.loads)
    return read

"""What assessors ever said, remembered: a board shows several accounts of each commitment, more as the record grows."""

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter

from monitor.answers.accounts import Assessment, Said
from monitor.answers.known_rows import KnownRows, KnownStrand
from monitor.readmodel.probing import EveryRow, Probes

ROWS_KEPT = 50_000
"""Rows remembered at most, about half a kilobyte each, and twice that again where an answer showed them."""

_Voices = tuple[KnownStrand[Assessment], ...]


class KnownAccounts:
    """What one process knows of what assessors said; any thread may ask."""

    def __init__(self) -> None:
        self._known = KnownRows(_read, _rows, ROWS_KEPT)

    def said(self, probes: Probes, subjects: Collection[str], day: int, through: int) -> dict[str, Said]:
        """What each assessor says of each subject on a day, as known at a position, in the order of their ids."""
        return {
            subject: [said for voice in voices if (said := voice.on(day, through)) is not None]
            for subject, voices in self._known.known(probes, subjects, through).items()
        }

    def ever_said(self, probes: Probes, subject: str, day: int, through: int) -> dict[str, list[tuple[int, bytes]]]:
        """What each assessor said of a subject up to a day, as known at a position, as rows keep it.

        By the assessors' ids, from which day on each held; those that said nothing yet are left out.
        """
        found: dict[str, list[tuple[int, bytes]]] = {}
        for voice in self._known.known(probes, [subject], through)[subject]:
            for since, said in voice.up_to(day, through):
                found.setdefault(said.assessor, []).append((since, said.kept))
        return found


def _read(probes: Probes, subjects: Collection[str]) -> dict[str, _Voices]:
    read: dict[str, _Voices] = dict.fromkeys(subjects, ())
    for subject, rows in groupby(probes.account_rows(subjects), key=lambda row: row[0].partition("/")[0]):
        read[subject] = tuple(_voices(rows))
    return read


def _voices(rows: Iterable[EveryRow]) -> Iterator[KnownStrand[Assessment]]:
    for key, own in groupby(rows, key=itemgetter(0)):
        assessor = key.partition("/")[2]
        yield KnownStrand.of(own, partial(Assessment, assessor))


def _rows(voices: _Voices) -> int:
    return 1 + sum(len(voice.rows) for voice in voices)

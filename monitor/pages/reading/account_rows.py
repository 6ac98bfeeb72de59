"""What each account ever said of a commitment by the day of a view: read from kept rows, or folded on request."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from monitor.answers.reader import NotOnRecord, Reader
from monitor.answers.views import View
from monitor.readmodel.strands import Strand, account_key

Rows = Mapping[str, Sequence[tuple[int, Any]]]
"""Body -> from which day on (an ordinal), and the assessment as the read model keeps it; ascending."""


def account_rows(reader: Reader, view: View, commitment: str) -> Rows:
    """What each account said by the day of the view; those that said nothing yet are left out."""
    return _kept(reader, view, commitment) if view.aspect.plain else _folded(reader, view, commitment)


def definition_of(reader: Reader, view: View, commitment: str) -> Any:  # noqa: ANN401 - a row of the read model
    """What the commitment is on the day of the view, as the read model keeps it; before it is made, as first defined.

    Raises:
        NotOnRecord: it is not on record at that moment.
    """
    rows = _defined(reader, view, commitment)
    if not rows:
        raise NotOnRecord("commitment", commitment)
    return ([body for day, body in rows if day <= view.day] or [rows[0][1]])[-1]


def _kept(reader: Reader, view: View, commitment: str) -> Rows:
    with reader.probes() as probes:
        found = reader.accounts.ever_said(probes, commitment, view.day, view.through)
    return {body: [(since, orjson.loads(kept)) for since, kept in rows] for body, rows in found.items()}


def _folded(reader: Reader, view: View, commitment: str) -> Rows:
    own = account_key(commitment, "")
    every = {
        strand.key.removeprefix(own): _rows(strand)
        for folded in reader.folds.commitments([commitment], view).values()
        for strand in folded.strands.values()
        if strand.kind == "account" and strand.key.startswith(own)
    }
    by_then = {body: [row for row in rows if row[0] <= view.day] for body, rows in every.items()}
    return {body: rows for body, rows in by_then.items() if rows}


def _defined(reader: Reader, view: View, commitment: str) -> Sequence[tuple[int, Any]]:
    if view.aspect.plain:
        with reader.probes() as probes:
            return probes.whole("definition", commitment, view.through)
    folded = reader.folds.commitments([commitment], view).get(commitment)
    return _rows(folded.strands["definition", commitment]) if folded is not None else ()


def _rows(strand: Strand) -> list[tuple[int, Any]]:
    return [(day, orjson.loads(body)) for day, body in strand.every]

"""The board, one commitment, its periods, its terms."""

from collections.abc import Sequence
from datetime import date

from events.codec import base_type
from monitor.answers.board_filter import EVERYTHING, BoardFilter
from monitor.answers.candidates import candidates
from monitor.answers.items import because, item, not_yet_made
from monitor.answers.reader import NotOnRecord, Reader, Retracted
from monitor.answers.shape import Shape
from monitor.answers.snapshots import definitions, dossier_of, headlines, snapshot
from monitor.answers.views import View
from monitor.readmodel.row_json import definition_body, headline_body
from monitor.status.because import explain
from monitor.status.cases import Dossier
from monitor.status.history import Period, history
from monitor.status.record import states


def board(
    reader: Reader, view: View, wanted: BoardFilter, *, after: str = "", limit: int = 100
) -> tuple[list[Shape], bool]:
    """Items by id past ``after``, and whether there are more; commitments not made by that day are absent."""
    # Of a page that shows all, most candidates are made; of one that is searched for, nobody knows how many fit.
    many = limit + 1 if wanted == EVERYTHING else max(limit * 2, 200)
    found: list[str] = []
    while len(found) <= limit:
        some = candidates(reader, wanted.jurisdiction, view.through, after=after, most=many)
        found += _shown(reader, view, wanted, some)
        if len(some) < many:
            break
        after = some[-1]
    shown = found[:limit]
    whole, bodies = snapshot(reader, view, shown), reader.gather.bodies(view.through)
    return [item(one, whole, view, bodies) for one in shown], len(found) > limit


def _shown(reader: Reader, view: View, wanted: BoardFilter, some: Sequence[str]) -> list[str]:
    if wanted.asks_how_they_stand:
        headline, definition = headlines(reader, view, some)
        return [one for one in some if one in headline and wanted.shows(headline[one], definition[one])]
    definition = definitions(reader, view, some)
    return [one for one in some if one in definition and wanted.shows_what_is(definition[one])]


def one_commitment(reader: Reader, view: View, commitment: str) -> Shape:
    """One commitment with the whole reason for its status.

    Raises:
        NotOnRecord: it is not on record at that moment.
        Retracted: its making was retracted.
    """
    dossier = _dossier(reader, view, commitment)
    first = dossier.commitment.definitions[0]
    if view.day < first.day:
        return not_yet_made(commitment, definition_body(first, first, dossier.commitment.covers_to), view)
    whole = snapshot(reader, view, [commitment])
    standing = _period_on(history(dossier.commitment), view.day).standing
    why = explain(dossier.commitment, standing, view.day, dossier.outside)
    return item(commitment, whole, view, reader.gather.bodies(view.through), why)


def periods(reader: Reader, view: View, commitment: str) -> list[Shape]:
    """Every period of a commitment, half-open and gap-free from the day it counts, future ones included.

    Raises:
        NotOnRecord: it is not on record at that moment.
        Retracted: its making was retracted.
    """
    dossier = _dossier(reader, view, commitment)
    content = dossier.definition.content
    shown: list[Shape] = []
    for period in history(dossier.commitment):
        body = headline_body(period.standing, period.since)
        shape = {
            "from": date.fromordinal(period.since).isoformat(),
            "to": date.fromordinal(period.until).isoformat() if period.until else None,
            "status": body["status"],
            "certain": body["certain"],
            "stage": body["stage"],
            "flags": list(body["flags"]),
            "because": because(body, content, None),
        }
        if shown and _same(shown[-1], shape):
            shown[-1]["to"] = shape["to"]
        else:
            shown.append(shape)
    return shown


def terms(reader: Reader, view: View, commitment: str) -> list[Shape]:
    """What exactly was promised according to each source, as defined on the day of the view (or first)."""
    dossier = _dossier(reader, view, commitment)
    defined = [one for one in dossier.commitment.definitions if one.day <= view.day]
    return [dict(term) for term in (defined or dossier.commitment.definitions)[-1].terms]


def _dossier(reader: Reader, view: View, commitment: str) -> Dossier:
    dossier = dossier_of(reader, view, commitment)
    if dossier is not None:
        return dossier
    entries = reader.gather.commitment(commitment, view.through) if view.through else []
    settled = states(entries)
    for entry in entries:
        made = entry.fact.data if entry.fact is not None and base_type(entry.type) == "commitment-made" else None
        if made and made["commitment"]["id"] == commitment and settled[entry.id].retracted:
            raise Retracted(commitment, settled[entry.id].retracted_by)
    raise NotOnRecord("commitment", commitment)


def _period_on(found: Sequence[Period], day: int) -> Period:
    return [period for period in found if period.since <= day][-1]


def _same(one: Shape, other: Shape) -> bool:
    return all(one[key] == other[key] for key in ("status", "certain", "stage", "flags", "because"))

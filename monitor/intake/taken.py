"""Ids that are given once: refused where one is on record, or that of another system stands twice in an append."""

from collections.abc import Mapping

from events.log import Log
from monitor.intake.references import external_id
from monitor.intake.refusals import EventIdOnRecord, ExternalIdOnRecord, Refusal
from monitor.intake.request import Request


def refuse_taken(log: Log, request: Request) -> None:
    """Refuse a request that gives an event an id that another has, naming every such event of it.

    An event's own id twice in a request is for ``checking``, which reads the events in their order.

    Raises:
        ExternalIdOnRecord: an id of another system is taken; own ids that are, are named as well.
        EventIdOnRecord: only own ids are.
    """
    names = [external_id(draft) if draft.get("external_id") else None for draft in request.drafts]
    external, own = ({name for name in names if name}, {draft["id"] for draft in request.drafts if draft.get("id")})
    holders = _holders(log, log.positions_of_external(external)) if external else {}
    taken = log.positions_of(own) if own else {}
    ours: list[Refusal] = []
    theirs: list[tuple[str, Refusal]] = []
    met: set[str] = set()
    for draft, name, line in zip(request.drafts, names, request.lines or (None,) * len(names), strict=True):
        if draft.get("id") in taken:
            ours.append(Refusal("/id", "id_taken", f"event id {draft['id']} is taken", line))
        if name and (name in holders or name in met):
            said = ExternalIdOnRecord.said(name, holders.get(name))
            theirs.append((name, Refusal("/external_id", "external_id_taken", said, line)))
        if name:
            met.add(name)
    named = sorted([*ours, *(one for _, one in theirs)], key=lambda one: one.line or 0)
    if theirs:
        first, _ = theirs[0]
        raise ExternalIdOnRecord(first, holders.get(first), named)
    if ours:
        raise EventIdOnRecord(next(draft["id"] for draft in request.drafts if draft.get("id") in taken), named)


def _holders(log: Log, positions: Mapping[str, int]) -> dict[str, str]:
    """External id -> id of the event that has it."""
    ids = {record.position: record.id for record in log.at(set(positions.values()))} if positions else {}
    return {name: ids[position] for name, position in positions.items()}

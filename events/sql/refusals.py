"""Which refusal a database meant, found by looking the append up rather than in the text of its message."""

from collections import Counter

from events.log import (
    EventIdTaken,
    ExternalIdTaken,
    IdempotencyKeyTaken,
    Log,
    LogRefusal,
    NewAppend,
    NothingToErase,
)


def refusal(log: Log, new: NewAppend) -> LogRefusal | None:
    """Why the log did not take an append whose head was right; ``None`` where nothing on record explains it.

    What is taken stays taken, so it does not matter that the append was rolled back before.
    """
    if new.idempotency is not None:
        asked = new.idempotency
        held = log.idempotency(asked.credential, asked.route, asked.key)
        if held is not None:
            return IdempotencyKeyTaken(held)
    ids = [event.id for event in new.events]
    if (taken := _first_taken(ids, log.positions_of(ids))) is not None:
        return EventIdTaken(taken)
    external = [event.external_id for event in new.events if event.external_id is not None]
    if (taken := _first_taken(external, log.positions_of_external(external))) is not None:
        return ExternalIdTaken(taken)
    texts = log.texts([position for position, _ in new.erase])
    for position, path in new.erase:
        if all(text.path != path for text in texts.get(position, ())):
            return NothingToErase(position, path)
    return None


def _first_taken(names: list[str], on_record: dict[str, int]) -> str | None:
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        if name in on_record or seen[name] > 1:
            return name
    return None

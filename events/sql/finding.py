"""The statement that finds events by tags, days and words."""

from collections.abc import Sequence

from events.log import EventQuery

FEW = 5_000
"""Up to so many positions a search starts from a group of tags; past that it walks the log and soon meets a match."""

RECORDED = """
SELECT events.position, events.append, events.id, events.type, appends.recorded_at, appends.recorded_by,
    events.leaf, events.leaf_hash
FROM events JOIN appends ON appends.number = events.append
"""
"""What a ``Recorded`` is made of, in its order."""


def count_statement(groups: int) -> str:
    """How many positions each of some groups of tags has, counted up to ``FEW + 1``: one row, one column for each.

    The tags of the groups are bound as ``tags_0``, ``tags_1`` ..., besides ``after``, ``through`` and ``stop``.
    """
    return f"SELECT {', '.join(_COUNT.replace('tags_N', f'tags_{index}') for index in range(groups))}"


def rarest(counts: Sequence[int]) -> int | None:
    """The index of the group with the fewest positions; ``None`` where all have more than ``FEW``."""
    index = min(range(len(counts)), key=counts.__getitem__, default=None)
    return index if index is not None and counts[index] <= FEW else None


def find_statement(query: EventQuery, start: int | None, *, newest_first: bool) -> str:
    """The SQL of a search that starts from group ``start``, or walks along the log.

    Besides what ``parameters_of`` gives, ``after``, ``through`` and ``limit`` are bound, and ``tags_0`` ... as above.
    """
    wanted = ["events.position > CAST(:after AS BIGINT)", "events.position <= CAST(:through AS BIGINT)"]
    for index in range(len(query.every)):
        carried = _FROM_TAGS if index == start else _HAS_TAG
        wanted.append(carried.replace("tags_N", f"tags_{index}"))
    if query.occurred_from is not None:
        wanted.append("(events.latest IS NULL OR events.latest >= :occurred_from)")
    if query.occurred_to is not None:
        wanted.append("(events.earliest IS NULL OR events.earliest <= :occurred_to)")
    wanted.extend(f"HAS(events.words, :word_{index})" for index in range(len(query.words)))
    order = "DESC" if newest_first else "ASC"
    return f"{RECORDED} WHERE {' AND '.join(wanted)} ORDER BY events.position {order} LIMIT CAST(:limit AS BIGINT)"


def parameters_of(query: EventQuery) -> dict[str, object]:
    """What the days and words of a query are bound as."""
    bound: dict[str, object] = {f"word_{index}": word.casefold() for index, word in enumerate(query.words)}
    if query.occurred_from is not None:
        bound["occurred_from"] = query.occurred_from
    if query.occurred_to is not None:
        bound["occurred_to"] = query.occurred_to
    return bound


_COUNT = """(
    SELECT count(*) FROM (
        SELECT 1 FROM event_tags WHERE tag IN TEXTS(:tags_N)
            AND position > CAST(:after AS BIGINT) AND position <= CAST(:through AS BIGINT)
        LIMIT CAST(:stop AS BIGINT)
    ) AS counted
)"""
_FROM_TAGS = """events.position IN (
    SELECT position FROM event_tags WHERE tag IN TEXTS(:tags_N)
        AND position > CAST(:after AS BIGINT) AND position <= CAST(:through AS BIGINT)
)"""
_HAS_TAG = "EXISTS (SELECT 1 FROM event_tags WHERE tag IN TEXTS(:tags_N) AND event_tags.position = events.position)"

"""Which commitments an answer may be about, before anything is read of them."""

from collections.abc import Collection
from itertools import islice

from monitor.answers.reader import Reader


def candidates(
    reader: Reader, jurisdictions: Collection[str], through: int, *, after: str = "", most: int | None = None
) -> list[str]:
    """Ids of commitments, ascending, past ``after``; the first of them, or all.

    Of ``jurisdictions`` those that were ever declared in one of them, as known at a position: what the read model keeps
    is where they are now, and a correction may have moved them since. Without any, all that ever were on record.
    """
    if not jurisdictions:
        with reader.probes() as probes:
            return probes.commitments(after=after, most=most)
    declared = reader.log.tags_like([f"declared-in:{code}:" for code in jurisdictions], through=through)
    names = {tag.rpartition(":")[2] for tags in declared.values() for tag in tags}
    return list(islice((name for name in sorted(names) if name > after), most))

"""The titles of what filters name, for whoever puts them in words."""

from collections.abc import Iterable
from datetime import date

from alerts.wishes import Wishes
from monitor.answers.reader import Reader

_LAST_DAY = date.max.toordinal()


def names_in(reader: Reader, wishes: Iterable[Wishes]) -> dict[str, str]:
    """Id -> title of the commitments, measures and bodies in these filters, as last known; others are left out."""
    filters = [one.filter for one in wishes]
    commitments = {name for one in filters for name in one.commitment}
    measures = {name for one in filters for name in one.measure}
    bodies = {name for one in filters for name in one.body}
    if not commitments | measures | bodies:
        return {}
    through = reader.log.head().position
    described = reader.gather.bodies(through)
    with reader.probes() as probes:
        defined = probes.probe("definition", sorted(commitments), _LAST_DAY, through)
        moved = probes.probe("measure", sorted(measures), _LAST_DAY, through)
    return {
        **{name: body["content"]["title"] for name, body in defined.items()},
        **{name: body["title"] for name, body in moved.items() if body["title"]},
        **{name: found.name for name in bodies if (found := described.get(name)) is not None},
    }

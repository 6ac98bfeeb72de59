"""Notices that a filter asks for, the newest first."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime

from alerts.announced import Announced
from alerts.filters import Filter, matches
from alerts.notices import Cause, Notice, Numbered, What
from alerts.sql import notice_store
from events.sql.engines import reading
from monitor.announcing.subjects import announced_of
from monitor.answers.reader import Reader

LOOKED_THROUGH = 10_000
"""How many of the newest are looked through for those that match: a feed is of news, and a rare word ends somewhere."""

PAGE = 500

Texts = Callable[[Iterable[Notice]], Mapping[bytes, str]]
"""Key of a notice -> what is printed of it."""

_EVER = datetime(1970, 1, 1, tzinfo=UTC)


def last_notice(reader: Reader) -> tuple[int, datetime | None]:
    """The number of the last notice and the moment it was recorded; 0 and ``None`` where there is none."""
    with reading(reader.engine) as connection:
        number = notice_store.head(connection)
        found = notice_store.newest(connection, before=number + 1, since=_EVER, limit=1)
    return number, next((one.notice.recorded_at for one in found), None)


def newest_matching(
    reader: Reader,
    wanted: Filter,
    texts: Texts,
    *,
    since: datetime = _EVER,
    looked_through: int | None = LOOKED_THROUGH,
) -> Iterator[Numbered]:
    """The notices that match, silent ones too, newest first; read as far as they are asked for.

    Args:
        reader: of the record.
        wanted: what they have to match.
        texts: asked for only where words are looked for.
        since: none that was recorded earlier.
        looked_through: how many are looked at most, those that do not match among them; ``None`` for all.
    """
    with reading(reader.engine) as connection:
        before = notice_store.head(connection) + 1
    looked = 0
    while looked_through is None or looked < looked_through:
        with reading(reader.engine) as connection:
            page = notice_store.newest(connection, before=before, since=since, limit=PAGE)
        yield from matching(page, wanted, texts)
        looked += PAGE
        if len(page) < PAGE:
            return
        before = page[-1].number


def matching(found: Iterable[Numbered], wanted: Filter, texts: Texts) -> list[Numbered]:
    """Those of some notices that match, in their order."""
    found = list(found)
    # What is printed takes the events and titles to find out, and only a search for words looks at it.
    printed = texts(one.notice for one in found) if wanted.text is not None else {}
    return [one for one in found if matches(wanted, announced_of(one.notice, printed.get(one.notice.key, "")))]


def subject(what: What, tags: Collection[str], text: str) -> Announced:
    """Something with these tags that no notice tells of, as a filter looks at it."""
    notice = Notice(
        what=what,
        item="",
        before=None,
        after=None,
        since=None,
        until=None,
        cause=Cause("append"),
        tags=tuple(tags),
        events=(),
        recorded_at=_EVER,
        counts_from=_EVER.date(),
        silent=True,
    )
    return announced_of(notice, text)

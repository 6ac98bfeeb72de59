"""What a filter looks at in a notice, from its tags and its change."""

from collections.abc import Collection
from typing import Any

from alerts.announced import Announced
from alerts.notices import Notice


def announced_of(notice: Notice, text: str) -> Announced:
    """The notice as filters see it; ``text`` is what will be printed of it, titles and summaries."""
    return Announced(
        what=notice.what,
        jurisdictions=_named(notice.tags, "jurisdiction:"),
        topics=_named(notice.tags, "topic:"),
        commitments=_named(notice.tags, "commitment:"),
        measures=_named(notice.tags, "measure:"),
        bodies=_named(notice.tags, "body:"),
        event_types=_named(notice.tags, "type:"),
        accounts=_named(notice.tags, "account:"),
        status_before=_status(notice.before),
        status_after=_status(notice.after),
        text=text,
    )


def _named(tags: Collection[str], prefix: str) -> frozenset[str]:
    return frozenset(tag.removeprefix(prefix) for tag in tags if tag.startswith(prefix))


def _status(value: Any) -> str | None:  # noqa: ANN401 - whatever a notice holds
    return value.get("status") if isinstance(value, dict) else None

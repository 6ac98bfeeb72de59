"""The stage of a measure in a phrase: since when, and whether that is merely possible."""

from monitor.languages.phrases import gettext as _
from monitor.languages.possibly import possibly
from monitor.pages.reading.dates_in_words import iso_day
from monitor.pages.reading.record_words import stage_of


def stage_since(stage: str, since: str | None, *, certain: bool) -> str:
    """``introduced since 5 June 2008``; ``since`` is an ISO day, ``None`` where it is not known."""
    words = stage_of(stage)
    if since is None:
        return possibly(words, certain=certain)
    return possibly(_("%(stage)s since %(day)s", stage=words, day=iso_day(since)), certain=certain)

"""What a change is in words as feeds and letters tell it: as pages do, in English whatever is spoken."""

from alerts.notices import Notice
from monitor.languages.speaking import Speech, speaking
from monitor.pages.reading.changes_told import change_told
from monitor.status.assessors import Bodies


def saying(notice: Notice, bodies: Bodies, by: str | None = None) -> str:
    """The change in a few words, without what it is a change of; see ``change_told``."""
    with speaking(Speech()):
        return change_told(notice, bodies, by)

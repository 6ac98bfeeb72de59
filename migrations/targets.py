"""The tables that the revisions add up to: those of every package that has some."""

from sqlalchemy import MetaData

from alerts.sql.tables import metadata as alerts_metadata
from events.sql.tables import metadata as events_metadata
from monitor.database import metadata as monitor_metadata
from monitor.drafting import tables as drafting
from monitor.keys import store
from monitor.readmodel import tables as read_model
from monitor.searching import tables as searching
from monitor.staff import tables as staff
from monitor.watching import tables as watching

TARGETS: list[MetaData] = [events_metadata, alerts_metadata, monitor_metadata]
"""The tables of every package that has some."""

REGISTERED = (drafting, store, read_model, searching, staff, watching)
"""Modules that put their tables into the metadata when they are imported."""

_OF_THE_ENGINE = "search_words"


def is_modelled(name: str | None, kind: str, _parents: object) -> bool:
    """Whether the models say what this is: not of the words of the search, which each engine keeps in its own way."""
    return not (kind == "table" and name is not None and name.startswith(_OF_THE_ENGINE))

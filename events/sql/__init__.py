"""The log on a database, and how this service connects to one."""

from events.sql.engines import make_engine, reading, writing
from events.sql.opening import open_log
from events.sql.tables import NAMING, metadata

__all__ = ["NAMING", "make_engine", "metadata", "open_log", "reading", "writing"]

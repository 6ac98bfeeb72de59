"""Whose ids stand in the log: the names of accounts, and what keys are labelled with."""

from collections.abc import Mapping

from sqlalchemy import Connection

from monitor.keys.store import all_keys
from monitor.staff.accounts import every


def names_of_recorders(connection: Connection) -> Mapping[str, str]:
    """What is recorded of who appended -> who that is, in words; a key without a label is left out."""
    people = {account.id: account.name for account in every(connection)}
    return people | {key.id: key.label for key in all_keys(connection) if key.label}

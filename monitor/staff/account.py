"""Who may use the desk: accounts of people, and what is known of whoever is signed in."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, get_args

from monitor.keys.key import Scope

StaffScope = Literal["ingest", "admin"]
"""What an account allows: ``ingest`` to append, ``admin`` that and to look after keys, people and messages."""

STAFF_SCOPES: Final[tuple[StaffScope, ...]] = get_args(StaffScope)
LONGEST_NAME: Final = 64


@dataclass(frozen=True, slots=True)
class Account:
    """One account without its password. Instants are UTC.

    ``revision`` grows whenever its sessions must end: with a new password, and when it is disabled.
    """

    id: str
    name: str
    scopes: frozenset[Scope]
    revision: int
    created_at: datetime
    disabled_at: datetime | None
    signed_in_at: datetime | None


@dataclass(frozen=True, slots=True)
class Staff:
    """Whoever is signed in. ``id`` is what stands in the log as ``recorded_by`` for what is appended.

    By a key, that is the id of the key, as it is over HTTP; by name and password it is the id of the account
    (``staff_...``): a pseudonym, since a name in the log could never be forgotten. Two persons are told apart by
    ``id``, so keys and accounts are given to one person each: whoever holds two counts as two. ``name`` is for people:
    the name of the account, or the label of the key.
    """

    id: str
    name: str
    scopes: frozenset[Scope]

    def allows(self, scope: Scope) -> bool:
        """Whether they have the scope; ``admin`` has all."""
        return scope in self.scopes or "admin" in self.scopes


def name_of(written: str) -> str | None:
    """The name of an account as it is kept, in NFC and without spaces around; ``None`` where it cannot be one.

    It has a letter or digit, and nothing that is not seen: control characters, marks of direction, line breaks.
    """
    name = unicodedata.normalize("NFC", written).strip()
    possible = len(name) <= LONGEST_NAME and name.isprintable() and any(one.isalnum() for one in name)
    return name if possible else None


def folded(name: str) -> str:
    """By what two names are the same, however they are written: case and composition make no difference."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold().strip())

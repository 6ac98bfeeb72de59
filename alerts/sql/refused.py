"""Letters that were refused for good although their addresses are not: it is us that is refused, or the letter."""

import re
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, text

from alerts.identities import ULID_RANDOM_BYTES, message_id
from alerts.posting import STAFF_DESTINATION
from alerts.refusals import Refusals
from alerts.sql.tables import STUCK

# Bound to what is stuck, of which there is little; an id begins with the instant at which it was made.
_REFUSED: Final = text(
    "SELECT count(*) OVER (), a.code, a.excerpt FROM messages m "  # noqa: S608 - own words
    "JOIN destinations d ON d.id = m.destination JOIN attempts a ON a.message = m.id AND a.n = m.attempts "
    f"WHERE m.{STUCK.text} AND m.state = 'exhausted' AND m.id >= :first AND d.channel = 'email' AND d.id <> :staff "
    "AND d.state NOT IN ('disabled', 'ended') "
    "AND NOT EXISTS (SELECT 1 FROM suppressions s WHERE s.address_digest = d.address_digest) "
    "ORDER BY m.id DESC LIMIT 1"
)
_ENHANCED: Final = re.compile(rb"[245]\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9.])")


def refused_since(connection: Connection, since: datetime) -> Refusals:
    """Letters made since an instant that were given up while their addresses are mailed all the same.

    One that is sent again counts no more, and neither does one whose address is suppressed; what is for staff is tried
    again by itself.
    """
    first = message_id(since, bytes(ULID_RANDOM_BYTES))
    row = connection.execute(_REFUSED, {"first": first, "staff": STAFF_DESTINATION}).first()
    if row is None:
        return Refusals()
    many, code, excerpt = row
    enhanced = _ENHANCED.match(bytes(excerpt or b""))
    codes = [str(code)] if code is not None else []
    return Refusals(many, " ".join([*codes, *([enhanced[0].decode()] if enhanced else [])]) or None)

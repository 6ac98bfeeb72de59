"""Where a worker dies, and what it shares with the test that kills it."""

from ipaddress import ip_network

BEFORE_CLAIM, AFTER_CLAIM, AFTER_SENT, BEFORE_COMMIT = "before-claim", "after-claim", "after-sent", "before-commit"
CUTS = (BEFORE_CLAIM, AFTER_CLAIM, AFTER_SENT, BEFORE_COMMIT)
NONE = "none"

SENT = frozenset({AFTER_SENT, BEFORE_COMMIT})
"""Cuts at which bytes have left: only there can something arrive twice."""

KEY = b"the key that seals what is sealed"[:32]
LOOPBACK = (ip_network("127.0.0.0/8"),)

"""The pages that are visited: one address of every reading page, with the Kazakhstan dossier on record."""

from typing import Final

COMMITMENT: Final = "/commitments/kz-election-law"
PAGES: Final = {
    "home": "/",
    "board": "/board?jurisdiction=KZ",
    "board-on-the-eve-of-helsinki": "/board?as_of=2008-12-04",
    "commitment": COMMITMENT,
    "commitment-with-a-concern": "/commitments/kz-freedom-of-religion",
    "measure": "/measures/kz-law-religion-2008",
    "board-through-one-account": "/board?lens=csis-ind-task-force&public_at=2009-12-01",
    "event": "/events/150",
    "corrected-event": "/events/20",
    "compare": "/compare",
    "compared": "/compare?from=2009-01-15&to=2009-03-01",
    "search": "/search?q=religion",
    "method": "/method",
    "status": "/status",
    "subscribe": "/subscribe?jurisdiction=KZ",
}
"""Name of the picture -> path."""

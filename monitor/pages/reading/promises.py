"""What was promised according to whom: the definitions of a commitment, as made and as amended since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from monitor.status.cases import Dossier


@dataclass(frozen=True, slots=True)
class Promise:
    """What a commitment was from a day on; ``terms`` are each source's words, with the due date that it names.

    ``language`` is the one of the event that says so (BCP 47).
    """

    since: str
    title: str
    due: str | None
    terms: tuple[tuple[str, str, str | None], ...]
    event: str
    language: str


def promises(dossier: Dossier | None, languages: Mapping[str, str | None]) -> tuple[Promise, ...]:
    """The definitions in view, oldest first.

    Args:
        dossier: what is on record of the commitment in the view.
        languages: event -> the language of its words; those that are missing are in English.
    """
    if dossier is None:
        return ()
    return tuple(
        Promise(
            date.fromordinal(one.day).isoformat(),
            one.content["title"],
            one.due,
            tuple((term["source"], term["text"], term.get("due")) for term in one.terms),
            one.event,
            languages.get(one.event) or "en",
        )
        for one in dossier.commitment.definitions
    )

"""What the fields of an event are called."""

from collections.abc import Mapping
from typing import Final

from monitor.languages.phrases import N_, Words

FIELDS: Final[Mapping[str, str]] = Words(
    {
        "according_to": N_("according to"),
        "account": N_("account"),
        "act": N_("act"),
        "applies": N_("applies"),
        "as_described": N_("as described"),
        "attested": N_("attested"),
        "authority": N_("authority"),
        "basis": N_("basis"),
        "benchmarks": N_("benchmarks"),
        "binding": N_("binding"),
        "body": N_("body"),
        "body_kind": N_("body kind"),
        "by": N_("by"),
        "cadence": N_("cadence"),
        "case": N_("case"),
        "chamber": N_("chamber"),
        "classification": N_("classification"),
        "commitment": N_("commitment"),
        "commitments": N_("commitments"),
        "count": N_("count"),
        "court": N_("court"),
        "covers_from": N_("covers from"),
        "covers_to": N_("covers to"),
        "due": N_("due"),
        "duplicate_of": N_("duplicate of"),
        "duty_bearers": N_("duty bearers"),
        "effect": N_("effect"),
        "evidence": N_("evidence"),
        "fields": N_("fields"),
        "id": N_("id"),
        "instrument": N_("instrument"),
        "jurisdiction": N_("jurisdiction"),
        "kind": N_("kind"),
        "language": N_("language"),
        "last_chamber": N_("last chamber"),
        "last_checked": N_("last checked"),
        "locator": N_("locator"),
        "measure": N_("measure"),
        "name": N_("name"),
        "norms": N_("norms"),
        "note": N_("note"),
        "occurred": N_("occurred"),
        "open_ended": N_("open ended"),
        "origin": N_("origin"),
        "outcome": N_("outcome"),
        "paragraph": N_("paragraph"),
        "persons": N_("persons"),
        "provisions": N_("provisions"),
        "published": N_("published"),
        "publisher": N_("publisher"),
        "quote": N_("quote"),
        "reason": N_("reason"),
        "remedied_by": N_("remedied by"),
        "replaces": N_("replaces"),
        "response": N_("response"),
        "review": N_("review"),
        "reviewers": N_("reviewers"),
        "role": N_("role"),
        "scope": N_("scope"),
        "set_by": N_("set by"),
        "source": N_("source"),
        "speakers": N_("speakers"),
        "stance": N_("stance"),
        "superseded_by": N_("superseded by"),
        "target": N_("target"),
        "terms": N_("terms"),
        "text": N_("text"),
        "ties": N_("ties"),
        "title": N_("title"),
        "to": N_("to"),
        "version": N_("version"),
        "via": N_("via"),
        "accessed": N_("accessed"),
        "archive_url": N_("archive url"),
        "says": N_("says"),
        "sha256": N_("sha256"),
        "url": N_("url"),
    }
)
"""By name; what only the source of a tie has stands at the end."""

ENUMERATED: Final = frozenset(
    {
        "account",
        "act",
        "attested",
        "binding",
        "body_kind",
        "classification",
        "effect",
        "kind",
        "origin",
        "outcome",
        "response",
        "review",
        "version",
    }
)
"""Fields that hold a word of a closed vocabulary; ``kind`` of a practice or a milestone may be in words of its own."""


def field_told(field: str) -> str:
    """What a field is called; a name that no event of ours has, as it is."""
    return FIELDS.get(field) or field.replace("_", " ").replace("-", " ")

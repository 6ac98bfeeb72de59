"""Requests as OpenAPI and the pages of documentation show them; each goes through against the Kazakhstan record."""

from typing import Any

STATEMENT: dict[str, Any] = {
    "type": "osce-statement.v1",
    "title": "Example: ODIHR comments on the media law",
    "language": "en",
    "occurred": "2009-12-01",
    "jurisdiction": "KZ",
    "topics": ["media"],
    "account": "osce",
    "bears_on": [
        {"of": "kz-media-law", "effect": "concern", "according_to": "odihr", "given_on": "2009-12-01"},
    ],
    "sources": [
        {
            "title": "Example of a press release",
            "publisher": "odihr",
            "account": "osce",
            "language": "en",
            "published": "2009-12-01",
            "locator": "second paragraph",
        }
    ],
    "data": {"speakers": [{"body": "odihr"}], "act": "concern", "attested": "direct"},
}

ASSESSMENT: dict[str, Any] = {
    "type": "osce-statement.v1",
    "title": "Example: the Representative on Freedom of the Media finds the media law mostly carried out",
    "language": "en",
    "occurred": "2010-01-15",
    "jurisdiction": "KZ",
    "topics": ["media"],
    "account": "osce",
    "assessments": [
        {
            "of": "kz-media-law",
            "assessor": "osce-rfom",
            "scheme": "plain",
            "value": "mostly-implemented",
            "graded_by": "assessor",
        }
    ],
    "sources": [
        {
            "title": "Example of a report",
            "publisher": "osce-rfom",
            "account": "osce",
            "language": "en",
            "published": "2010-01-15",
            "locator": "page 3",
        }
    ],
    "data": {"speakers": [{"body": "osce-rfom"}], "act": "assessment", "attested": "direct"},
}

ANNOTATION: dict[str, Any] = {
    "type": "event-annotated.v1",
    "data": {"target": 1, "note": "Example: the source names two dates for this."},
}

RETRACTION: dict[str, Any] = {"reason": "Example: this import took the wrong column for the dates.", "kind": "error"}

ONE = {
    "assessment": {"summary": "A grade by an assessor", "value": ASSESSMENT},
    "statement": {"summary": "A statement that raises a concern", "value": STATEMENT},
    "annotation": {"summary": "A remark on an event, by its position", "value": ANNOTATION},
}
BATCH = {"two": {"summary": "Two events, all or nothing", "value": [STATEMENT, ANNOTATION]}}
RETRACT = {"error": {"summary": "Everything that one append brought", "value": RETRACTION}}

SUBSCRIPTION: dict[str, Any] = {
    "channel": "webhook",
    "to": "https://ministry.example/hooks/reforms",
    "cadence": "immediate",
    "filter": {"jurisdiction": ["KZ"], "change": ["status", "ruling", "overdue"]},
    "note": "For the human rights unit.",
}
WISHES: dict[str, Any] = {"filter": {"commitment": ["kz-media-law"], "change": ["status", "event"]}}
MAILED: dict[str, Any] = {
    "channel": "email",
    "to": "reader@example.org",
    "cadence": "weekly",
    "weekday": 0,
    "hour": 8,
    "timezone": "Asia/Almaty",
    "filter": {"jurisdiction": ["KZ"]},
}
SUBSCRIBE = {
    "rulings": {"summary": "Court rulings, deadlines and any change of status, at once", "value": SUBSCRIPTION},
    "weekly": {"summary": "One mail on Monday morning in Almaty, across everything", "value": MAILED},
}
WISH = {"one": {"summary": "Everything about one commitment", "value": WISHES}}
REPLAY = {"since": {"summary": "Everything missed since", "value": {"since": "2026-11-20T00:00:00Z"}}}

SOURCE = {
    "site": {
        "summary": "A site that has news every week or two, and whose events are on record",
        "value": {"title": "Press releases of ODIHR", "every_days": 21, "body": "odihr"},
    }
}
CANARY = {
    "one": {
        "summary": "As the service sends it",
        "value": {"type": "service.canary", "timestamp": "2026-11-22T10:00:00Z", "data": {}},
    }
}
BOUNCE = {
    "hard": {
        "summary": "An address that does not exist; shortened",
        "value": 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n--b--\r\n',
    }
}

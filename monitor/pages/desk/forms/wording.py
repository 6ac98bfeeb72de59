"""What the fields of the forms are called, and what helps to fill them in."""

from types import MappingProxyType
from typing import Final

DATE_HINT: Final = "2009-02-11, 2009-02, 2009, 2008-21 (spring), 2009~ (about), [2007-11,2007-12], [..2009-02-10] (by)"

_LABELS: Final = MappingProxyType(
    {
        "account": "Whose account it is",
        "account.Body": "Kind of body",
        "accessed": "Read on",
        "according_to": "According to",
        "act": "What they do by speaking",
        "applies": "Applies from",
        "archive_url": "Archived copy",
        "as_described": "Or as the source describes them",
        "assessments": "Assessments",
        "attested": "How the words reached us",
        "authority": "Who demands it",
        "basis": "What it rests on",
        "bears_on": "What it bears on",
        "binding": "How it binds",
        "body.BodyDescribed": "The body",
        "body_kind": "Kind of court",
        "by": "By",
        "cadence": "How often it is looked at",
        "case": "Case number",
        "classification": "Step",
        "coder_note": "The words our coding rests on",
        "commitment.CommitmentMade": "The commitment",
        "count.Speaker": "How many they were",
        "count.PracticeRecorded": "How many cases",
        "covers_from": "Covered from",
        "covers_to": "Covered to",
        "data": "What it records",
        "dating_note": "Why it is dated so",
        "duplicate_of": "Duplicate of",
        "evidence": "What shows it",
        "external_id": "Its id in another system",
        "fields": "What is withheld",
        "given": "Given on",
        "given_on": "Said on",
        "graded_by": "Graded by",
        "id.Body": "Id of the body",
        "id.Benchmark": "Id of the benchmark",
        "id.Commitment": "Id of the commitment",
        "id.MeasureRef": "Id of the measure",
        "key.translations": "Into",
        "key.says": "Field",
        "kind.EventCorrected": "Kind of correction",
        "kind.EventRetracted": "Why it goes",
        "last_chamber": "It is the last chamber to decide",
        "locator": "Place in the document",
        "max": "Or to at most",
        "measure": "The measure",
        "min": "Or from at least",
        "norms": "Norms it rests on",
        "occurred": "When it happened",
        "of": "Commitment or benchmark",
        "open_ended": "The list of benchmarks is not complete",
        "order": "Order within the day",
        "persons": "Private persons",
        "public": "Became public on",
        "quote": "Quotation",
        "remedied_by": "Remedied by",
        "replaces": "Replaces the measure",
        "resolves": "Earlier events that it ends",
        "review": "Before signature or after",
        "says": "What this source says otherwise",
        "scheduled": "It is scheduled, and has not happened yet",
        "scope": "Part of the measure",
        "set_by": "Set by",
        "sha256": "SHA-256 of the file",
        "source.Tie": "Which source says so",
        "source.Term": "Who words it so",
        "target": "The event",
        "terms": "What exactly was promised",
        "text.Term": "In these words",
        "ties": "What it depends on",
        "to": "To which body",
        "ungraded": "It gives no grade, only a direction",
        "url": "Address on the web",
        "value.says": "What it says",
        "version": "Official or translated",
        "via": "Reported by",
    }
)
"""By field, or by field and model where one model calls it otherwise. What is missing is called by its own name."""

_HINTS: Final = MappingProxyType(
    {
        "accessed": "A date, such as 2026-11-22.",
        "according_to": "Who says so. Our own staff (monitor) can only say neutral or concern.",
        "body.Speaker": "Pick who is on record.",
        "coder_note": "Needed where our staff coded the assessor's words.",
        "covers_from": "The first day, such as 2007-12-01.",
        "covers_to": "The last day. Leave it empty where it is followed to today.",
        "dating_note": "Needed where the date follows from other documents.",
        "due": f"The last day that was promised. {DATE_HINT}",
        "fields": "One on each line: persons, or a place such as /sources/0/quote.",
        "grade": "Each scheme with its values. Where there is none, tick that below, and choose the direction.",
        "id.Benchmark": "A full stop and a name: .libel",
        "id.Body": "Lower case letters, digits and hyphens: kz-supreme-court. It is never changed.",
        "id.Commitment": "Lower case letters, digits and hyphens: kz-media-law. It is never changed.",
        "id.MeasureRef": "Pick one on record; or a new id, with title and kind.",
        "jurisdiction": "Two letters of a state, or OSCE, EU.",
        "kind.MeasureRef": "Needed the first time it is named.",
        "kind.EventCorrected": "An editorial correction changes no fact and tells nobody.",
        "language": "A language code: en, kk, ru.",
        "locator": "Page, paragraph or section.",
        "norms": "One on each line.",
        "occurred": DATE_HINT,
        "order": "A whole number; 0 unless the order of two events of one day is known.",
        "persons": "Kept beside the log, so that names can be withheld. A second person looks at it before it goes on "
        "record.",
        "public": "Only where the source says when the fact itself became public.",
        "published": "As printed. Undated: the first day on which it can exist, open to the right: [2009-02-11..]",
        "publisher": "Pick a body on record, or write a name.",
        "quote": "Word for word, on one line; kept beside the log.",
        "resolves": "Ids of events, one on each line: concerns, suspensions, rulings.",
        "scope": "Only where a part of the measure is concerned, not all of it.",
        "title.Draft": "One sentence that says who did what.",
        "title.MeasureRef": "Needed the first time it is named.",
        "title.Commitment": "What is promised, in a few words.",
        "title.Benchmark": "What has to be so.",
        "title.Source": "As printed.",
        "topics": "One on each line: media, religion.",
    }
)

_ONE: Final = MappingProxyType(
    {
        "assessments": "assessment",
        "basis": "instrument",
        "bears_on": "effect",
        "benchmarks": "benchmark",
        "commitments": "commitment",
        "duty_bearers": "duty bearer",
        "figures": "figure",
        "identifiers": "identifier",
        "persons": "person",
        "provisions": "provision",
        "reviewers": "reviewer",
        "says": "differing value",
        "sources": "source",
        "speakers": "speaker",
        "terms": "wording",
        "ties": "tie",
        "translations": "translation",
    }
)

FOLDED: Final = MappingProxyType(
    {
        "Assessment": frozenset({"graded_by", "coder_note", "locator"}),
        "Source": frozenset({"version", "archive_url", "sha256", "accessed", "quote", "says"}),
    }
)
"""By model: what is seldom filled in."""

PURPOSES: Final = MappingProxyType(
    {
        "commitment-made.v1": "A state promises something, or takes on a duty.",
        "commitment-amended.v1": "What was promised changes in the world: who bears it, by when, in which words.",
        "legislative-action.v1": "A law or bill takes a step: introduced, passed, signed, in force.",
        "executive-action.v1": "A government adopts a plan, signs a decree, registers, appoints, publishes.",
        "court-ruling.v1": "A court or constitutional council decides.",
        "practice-recorded.v1": "Something is done in individual cases, and counted.",
        "intergovernmental-decision.v1": "A body of states decides, or fails to.",
        "osce-statement.v1": "An OSCE body says something.",
        "statement.v1": "Anybody else says something.",
        "recommendation-response.v1": "A state answers a recommendation.",
        "milestone.v1": "An election, a ministerial meeting, a date that others are measured by.",
        "body-described.v1": "Who a body is, whose account it gives and what it depends on.",
        "coverage-stated.v1": "How far the record reaches, and when it was last checked.",
        "event-corrected.v1": "An event on record is wrong: put a whole new one in its place.",
        "event-retracted.v1": "An event never should have been recorded.",
        "event-reinstated.v1": "A retraction was wrong: the event holds again.",
        "event-annotated.v1": "A remark on a source. Changes no status.",
        "content-withheld.v1": "Names or quotations are erased for good, on demand of somebody named.",
    }
)
"""What each type of event is for, in one line."""


def label_of(owner: str, name: str) -> str:
    """What a field of a model is called."""
    plain = name.replace("_", " ")
    return _LABELS.get(f"{name}.{owner}", _LABELS.get(name, f"{plain[:1].upper()}{plain[1:]}"))


def hint_of(owner: str, name: str) -> str:
    """What helps to fill it in; empty where its name says it."""
    owner = "Draft" if owner.endswith("Draft") else owner
    return _HINTS.get(f"{name}.{owner}", _HINTS.get(name, ""))


def one_of(name: str) -> str:
    """What one entry of a list is called."""
    return _ONE.get(name, name.replace("_", " "))

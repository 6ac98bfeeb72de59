"""What the fields of the forms are called, and what helps to fill them in, in the language that is spoken."""

from types import MappingProxyType
from typing import Final

from monitor.languages.phrases import N_, Words, gettext, pgettext

_DATE_HINT: Final = N_(
    "2009-02-11, 2009-02, 2009, 2008-21 (spring), 2009~ (about), [2007-11,2007-12], [..2009-02-10] (by)"
)

_LABELS: Final = Words(
    {
        "account": N_("Whose account it is"),
        "account.Body": N_("Kind of body"),
        "accessed": N_("Read on"),
        "according_to": N_("According to"),
        "act": N_("What they do by speaking"),
        "applies": N_("Applies from"),
        "archive_url": N_("Archived copy"),
        "as_described": N_("Or as the source describes them"),
        "assessments": N_("Assessments"),
        "attested": N_("How the words reached us"),
        "authority": N_("Who demands it"),
        "basis": N_("What it rests on"),
        "bears_on": N_("What it bears on"),
        "binding": N_("How it binds"),
        "body.BodyDescribed": N_("The body"),
        "body_kind": N_("Kind of court"),
        "cadence": N_("How often it is looked at"),
        "case": N_("Case number"),
        "classification": N_("Step"),
        "coder_note": N_("The words our coding rests on"),
        "commitment.CommitmentMade": N_("The commitment"),
        "count.Speaker": N_("How many they were"),
        "count.PracticeRecorded": N_("How many cases"),
        "covers_from": N_("Covered from"),
        "covers_to": N_("Covered to"),
        "data": N_("What it records"),
        "dating_note": N_("Why it is dated so"),
        "duplicate_of": N_("Duplicate of"),
        "evidence": N_("What shows it"),
        "external_id": N_("Its id in another system"),
        "fields": N_("What is withheld"),
        "given": N_("Given on"),
        "given_on": N_("Said on"),
        "graded_by": N_("Graded by"),
        "id.Body": N_("Id of the body"),
        "id.Benchmark": N_("Id of the benchmark"),
        "id.Commitment": N_("Id of the commitment"),
        "id.MeasureRef": N_("Id of the measure"),
        "key.translations": N_("Into"),
        "key.says": N_("Field"),
        "kind.EventCorrected": N_("Kind of correction"),
        "kind.EventRetracted": N_("Why it goes"),
        "last_chamber": N_("It is the last chamber to decide"),
        "locator": N_("Place in the document"),
        "max": N_("Or to at most"),
        "measure": N_("The measure"),
        "min": N_("Or from at least"),
        "norms": N_("Norms it rests on"),
        "occurred": N_("When it happened"),
        "of": N_("Commitment or benchmark"),
        "open_ended": N_("The list of benchmarks is not complete"),
        "order": N_("Order within the day"),
        "persons": N_("Private persons"),
        "public": N_("Became public on"),
        "quote": N_("Quotation"),
        "remedied_by": N_("Remedied by"),
        "replaces": N_("Replaces the measure"),
        "resolves": N_("Earlier events that it ends"),
        "review": N_("Before signature or after"),
        "says": N_("What this source says otherwise"),
        "scheduled": N_("It is scheduled, and has not happened yet"),
        "scope": N_("Part of the measure"),
        "set_by": N_("Set by"),
        "sha256": N_("SHA-256 of the file"),
        "source.Tie": N_("Which source says so"),
        "source.Term": N_("Who words it so"),
        "target": N_("The event"),
        "terms": N_("What exactly was promised"),
        "text.Term": N_("In these words"),
        "ties": N_("What it depends on"),
        "to": N_("To which body"),
        "ungraded": N_("It gives no grade, only a direction"),
        "url": N_("Address on the web"),
        "value.says": N_("What it says"),
        "version": N_("Official or translated"),
        "via": N_("Reported by"),
    }
)
"""By field, or by field and model where one model calls it otherwise. What is missing is called by its own name."""

OWN_NAMES: Final = frozenset(
    {
        N_("Assessor"),
        N_("Benchmarks"),
        N_("Body"),
        N_("Chamber"),
        N_("Commitment"),
        N_("Commitments"),
        N_("Court"),
        N_("Direction"),
        N_("Due"),
        N_("Duty bearers"),
        N_("Effect"),
        N_("Figures"),
        N_("Identifiers"),
        N_("Indicator"),
        N_("Instrument"),
        N_("Jurisdiction"),
        N_("Kind"),
        N_("Language"),
        N_("Last checked"),
        N_("Name"),
        N_("Note"),
        N_("Origin"),
        N_("Outcome"),
        N_("Paragraph"),
        N_("Period"),
        N_("Provisions"),
        N_("Published"),
        N_("Publisher"),
        N_("Reason"),
        N_("Response"),
        N_("Reviewers"),
        N_("Role"),
        N_("Scheme"),
        N_("Sources"),
        N_("Speakers"),
        N_("Stance"),
        N_("Summary"),
        N_("Superseded by"),
        N_("Title"),
        N_("Topics"),
        N_("Translations"),
        N_("Unit"),
        N_("Value"),
        N_("Words"),
    }
)
"""Those names, as catalogues list them."""

_HINTS: Final = Words(
    {
        "accessed": N_("A date, such as 2026-11-22."),
        "according_to": N_("Who says so. Our own staff (monitor) can only say neutral or concern."),
        "body.Speaker": N_("Pick who is on record."),
        "coder_note": N_("Needed where our staff coded the assessor's words."),
        "covers_from": N_("The first day, such as 2007-12-01."),
        "covers_to": N_("The last day. Leave it empty where it is followed to today."),
        "dating_note": N_("Needed where the date follows from other documents."),
        "fields": N_("One on each line: persons, or a place such as /sources/0/quote."),
        "grade": N_("Each scheme with its values. Where there is none, tick that below, and choose the direction."),
        "id.Benchmark": N_("A full stop and a name: .libel"),
        "id.Body": N_("Lower case letters, digits and hyphens: kz-supreme-court. It is never changed."),
        "id.Commitment": N_("Lower case letters, digits and hyphens: kz-media-law. It is never changed."),
        "id.MeasureRef": N_("Pick one on record; or a new id, with title and kind."),
        "jurisdiction": N_("Two letters of a state, or OSCE, EU."),
        "kind.MeasureRef": N_("Needed the first time it is named."),
        "kind.EventCorrected": N_("An editorial correction changes no fact and tells nobody."),
        "language": N_("A language code: en, kk, ru."),
        "locator": N_("Page, paragraph or section."),
        "norms": N_("One on each line."),
        "occurred": _DATE_HINT,
        "order": N_("A whole number; 0 unless the order of two events of one day is known."),
        "persons": N_(
            "Kept beside the log, so that names can be withheld. A second person looks at it before it goes on record."
        ),
        "public": N_("Only where the source says when the fact itself became public."),
        "published": N_("As printed. Undated: the first day on which it can exist, open to the right: [2009-02-11..]"),
        "publisher": N_("Pick a body on record, or write a name."),
        "quote": N_("Word for word, on one line; kept beside the log."),
        "resolves": N_("Ids of events, one on each line: concerns, suspensions, rulings."),
        "scope": N_("Only where a part of the measure is concerned, not all of it."),
        "title.Draft": N_("One sentence that says who did what."),
        "title.MeasureRef": N_("Needed the first time it is named."),
        "title.Commitment": N_("What is promised, in a few words."),
        "title.Benchmark": N_("What has to be so."),
        "title.Source": N_("As printed."),
        "topics": N_("One on each line: media, religion."),
    }
)

_ONE: Final = Words(
    {
        "assessments": N_("assessment"),
        "basis": N_("instrument"),
        "bears_on": N_("effect"),
        "benchmarks": N_("benchmark"),
        "commitments": N_("commitment"),
        "duty_bearers": N_("duty bearer"),
        "figures": N_("figure"),
        "identifiers": N_("identifier"),
        "persons": N_("person"),
        "provisions": N_("provision"),
        "reviewers": N_("reviewer"),
        "says": N_("differing value"),
        "sources": N_("source"),
        "speakers": N_("speaker"),
        "terms": N_("wording"),
        "ties": N_("tie"),
        "translations": N_("translation"),
    }
)

FOLDED: Final = MappingProxyType(
    {
        "Assessment": frozenset({"graded_by", "coder_note", "locator"}),
        "Source": frozenset({"version", "archive_url", "sha256", "accessed", "quote", "says"}),
    }
)
"""By model: what is seldom filled in."""

PURPOSES: Final = Words(
    {
        "commitment-made.v1": N_("A state promises something, or takes on a duty."),
        "commitment-amended.v1": N_("What was promised changes in the world: who bears it, by when, in which words."),
        "legislative-action.v1": N_("A law or bill takes a step: introduced, passed, signed, in force."),
        "executive-action.v1": N_("A government adopts a plan, signs a decree, registers, appoints, publishes."),
        "court-ruling.v1": N_("A court or constitutional council decides."),
        "practice-recorded.v1": N_("Something is done in individual cases, and counted."),
        "intergovernmental-decision.v1": N_("A body of states decides, or fails to."),
        "osce-statement.v1": N_("An OSCE body says something."),
        "statement.v1": N_("Anybody else says something."),
        "recommendation-response.v1": N_("A state answers a recommendation."),
        "milestone.v1": N_("An election, a ministerial meeting, a date that others are measured by."),
        "body-described.v1": N_("Who a body is, whose account it gives and what it depends on."),
        "coverage-stated.v1": N_("How far the record reaches, and when it was last checked."),
        "event-corrected.v1": N_("An event on record is wrong: put a whole new one in its place."),
        "event-retracted.v1": N_("An event never should have been recorded."),
        "event-reinstated.v1": N_("A retraction was wrong: the event holds again."),
        "event-annotated.v1": N_("A remark on a source. Changes no status."),
        "content-withheld.v1": N_("Names or quotations are erased for good, on demand of somebody named."),
    }
)
"""What each type of event is for, in one line."""


def label_of(owner: str, name: str) -> str:
    """What a field of a model is called."""
    if name == "by":
        # Elsewhere it is an event by which something was done.
        return pgettext("person", "By")
    plain = name.replace("_", " ")
    own = f"{plain[:1].upper()}{plain[1:]}"
    return _LABELS.get(f"{name}.{owner}") or _LABELS.get(name) or gettext(own)


def hint_of(owner: str, name: str) -> str:
    """What helps to fill it in; empty where its name says it."""
    if name == "due":
        return gettext("The last day that was promised. %(dates)s", dates=date_hint())
    owner = "Draft" if owner.endswith("Draft") else owner
    return _HINTS.get(f"{name}.{owner}") or _HINTS.get(name, "")


def date_hint() -> str:
    """How dates are written."""
    return gettext(_DATE_HINT)


def one_of(name: str) -> str:
    """What one entry of a list is called."""
    return _ONE.get(name, name.replace("_", " "))

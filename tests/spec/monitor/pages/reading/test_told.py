"""What pages say in English is what the rules, the feeds and the health of the service say: no table drifts away."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from alerts.canaries import Canaries
from alerts.notices import What
from alerts.refusals import Refusals
from alerts.wishes import Channel
from events import words
from events.codec import DRAFTS
from events.schemes import schemes
from monitor.answers.rule_shapes import rule_set
from monitor.feeds.sayings import saying
from monitor.languages.language import KAZAKH, RUSSIAN, Language
from monitor.languages.speaking import Speech, speaking
from monitor.pages.reading import labels, rules_told, scheme_texts, schemes_told
from monitor.pages.reading.changes_told import change_told
from monitor.pages.reading.fields_told import ENUMERATED, FIELDS
from monitor.pages.reading.record_words import CONCERNS
from monitor.pages.reading.service_told import PARTS, warnings_told
from monitor.pages.reading.values_told import VALUES
from monitor.status.flags import FLAGS
from monitor.status.rules import EXTERNAL_TEXT, LATEST_RULES, RULE_TEXTS
from monitor.watching import parts
from monitor.watching.signs import Signs, shape, warnings
from tests.builders import grade
from tests.spec.monitor.feeds.told import BODIES, core, notice

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DAY = date(2008, 5, 1)


def test_every_rule_flag_and_scheme_is_in_the_tables_and_nothing_else() -> None:
    assert set(RULE_TEXTS.values()) == rules_told.RULES
    assert {text for _, text, _ in FLAGS} == rules_told.FLAGS
    assert EXTERNAL_TEXT == rules_told.EXTERNAL == rule_set(*LATEST_RULES.split("/"))["external"]
    titles = {scheme.title for scheme in schemes()}
    labels = {value.label for scheme in schemes() for value in scheme.values}
    assert titles | labels == schemes_told.NAMES
    told = {text for scheme in schemes() for text in (scheme.source, scheme.mapping)}
    assert told | {value.definition for scheme in schemes() for value in scheme.values} == scheme_texts.TEXTS


def test_every_field_of_an_event_has_a_name_and_every_closed_word_is_listed() -> None:
    found = [pair for draft in DRAFTS.values() for pair in fields(draft.model_fields["data"].annotation)]
    assert {name for name, _ in found} <= {*FIELDS, "replacement"}
    closed = {name: each for name, each in found if each}
    assert set(closed) <= ENUMERATED
    assert {word for each in closed.values() for word in each} <= VALUES
    assert {*get_args(words.Act), *get_args(words.CourtOutcome), *get_args(words.Response)} <= VALUES


def fields(kind: object, name: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every field below a type, with the words that it may hold where these are listed."""
    if get_origin(kind) is Literal:
        yield name, get_args(kind)
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        for each, field in kind.model_fields.items():
            yield each, ()
            if each != "replacement":
                yield from fields(field.annotation, each)
    for part in get_args(kind):
        if part is not NoneType and not isinstance(part, str):
            yield from fields(part, name)


CHANGES: tuple[tuple[What, Any, Any, date | None, date | None], ...] = (
    ("commitment", None, core("implemented", "late"), None, None),
    ("commitment", core("in-progress", "disputed-by-duty-bearer"), None, None, None),
    ("status", {"status": "in-progress", "certain": False}, {"status": None, "certain": True}, None, None),
    ("stage", "none", "under-review", None, None),
    ("overdue", None, {"flag": "overdue", "set": True}, None, None),
    ("no-recent-record", None, {"flag": "no-recent-record", "set": False}, None, None),
    ("concern", None, {"kind": "threat", "from": "2009-01-05", "to": None, "ended": None}, None, None),
    ("concern", None, {"kind": "hinders", "from": "x", "to": "2009-02-11", "ended": "better-grade"}, None, None),
    ("history", core("in-progress"), core("in-progress", stage="introduced"), DAY, None),
    ("history", core("in-progress"), None, DAY, DAY + timedelta(days=1)),
    ("history", core("in-progress"), core("enacted"), DAY, DAY + timedelta(days=9)),
    ("event", None, {"event": "x"}, None, None),
    ("ruling", None, {"event": "x", "outcome": "partly-unconstitutional"}, None, None),
    ("assessment", None, {"assessments": [grade("partially-implemented"), grade("negative", "x")]}, None, None),
    ("correction", None, {"reason": "Misread"}, None, None),
    ("retraction", None, {"reason": "Misread"}, None, None),
)


def test_every_flag_outcome_and_concern_has_words() -> None:
    for flag in labels.FLAGS:
        plainly = flag.replace("-", " ")
        assert change_told(notice("flag", None, {"flag": flag, "set": True}), BODIES) == plainly
        assert change_told(notice("flag", None, {"flag": flag, "set": False}), BODIES) == f"no longer {plainly}"
    for outcome in get_args(words.CourtOutcome):
        told = change_told(notice("ruling", None, {"event": "x", "outcome": outcome}), BODIES)
        assert told == f"ruling: {outcome.replace('-', ' ')}"
    for kind, ended in product(CONCERNS, labels.ENDED):
        concern = {"kind": kind, "from": "2009-01-05", "to": "2009-02-11", "ended": ended}
        told = change_told(notice("concern", None, concern), BODIES)
        assert told == f"{kind} ended on 2009-02-11: {ended.replace('-', ' ')}"


@pytest.mark.parametrize("language", [KAZAKH, RUSSIAN])
def test_a_change_is_told_otherwise_in_another_language(language: Language) -> None:
    for what, before, after, since, until in CHANGES:
        told = notice(what, before, after, since=since, until=until)
        english = change_told(told, BODIES)
        with speaking(Speech(language)):
            assert change_told(told, BODIES) != saying(told, BODIES)
            assert saying(told, BODIES) == english


def test_what_is_not_well_is_told_in_english_as_programs_are_told_it() -> None:
    assert list(PARTS) == [one.name for one in parts.PARTS]
    beats = {one.name: NOW for one in parts.PARTS}
    long_ago = NOW - timedelta(hours=7)
    late: dict[Channel, datetime | None] = {"email": long_ago, "webhook": NOW}
    for signs in (
        Signs(beats, {"email": None, "webhook": None}, {}, Canaries(None, None)),
        Signs({**beats, "send": long_ago}, late, {}, Canaries(None, long_ago)),
        Signs({"send": long_ago}, late, {}, Canaries(long_ago, long_ago)),
        Signs({}, {}, {}, Canaries(None, None)),
        Signs({}, {}, {}, Canaries(None, None), Refusals(2, "554 5.6.0")),
    ):
        found = shape(signs, NOW)
        status = {**found, "delivery": found["undelivered"]}
        assert warnings_told(status) == found["warnings"] == warnings(signs, NOW)

"""Outlines, on whole records drawn at random: kept in memory from append to append, they say what is read anew."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from sqlalchemy import Engine

from events.sql import open_log
from monitor.answers import outlines as module
from monitor.answers.folds import Folds
from monitor.answers.items import item
from monitor.answers.outline import Outline
from monitor.answers.outlines import Outlines
from monitor.answers.reader import Reader
from monitor.answers.snapshots import snapshot
from monitor.answers.summaries import summaries
from monitor.answers.views import Asked, resolve
from monitor.gather import Gather
from monitor.readmodel.projector import Projector
from monitor.readmodel.rebuilding import rebuild
from tests.property.keeping import Fresh, keep, probing, some
from tests.property.recording import append, makers
from tests.property.strategies import PLEDGES, Append, records

NOW = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = range(733_000, 733_900, 31)


def outlined(outlines: Mapping[str, Outline], day: int) -> dict[str, tuple[Any, ...]]:
    """What is said of each commitment on a day."""
    found = {name: outline.on(day) for name, outline in outlines.items()}
    return {name: _told(*one) for name, one in found.items() if one is not None}


def read(engine: Engine, day: int, through: int) -> dict[str, tuple[Any, ...]]:
    """The same, asked of the read model."""
    with probing(engine) as (probes, _):
        definitions = probes.probe("definition", PLEDGES, day, through)
        headlines = probes.probe("headline", list(definitions), day, through)
    return {name: _told(one, definitions[name]) for name, one in headlines.items()}


def _told(headline: Mapping[str, Any], definition: Any) -> tuple[Any, ...]:
    return (*(headline[name] for name in ("status", "certain", "flags", "since", "by", "legal")), definition)


def kept_as_read(fresh: Fresh, appends: list[Append]) -> None:
    with fresh() as engine:
        log, made = open_log(engine), makers()
        gather = Gather(log)
        projector, outlines = Projector(engine, log, gather), Outlines(engine, log, gather)
        for events in appends:
            append(log, made, events)
            list(projector.catch_up())
            head = log.head().position
            known = outlines.through(head)
            assert known is not None
            for day in DAYS:
                assert outlined(known, day) == read(engine, day, head)


@given(appends=records())
@some(max_examples=20)
def test_after_each_append_outlines_say_what_the_read_model_says(sqlite: Fresh, appends: list[Append]) -> None:
    kept_as_read(sqlite, appends)


@pytest.mark.proof
@given(appends=records(most=14))
@some(max_examples=100)
def test_after_each_append_of_longer_records(sqlite: Fresh, appends: list[Append]) -> None:
    kept_as_read(sqlite, appends)


@pytest.mark.proof
@given(appends=records())
@some(max_examples=15)
def test_after_each_append_on_postgresql(postgres: Fresh, appends: list[Append]) -> None:
    kept_as_read(postgres, appends)


@given(appends=records(most=4))
@some(max_examples=5)
def test_outlines_go_on_after_many_events_a_rebuild_and_an_earlier_moment(sqlite: Fresh, appends: list[Append]) -> None:
    with sqlite() as engine, pytest.MonkeyPatch.context() as patch:
        log, _ = keep(engine, appends)
        gather, head = Gather(log), log.head().position
        outlines = Outlines(engine, log, gather)
        first = outlines.through(0)
        assert first is not None
        assert not any(outline.days for outline in first.values())
        patch.setattr(module, "TOO_FAR", 0)
        known = outlines.through(head)
        assert known is not None
        assert head == 0 or outlines.through(head - 1) is None
        assert outlines.through(head + 1) is None
        rebuild(engine, log, gather)
        anew = outlines.through(head)
        assert anew is not None
        for day in DAYS:
            assert outlined(known, day) == outlined(anew, day) == read(engine, day, head)


@given(appends=records(most=6))
@some(max_examples=10)
def test_summaries_from_memory_are_parts_of_the_whole_answer(sqlite: Fresh, appends: list[Append]) -> None:
    with sqlite() as engine:
        log, _ = keep(engine, appends)
        gather, head = Gather(log), log.head().position
        outlines, folds = Outlines(engine, log, gather), Folds(log, gather, at_once=1)
        reader = Reader(engine, log, gather, lambda: NOW, outlines, folds)
        for day in DAYS:
            view = resolve(log, Asked(as_of=date.fromordinal(day).isoformat()), NOW)
            whole = snapshot(reader, view, PLEDGES)
            found = summaries(reader, view, list(whole.headline.keys() & PLEDGES))
            assert len(found) == len(whole.definition)
            for told in found:
                answer = item(told["id"], whole, view, gather.bodies(head))
                assert told == {name: answer[name] for name in told}

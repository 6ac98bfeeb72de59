"""The read model, on whole records drawn at random: any day, as known at any append, reads what the fold gives."""

import contextlib

import pytest
from hypothesis import given
from sqlalchemy import Engine

from events.log import Log
from events.sql import open_log
from events.sql.engines import reading, writing
from monitor.gather import Gather
from monitor.intake.news import news_at
from monitor.readmodel.projector import Projector, checkpoint
from monitor.readmodel.rebuilding import rebuild
from tests.property.keeping import (
    Fresh,
    Values,
    check_every_answer,
    keep,
    keep_at_once,
    probed,
    probing,
    some,
    tables,
)
from tests.property.recording import append, makers
from tests.property.strategies import Append, records


def answers_as_the_fold(fresh: Fresh, appends: list[Append]) -> None:
    with fresh() as engine:
        log, _ = keep(engine, appends)
        check_every_answer(engine, log)


@given(appends=records())
@some(max_examples=20)
def test_property_1_on_sqlite_the_read_model_answers_as_the_fold(sqlite: Fresh, appends: list[Append]) -> None:
    answers_as_the_fold(sqlite, appends)


@given(appends=records(most=6))
@some(max_examples=5)
def test_property_1_on_postgresql_the_read_model_answers_as_the_fold(postgres: Fresh, appends: list[Append]) -> None:
    answers_as_the_fold(postgres, appends)


@pytest.mark.proof
@given(appends=records(most=14))
@some(max_examples=150)
def test_property_1_on_sqlite_for_longer_records(sqlite: Fresh, appends: list[Append]) -> None:
    answers_as_the_fold(sqlite, appends)


@pytest.mark.proof
@given(appends=records())
@some(max_examples=30)
def test_property_1_on_postgresql_for_longer_records(postgres: Fresh, appends: list[Append]) -> None:
    answers_as_the_fold(postgres, appends)


@given(appends=records())
@some(max_examples=15)
def test_property_2_no_later_append_changes_what_is_read_as_known_earlier(sqlite: Fresh, appends: list[Append]) -> None:
    with sqlite() as engine:
        log, made = open_log(engine), makers()
        projector = Projector(engine, log, Gather(log))
        pinned: dict[tuple[int, int], Values] = {}
        for events in appends:
            append(log, made, events)
            list(projector.catch_up())
            with probing(engine) as (probes, keys):
                for (day, known_at), then in pinned.items():
                    assert probed(probes, keys, day, known_at) == then
                head = log.head().position
                pinned.update({(day, head): probed(probes, keys, day, head) for day in range(733_000, 733_600, 97)})


def same_however_kept(fresh: Fresh, appends: list[Append]) -> None:
    with fresh() as remembering, fresh() as forgetting, fresh() as at_once:
        _, told = keep(remembering, appends)
        _, told_forgetting = keep(forgetting, appends, forgetting=True)
        _, told_at_once = keep_at_once(at_once, appends)
        assert tables(remembering) == tables(forgetting)
        assert tables(remembering) == tables(at_once)
        news = [one.news for one in told]
        assert news == [one.news for one in told_forgetting]
        assert news == [one.news for one in told_at_once]


@given(appends=records())
@some(max_examples=20)
def test_property_3_appends_one_by_one_or_at_once_with_or_without_memory_give_the_same_rows(
    sqlite: Fresh, appends: list[Append]
) -> None:
    same_however_kept(sqlite, appends)


@pytest.mark.proof
@given(appends=records(most=14))
@some(max_examples=150)
def test_property_3_for_longer_records(sqlite: Fresh, appends: list[Append]) -> None:
    same_however_kept(sqlite, appends)


@given(appends=records())
@some(max_examples=15)
def test_property_3_a_rebuild_gives_the_same_rows_as_keeping_up(sqlite: Fresh, appends: list[Append]) -> None:
    with sqlite() as engine:
        log, _ = keep(engine, appends)
        kept = tables(engine, "a")
        assert rebuild(engine, log, Gather(log)).differs_at is None
        with reading(engine) as connection:
            assert checkpoint(connection).generation == "b"
        assert tables(engine, "b") == kept


@given(appends=records())
@some(max_examples=15)
def test_what_an_append_changed_is_told_alike_by_the_projector_and_from_the_log(
    sqlite: Fresh, appends: list[Append]
) -> None:
    with sqlite() as engine:
        log, projected = keep(engine, appends)
        for one in projected:
            assert news_at(log, Gather(log), one.append) == one.news


class PowerCutError(Exception):
    """Everything not committed is lost."""


def crash(engine: Engine, projector: Projector, log: Log) -> None:
    """Project what is new, and lose it before the commit."""
    with contextlib.suppress(PowerCutError), writing(engine) as connection:
        point = checkpoint(connection, lock=True)
        projector.project(connection, point, log.read(after=point.position, limit=10_000))
        raise PowerCutError


@given(appends=records())
@some(max_examples=10)
def test_a_projector_that_crashes_before_its_commit_repeats_harmlessly(sqlite: Fresh, appends: list[Append]) -> None:
    with sqlite() as crashing, sqlite() as untroubled:
        log, made = open_log(crashing), makers()
        projector = Projector(crashing, log, Gather(log))
        for events in appends:
            if append(log, made, events):
                crash(crashing, projector, log)
                list(projector.catch_up())
        keep(untroubled, appends)
        assert tables(crashing) == tables(untroubled)

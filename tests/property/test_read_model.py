"""The read model, on whole records drawn at random: any day, as known at any append, reads what the fold gives."""

import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import orjson
import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from psycopg import sql
from sqlalchemy import Engine, make_url, select

from events.log import Log
from events.recorded import Recorded
from events.sql import make_engine, open_log
from events.sql.engines import reading, writing
from monitor.gather import Gather
from monitor.intake.news import news_at
from monitor.readmodel.probing import Probes
from monitor.readmodel.projecting import Projected
from monitor.readmodel.projector import Projector, checkpoint
from monitor.readmodel.rebuilding import rebuild
from monitor.readmodel.strands import KINDS, Strand, fold_all, measure_strand, strands_of
from monitor.readmodel.tables import COMMITMENTS, REACH, STRANDS
from monitor.status.record import effective, read_entry
from tests.property.recording import append, ends, makers
from tests.property.strategies import MEASURES, PLEDGES, Append, records
from tests.spec.monitor.status.asking import dossier

Fresh = Callable[[], AbstractContextManager[Engine]]
Values = dict[tuple[str, str], Any]

_numbers = itertools.count(1)
# A database for each example comes from a fixture of the whole run, which no example changes.
per_example = [HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.fixture(scope="session")
def fresh_sqlite(sqlite_template: Path) -> Fresh:
    """A migrated, empty SQLite file, gone afterwards."""

    @contextmanager
    def fresh() -> Iterator[Engine]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "reform-monitor.db")
            shutil.copyfile(sqlite_template, path)
            engine = make_engine(f"sqlite:///{path}")
            try:
                yield engine
            finally:
                engine.dispose()

    return fresh


@pytest.fixture(scope="session")
def fresh_postgres(postgres_server: str, postgres_template: str) -> Fresh:
    """A migrated, empty PostgreSQL database, dropped afterwards."""

    @contextmanager
    def fresh() -> Iterator[Engine]:
        name = f"property_{next(_numbers)}_{postgres_template}"
        named = sql.Identifier(name)
        with psycopg.connect(postgres_server, autocommit=True) as connection:
            template = sql.Identifier(postgres_template)
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(named, template))
            url = make_url(postgres_server).set(database=name).render_as_string(hide_password=False)
            engine = make_engine(url)
            try:
                yield engine
            finally:
                engine.dispose()
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(named))

    return fresh


def kept(engine: Engine, appends: Sequence[Append], *, forgetting: bool = False) -> tuple[Log, list[Projected]]:
    """The log of a database with these appends, each projected at once; by a new projector each time if ``forgetting``."""
    log, made = open_log(engine), makers()
    projector, projected = Projector(engine, log, Gather(log)), []
    for events in appends:
        if append(log, made, events):
            projector = Projector(engine, log, Gather(log)) if forgetting else projector
            projected += projector.catch_up()
    return log, projected


def strands(every: Sequence[Recorded], known_at: int) -> list[Strand]:
    """Everything that can be asked of a record, folded from it alone."""
    found = []
    for pledge in PLEDGES:
        told = dossier(every, pledge, known_at=known_at)
        found += strands_of(told, fold_all(told)) if told else []
    facts = effective([read_entry(record) for record in every if record.position <= known_at])
    for measure in MEASURES:
        about = [fact for fact in facts if fact.act is not None and fact.act.measure == measure]
        ids = {fact.id for fact in about}
        ending = [fact for fact in facts if fact not in about and ids.intersection(fact.resolves)]
        found.append(measure_strand(measure, sorted((*about, *ending), key=lambda fact: fact.key)))
    return found


def values_on(found: Sequence[Strand], day: int) -> Values:
    """The value of each strand on a day."""
    values = {}
    for strand in found:
        rows = [body for since, body in strand.rows if since <= day]
        if rows:
            values[strand.kind, strand.key] = orjson.loads(rows[-1])
    return values


def probed(probes: Probes, keys: Mapping[str, Sequence[str]], day: int, known_at: int) -> Values:
    """The value of each strand on a day, as the read model has it."""
    return {
        (kind, key): value for kind in KINDS for key, value in probes.probe(kind, keys[kind], day, known_at).items()
    }


def check_every_answer(engine: Engine, log: Log) -> None:
    """Compare headline, accounts, measures and definition at every date of interest, as known at every append."""
    every = log.read(limit=10_000)
    with reading(engine) as connection:
        probes = Probes(connection, checkpoint(connection).generation)
        keys = {kind: probes.keys(kind) for kind in KINDS}
        for known_at in (0, *ends(log)):
            found = strands(every, known_at)
            days = {since + step for strand in found for since, _ in strand.rows for step in (-1, 0)}
            for day in sorted(days | {1, 800_000}):
                assert probed(probes, keys, day, known_at) == values_on(found, day), f"on {day} as known at {known_at}"
            for strand in found:
                rows = [(since, orjson.loads(body)) for since, body in strand.rows]
                assert probes.whole(strand.kind, strand.key, known_at) == rows


def tables(engine: Engine, generation: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a generation."""
    found = {}
    every = {kind: STRANDS[kind, generation] for kind in KINDS}
    with engine.connect() as connection:
        for name, table in {**every, "reach": REACH[generation], "commitment": COMMITMENTS[generation]}.items():
            rows = connection.execute(select(table).order_by(*table.primary_key.columns))
            found[name] = [tuple(row) for row in rows]
    return found


@given(appends=records())
@settings(max_examples=20, deadline=None, suppress_health_check=per_example)
def test_property_1_the_read_model_answers_as_the_fold_on_sqlite(fresh_sqlite: Fresh, appends: list[Append]) -> None:
    with fresh_sqlite() as engine:
        log, _ = kept(engine, appends)
        check_every_answer(engine, log)


@given(appends=records(most=6))
@settings(max_examples=5, deadline=None, suppress_health_check=per_example)
def test_property_1_the_read_model_answers_as_the_fold_on_postgresql(
    fresh_postgres: Fresh, appends: list[Append]
) -> None:
    with fresh_postgres() as engine:
        log, _ = kept(engine, appends)
        check_every_answer(engine, log)


@given(appends=records())
@settings(max_examples=20, deadline=None, suppress_health_check=per_example)
def test_property_2_no_later_append_changes_what_was_read_as_known_earlier(
    fresh_sqlite: Fresh, appends: list[Append]
) -> None:
    with fresh_sqlite() as engine:
        log, made = open_log(engine), makers()
        projector = Projector(engine, log, Gather(log))
        pinned: dict[tuple[int, int], Values] = {}
        for events in appends:
            if not append(log, made, events):
                continue
            list(projector.catch_up())
            with reading(engine) as connection:
                probes = Probes(connection, checkpoint(connection).generation)
                keys = {kind: probes.keys(kind) for kind in KINDS}
                for (day, known_at), then in pinned.items():
                    assert probed(probes, keys, day, known_at) == then
                head = log.head().position
                pinned.update({(day, head): probed(probes, keys, day, head) for day in range(733_000, 733_600, 97)})


@given(appends=records())
@settings(max_examples=20, deadline=None, suppress_health_check=per_example)
def test_property_3_a_rebuild_gives_the_same_rows_as_keeping_up(fresh_sqlite: Fresh, appends: list[Append]) -> None:
    with fresh_sqlite() as engine:
        log, _ = kept(engine, appends)
        with reading(engine) as connection:
            before = checkpoint(connection).generation
        assert rebuild(engine, log, Gather(log)).differs_at is None
        with reading(engine) as connection:
            after = checkpoint(connection).generation
        assert after != before
        assert tables(engine, after) == tables(engine, before)


@given(appends=records())
@settings(max_examples=20, deadline=None, suppress_health_check=per_example)
def test_property_3_memory_is_only_for_speed(fresh_sqlite: Fresh, appends: list[Append]) -> None:
    with fresh_sqlite() as remembering, fresh_sqlite() as forgetting:
        _, told = kept(remembering, appends)
        _, told_anew = kept(forgetting, appends, forgetting=True)
        assert tables(remembering, "a") == tables(forgetting, "a")
        assert [one.news for one in told] == [one.news for one in told_anew]


@given(appends=records())
@settings(max_examples=15, deadline=None, suppress_health_check=per_example)
def test_what_an_append_changed_is_told_alike_by_the_projector_and_by_the_log(
    fresh_sqlite: Fresh, appends: list[Append]
) -> None:
    with fresh_sqlite() as engine:
        log, projected = kept(engine, appends)
        for one in projected:
            assert news_at(log, Gather(log), one.append) == one.news


@given(appends=records())
@settings(max_examples=10, deadline=None, suppress_health_check=per_example)
def test_a_projector_that_crashes_before_its_commit_repeats_harmlessly(
    fresh_sqlite: Fresh, appends: list[Append]
) -> None:
    with fresh_sqlite() as crashing, fresh_sqlite() as untroubled:
        log, made = open_log(crashing), makers()
        projector = Projector(crashing, log, Gather(log))
        for events in appends:
            if append(log, made, events):
                crash(crashing, projector, log)
                list(projector.catch_up())
        kept(untroubled, appends)
        assert tables(crashing, "a") == tables(untroubled, "a")


class PowerCutError(Exception):
    """Everything not committed is lost."""


def crash(engine: Engine, projector: Projector, log: Log) -> None:
    """Project what is new, and lose it before the commit."""
    with pytest.raises(PowerCutError), writing(engine) as connection:
        point = checkpoint(connection, lock=True)
        projector.project(connection, point, log.read(after=point.position, limit=10_000))
        raise PowerCutError

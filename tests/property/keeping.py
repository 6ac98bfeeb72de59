"""Keeping a read model of drawn records, and comparing it with what the fold gives from the records alone."""

import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import psycopg
from hypothesis import HealthCheck, settings
from psycopg import sql
from sqlalchemy import Engine, make_url, select

from events.log import Log
from events.recorded import Recorded
from events.sql import make_engine, open_log
from events.sql.engines import reading
from monitor.answers.known_parts import KnownParts
from monitor.gather import Gather
from monitor.readmodel.measure_strands import measure_strands
from monitor.readmodel.probing import Probes
from monitor.readmodel.projecting import Projected
from monitor.readmodel.projector import Projector, checkpoint
from monitor.readmodel.row_json import headline_on, measure_body
from monitor.readmodel.strands import KINDS, Strand, fold_all, strands_of
from monitor.readmodel.tables import COMMITMENTS, REACH, STRANDS
from monitor.status.facts import Fact
from monitor.status.measure_history import measure_history
from monitor.status.record import effective, read_entry
from tests.property.recording import append, ends, makers
from tests.property.strategies import MEASURES, PLEDGES, Append
from tests.spec.monitor.status.asking import dossier

Fresh = Callable[[], AbstractContextManager[Engine]]
Values = dict[tuple[str, str], Any]
Tables = dict[str, list[tuple[Any, ...]]]

some = partial(settings, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
"""Examples in the number that is asked for, each of which may take its time."""

_numbers = itertools.count(1)


@contextmanager
def fresh_sqlite(template: Path) -> Iterator[Engine]:
    """A migrated, empty SQLite file, gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "reform-monitor.db")
        shutil.copyfile(template, path)
        engine = make_engine(f"sqlite:///{path}")
        try:
            yield engine
        finally:
            engine.dispose()


@contextmanager
def fresh_postgres(server: str, template: str) -> Iterator[Engine]:
    """A migrated, empty PostgreSQL database, dropped afterwards."""
    name = f"{template}_kept_{next(_numbers)}"
    named, copied = sql.Identifier(name), sql.Identifier(template)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(named, copied))
        engine = make_engine(make_url(server).set(database=name).render_as_string(hide_password=False))
        try:
            yield engine
        finally:
            engine.dispose()
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(named))


def keep(engine: Engine, appends: Sequence[Append], *, forgetting: bool = False) -> tuple[Log, list[Projected]]:
    """Put appends on record, each projected at once; by a new projector each time if ``forgetting``.

    Returns:
        The log, and what each append was told to have changed.
    """
    log, made = open_log(engine), makers()
    projector = Projector(engine, log, Gather(log))
    projected: list[Projected] = []
    for events in appends:
        if append(log, made, events):
            projector = Projector(engine, log, Gather(log)) if forgetting else projector
            projected += projector.catch_up()
    return log, projected


def keep_at_once(engine: Engine, appends: Sequence[Append]) -> tuple[Log, list[Projected]]:
    """Put all appends on record, and project them afterwards in one page."""
    log, made = open_log(engine), makers()
    for events in appends:
        append(log, made, events)
    return log, list(Projector(engine, log, Gather(log)).catch_up())


def tables(engine: Engine, generation: str = "a") -> Tables:
    """All rows of a generation."""
    every = {kind: STRANDS[kind, generation] for kind in KINDS}
    found = {}
    with engine.connect() as connection:
        for name, table in {**every, "reach": REACH[generation], "commitment": COMMITMENTS[generation]}.items():
            rows = connection.execute(select(table).order_by(*table.primary_key.columns))
            found[name] = [tuple(row) for row in rows]
    return found


def strands(every: Sequence[Recorded], known_at: int) -> list[Strand]:
    """Everything that can be asked of a record, folded from it alone."""
    found = []
    for pledge in PLEDGES:
        told = dossier(every, pledge, known_at=known_at)
        found += strands_of(told, fold_all(told)) if told else []
    for measure in MEASURES:
        found += measure_strands(measure, _facts_about(measure, every, known_at))
    return found


def measures_on(every: Sequence[Recorded], known_at: int, day: int) -> Values:
    """What is told of each measure that is heard of by a day, from its last step up to it."""
    found = {}
    for measure in MEASURES:
        steps = [step for step in measure_history(measure, _facts_about(measure, every, known_at)) if step.since <= day]
        if steps:
            parts = [asdict(part) for part in steps[-1].track.parts]
            found["measure", measure] = {**measure_body(measure, steps[-1]), "parts": parts}
    return found


def _facts_about(measure: str, every: Sequence[Recorded], known_at: int) -> list[Fact]:
    """The acts upon a measure as known at a position, and what resolves one of them."""
    facts = effective([read_entry(record) for record in every if record.position <= known_at])
    about = {fact.id for fact in facts if fact.act is not None and fact.act.measure == measure}
    return [fact for fact in facts if fact.id in about or about.intersection(fact.resolves)]


def values_on(found: Sequence[Strand], day: int) -> Values:
    """The value of each strand on a day."""
    values: Values = {}
    for strand in found:
        rows = [body for since, body in strand.every if since <= day]
        if rows:
            values[strand.kind, strand.key] = orjson.loads(rows[-1])
    covers_to = {strand.key: strand.reach.covers_to for strand in found if strand.reach}
    for kind, key in [one for one in values if one[0] == "headline"]:
        values[kind, key] = headline_on(values[kind, key], day, values["record", key], covers_to[key])
    return values


def probed(probes: Probes, keys: Mapping[str, Sequence[str]], day: int, known_at: int) -> Values:
    """The value of each strand on a day, as the read model has it."""
    return {
        (kind, key): value for kind in KINDS for key, value in probes.probe(kind, keys[kind], day, known_at).items()
    }


@contextmanager
def probing(engine: Engine) -> Iterator[tuple[Probes, dict[str, list[str]]]]:
    """Questions to the generation that answers, with the keys of all its strands by kind."""
    with reading(engine) as connection:
        point = checkpoint(connection)
        probes = Probes(connection, point.generation, point.position)
        yield probes, {kind: probes.keys(kind) for kind in KINDS}


def check_every_answer(engine: Engine, log: Log) -> None:
    """Compare headline, accounts, measures and definition at every date of interest, as known at every append.

    Raises:
        AssertionError: the read model and the fold of the records differ.
    """
    every, known = log.read(limit=10_000), KnownParts()
    with probing(engine) as (probes, keys):
        for known_at in (0, *ends(log)):
            found = strands(every, known_at)
            for strand in found:
                # Of several values from one day, such as two amendments, the last is the one that holds.
                rows = {since: orjson.loads(body) for since, body in strand.every}
                kept = probes.whole(strand.kind, strand.key, known_at)
                assert kept == sorted(rows.items()), f"{strand.kind} {strand.key} as known at {known_at}"
            days = {since + step for strand in found for since, _ in strand.every for step in (-1, 0)}
            for day in sorted(days | {1, 800_000}):
                assert probed(probes, keys, day, known_at) == values_on(found, day), f"on {day} as known at {known_at}"
                told = {
                    ("measure", name): body for name, body in known.measures(probes, MEASURES, day, known_at).items()
                }
                assert told == measures_on(every, known_at, day), f"measures on {day} as known at {known_at}"

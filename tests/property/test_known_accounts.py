"""What assessors said, remembered from question to question while the record grows: never other than what rows say."""

from collections import defaultdict

import orjson
import pytest
from hypothesis import given
from sqlalchemy import Engine

from events.sql import open_log
from events.sql.engines import reading
from monitor.answers import known_accounts as module
from monitor.answers.accounts import Said
from monitor.answers.known_accounts import KnownAccounts
from monitor.gather import Gather
from monitor.readmodel.probing import Probes
from monitor.readmodel.projector import Projector, checkpoint
from monitor.readmodel.rebuilding import rebuild
from tests.property.keeping import Fresh, keep, some
from tests.property.recording import append, ends, makers
from tests.property.strategies import MARKS, PLEDGES, Append, records

SUBJECTS = [*PLEDGES, *(f"{pledge}.{mark}" for pledge in PLEDGES for mark in MARKS)]
DAYS = range(733_000, 733_900, 31)


def said_in_rows(probes: Probes, day: int, through: int) -> dict[str, Said]:
    """The same, asked of the rows for each assessor."""
    found = defaultdict[str, list[tuple[str, bytes]]](list)
    keys = [key for key in probes.keys("account") if key.partition("/")[0] in SUBJECTS]
    for key, body in sorted(probes.probe("account", keys, day, through).items()):
        found[key.partition("/")[0]].append((key.partition("/")[2], orjson.dumps(body)))
    return {subject: found.get(subject, []) for subject in SUBJECTS}


def check(engine: Engine, known: KnownAccounts, through: list[int]) -> None:
    with reading(engine) as connection:
        point = checkpoint(connection)
        probes = Probes(connection, point.generation, point.position)
        for position in through:
            for day in DAYS:
                said = known.said(probes, SUBJECTS, day, position)
                assert said == said_in_rows(probes, day, position), f"on {day} as known at {position}"


def remembered_as_in_rows(fresh: Fresh, appends: list[Append]) -> None:
    with fresh() as engine:
        log, made, known = open_log(engine), makers(), KnownAccounts()
        projector = Projector(engine, log, Gather(log))
        for events in appends:
            append(log, made, events)
            # On record and not yet in the read model: what is asked now must not be taken for what will be known.
            check(engine, known, [log.head().position])
            list(projector.catch_up())
            check(engine, known, [*ends(log), 0])


@given(appends=records())
@some(max_examples=15)
def test_after_each_append_what_is_remembered_is_what_rows_say(sqlite: Fresh, appends: list[Append]) -> None:
    remembered_as_in_rows(sqlite, appends)


@pytest.mark.proof
@given(appends=records(most=14))
@some(max_examples=60)
def test_after_each_append_of_longer_records(sqlite: Fresh, appends: list[Append]) -> None:
    remembered_as_in_rows(sqlite, appends)


@pytest.mark.proof
@given(appends=records())
@some(max_examples=15)
def test_after_each_append_on_postgresql(postgres: Fresh, appends: list[Append]) -> None:
    remembered_as_in_rows(postgres, appends)


@given(appends=records(most=5))
@some(max_examples=5)
def test_after_a_rebuild_and_with_room_for_little(sqlite: Fresh, appends: list[Append]) -> None:
    with sqlite() as engine, pytest.MonkeyPatch.context() as patch:
        log, _ = keep(engine, appends)
        patch.setattr(module, "ROWS_KEPT", 3)
        known = KnownAccounts()
        check(engine, known, ends(log))
        rebuild(engine, log, Gather(log))
        check(engine, known, ends(log))

"""What is remembered of accounts and parts from question to question while the record grows: what rows say, always."""

from collections import defaultdict
from typing import Any

import orjson
import pytest
from hypothesis import given
from sqlalchemy import Engine

from events.sql import open_log
from events.sql.engines import reading
from monitor.answers import known_accounts, known_parts
from monitor.answers.accounts import Assessment, Said
from monitor.answers.known_accounts import KnownAccounts
from monitor.answers.known_parts import KnownParts
from monitor.gather import Gather
from monitor.readmodel.probing import Probes
from monitor.readmodel.projector import Projector, checkpoint
from monitor.readmodel.rebuilding import rebuild
from monitor.readmodel.row_json import parts_on
from tests.property.keeping import Fresh, keep, some
from tests.property.recording import append, ends, makers
from tests.property.strategies import MARKS, MEASURES, PLEDGES, Append, records

SUBJECTS = [*PLEDGES, *(f"{pledge}.{mark}" for pledge in PLEDGES for mark in MARKS)]
DAYS = range(733_000, 733_900, 31)


def said_in_rows(probes: Probes, day: int, through: int) -> dict[str, Said]:
    """The same, asked of the rows for each assessor."""
    found = defaultdict[str, list[Assessment]](list)
    keys = [key for key in probes.keys("account") if key.partition("/")[0] in SUBJECTS]
    for key, body in sorted(probes.probe("account", keys, day, through).items()):
        found[key.partition("/")[0]].append(Assessment(key.partition("/")[2], orjson.dumps(body)))
    return {subject: found.get(subject, []) for subject in SUBJECTS}


def measures_in_rows(probes: Probes, day: int, through: int) -> dict[str, Any]:
    """The same of measures, with all that happened to their parts by that day."""
    rows = probes.wholes("part", MEASURES, through)
    return {
        name: {**body, "parts": parts_on(changed for since, changed in rows[name] if since <= day)}
        for name, body in probes.probe("measure", MEASURES, day, through).items()
    }


class Known:
    """What one process remembers."""

    def __init__(self) -> None:
        self.accounts, self.parts = KnownAccounts(), KnownParts()


def check(engine: Engine, known: Known, through: list[int]) -> None:
    with reading(engine) as connection:
        point = checkpoint(connection)
        probes = Probes(connection, point.generation, point.position)
        for position in through:
            for day in DAYS:
                said = known.accounts.said(probes, SUBJECTS, day, position)
                assert said == said_in_rows(probes, day, position), f"on {day} as known at {position}"
                told = known.parts.measures(probes, MEASURES, day, position)
                assert told == measures_in_rows(probes, day, position), f"on {day} as known at {position}"


def remembered_as_in_rows(fresh: Fresh, appends: list[Append]) -> None:
    with fresh() as engine:
        log, made, known = open_log(engine), makers(), Known()
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
        for module in (known_accounts, known_parts):
            patch.setattr(module, "ROWS_KEPT", 3)
        known = Known()
        check(engine, known, ends(log))
        rebuild(engine, log, Gather(log))
        check(engine, known, ends(log))

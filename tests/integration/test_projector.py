"""The projector: what an append touches far away, what it remembers, crashes, company, and rebuilding meanwhile."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine

from events.sql import open_log
from events.sql.engines import reading, writing
from monitor.bootstrap import Service
from monitor.gather import Gather
from monitor.intake.news import news_at
from monitor.readmodel import projector as module
from monitor.readmodel.probing import Probes
from monitor.readmodel.projector import GenerationBeingCleared, OutdatedShape, Projector, checkpoint
from monitor.readmodel.rebuilding import rebuild
from monitor.readmodel.tables import PROJECTION, SHAPE
from monitor.settings import Settings
from tests import builders as new
from tests.builders import Event, at
from tests.integration.waiting_for_locks import waits
from tests.property.keeping import check_every_answer, fresh_sqlite, keep, probing, tables
from tests.property.recording import append, makers
from tests.property.strategies import BODIES, Append
from tests.scraped import scraped

PLEDGE, LAW = "pledge-one", "law-one"
DESCRIBED = [new.described(body, "government" if body == "state" else "civil-society") for body in BODIES]
FIRST = len(DESCRIBED) + 1
"""The position after the bodies."""


def made(day: str = "2008-01-01", pledge: str = PLEDGE, **more: str) -> Event:
    return new.made(day, pledge, duty_bearers=["state"], **more)


def law(day: str, classification: str, effect: str | None = None, of: str = LAW) -> Event:
    """A step of a law, which may bear on the pledge."""
    return new.legislated(day, classification, of, bears_on=bears(effect))


def bears(effect: str | None) -> list[Event]:
    return [new.bears(effect, PLEDGE, "reviewer")] if effect else []


def graded(value: str, by: str = "league") -> Event:
    return new.assessed("2008-02-01", new.grade(value, by, PLEDGE), by="reviewer")


def noted(day: str, pledge: str = PLEDGE) -> Event:
    """Something is said about a pledge that decides nothing."""
    return new.stated(day, by="reviewer", bears_on=[new.bears("neutral", pledge, "reviewer")])


def numbered(appends: list[Append]) -> list[Append]:
    """The same appends, with the ids that ``at`` foretells."""
    number = 0
    found = []
    for events in appends:
        found.append([{**event, "id": at(number + place)} for place, event in enumerate(events, start=1)])
        number += len(events)
    return found


WHOLE = {"title": "As it should read", "occurred": "2009-03-01", "jurisdiction": "KZ"}
COVERED, ELSEWHERE = new.covered("2008-03-01"), {**WHOLE, **new.covered("2008-03-01", "OSCE")}
BELONGS = new.described("league", "civil-society", belongs_to="state")
PUBLISHED = law("2008-03-01", "publication-official", "advances")
SUSPENDED = [law("2008-02-01", "entry-into-force")], [law("2008-02-20", "suspension")]
ENDING = new.practised("2008-05-01", resolves=[at(FIRST + 2)])
MOVED = new.corrected(at(FIRST + 1), law("2008-02-01", "introduction", "advances", of="law-two"))

REACHING: dict[str, list[Append]] = {
    "coverage stated before the making is retracted": [[COVERED], [made()], [new.retracted(at(FIRST))]],
    "coverage stated before the making turns to another jurisdiction": [
        [COVERED], [made()], [new.corrected(at(FIRST), ELSEWHERE)],
    ],
    "coverage of a commitment is retracted": [
        [made()], [new.covered("2008-03-01", commitments=[PLEDGE])], [new.retracted(at(FIRST + 1))],
    ],
    "an early event of a measure linked later is retracted": [
        [made()], [law("2008-02-01", "introduction")], [PUBLISHED], [new.retracted(at(FIRST + 1))],
    ],
    "an early event of a measure linked later is corrected": [
        [made()], [law("2008-02-01", "introduction")], [PUBLISHED],
        [new.corrected(at(FIRST + 1), law("2008-02-01", "passage"))],
    ],
    "an early suspension of a measure linked later is ended": [[made()], *SUSPENDED, [PUBLISHED], [ENDING]],
    "what ended an early suspension is retracted": [
        [made()], *SUSPENDED, [ENDING], [PUBLISHED], [new.retracted(at(FIRST + 3))],
    ],
    "in one append what ended an early suspension is retracted": [
        [made()], [*SUSPENDED[0], *SUSPENDED[1], ENDING], [PUBLISHED], [new.retracted(at(FIRST + 3))],
    ],
    "an assessor turns out to belong to the duty-bearer": [[made()], [graded("implemented")], [BELONGS]],
    "an assessor belongs to a body that turns out to belong to the duty-bearer": [
        [new.described("league", "civil-society", belongs_to="council"), made()],
        [graded("implemented")],
        [new.described("council", "government", belongs_to="state")],
    ],
    "the description of an assessor is retracted, and that retraction": [
        [BELONGS, made()], [graded("implemented")], [new.retracted(at(FIRST))], [new.retracted(at(FIRST + 3))],
    ],
    "the description of an assessor is retracted and reinstated": [
        [BELONGS, made()], [graded("implemented")], [new.retracted(at(FIRST))], [new.reinstated(at(FIRST))],
    ],
    "an event of a measure is retracted, and that retraction": [
        [made()], [law("2008-02-01", "introduction", "advances")],
        [new.retracted(at(FIRST + 1))], [new.retracted(at(FIRST + 2))],
    ],
    "an event moves to another measure and back": [
        [made()], [law("2008-02-01", "introduction", "advances")], [MOVED], [new.retracted(at(FIRST + 2))],
    ],
    "a measure first neutral to a commitment is linked": [
        [made()], [law("2008-02-15", "executive-signature")], [law("2008-02-10", "passage", "neutral")],
        [law("2008-02-20", "publication-official", "advances")],
    ],
    "the only link of a measure is retracted": [
        [made()], [law("2008-02-01", "introduction", "advances")], [new.retracted(at(FIRST + 1))],
        [law("2008-06-01", "passage")],
    ],
    "an event turns out to be about another commitment": [
        [made(), made(pledge="pledge-two")], [new.practised("2008-04-01", bears_on=bears("advances"))],
        [new.corrected(at(FIRST + 2), noted("2008-04-01", "pledge-two"))],
    ],
    "a correction says what the event ended": [
        [made(kind="uphold")],
        [new.practised("2008-02-01", bears_on=bears("concern"))],
        [new.practised("2008-03-01")],
        [new.corrected(at(FIRST + 2), new.practised("2008-03-01", resolves=[at(FIRST + 1)]))],
    ],
    "what ends an event that was corrected to be about a measure": [
        [made()], [new.practised("2008-02-01")], [new.corrected(at(FIRST + 1), law("2008-02-01", "suspension"))],
        [new.practised("2008-03-01", resolves=[at(FIRST + 1)])],
    ],
    "a making is retracted and reinstated": [
        [made()], [law("2008-02-01", "passage", "advances")], [new.retracted(at(FIRST))], [new.reinstated(at(FIRST))],
    ],
    "a making is retracted, made again, that retracted too, and the first reinstated": [
        [made()], [new.retracted(at(FIRST))], [made("2008-03-01")], [new.retracted(at(FIRST + 2))],
        [new.reinstated(at(FIRST))],
    ],
    "a description is corrected by its type and data alone": [[made()], [new.corrected(at(1), DESCRIBED[0])]],
}  # fmt: skip


@pytest.mark.parametrize("told", REACHING)
def test_the_read_model_follows_what_reaches_far(told: str, sqlite_engine: Engine, sqlite_template: Path) -> None:
    appends = numbered([DESCRIBED, *REACHING[told]])
    log, projected = keep(sqlite_engine, appends)
    assert len(projected) == len(appends), "an append was refused"
    check_every_answer(sqlite_engine, log)
    assert [news_at(log, Gather(log), one.append) for one in projected] == [one.news for one in projected]
    with fresh_sqlite(sqlite_template) as forgetting:
        keep(forgetting, appends, forgetting=True)
        assert tables(forgetting) == tables(sqlite_engine)


def test_a_board_lists_a_commitment_under_the_jurisdiction_its_making_was_corrected_to(sqlite_engine: Engine) -> None:
    moved = new.corrected(at(FIRST), made(jurisdiction="OSCE"))
    keep(sqlite_engine, numbered([DESCRIBED, [made()], [moved]]))
    with probing(sqlite_engine) as (probes, _):
        assert (probes.commitments(["OSCE"]), probes.commitments(["KZ"])) == ([PLEDGE], [])


ONE_AFTER_ANOTHER = numbered(
    [
        [*DESCRIBED, made()],
        [law("2008-02-01", "introduction", "advances")],
        [law("2008", "passage")],
        [graded("mostly-implemented")],
        [new.corrected(at(FIRST + 1), law("2008-03-01", "introduction", "advances"))],
        [noted("2009-01-01")],
    ]
)  # fmt: skip


def test_projecting_again_what_was_projected_changes_nothing(engine: Engine) -> None:
    log, _ = keep(engine, ONE_AFTER_ANOTHER)
    before = tables(engine)
    assert list(Projector(engine, log, Gather(log)).catch_up()) == []
    assert tables(engine) == before


def test_two_projectors_that_take_turns_keep_what_one_keeps(engine: Engine, sqlite_template: Path) -> None:
    log, made_by = open_log(engine), makers()
    turns = [Projector(engine, log, Gather(log)) for _ in range(2)]
    for number, events in enumerate(ONE_AFTER_ANOTHER):
        append(log, made_by, events)
        assert len(list(turns[number % 2].catch_up())) == 1
    with fresh_sqlite(sqlite_template) as alone:
        keep(alone, ONE_AFTER_ANOTHER)
        assert tables(engine) == tables(alone)


def test_nothing_is_read_of_an_append_before_the_projector_passed_it(engine: Engine) -> None:
    log, _ = keep(engine, ONE_AFTER_ANOTHER[:1])
    append(log, makers(), ONE_AFTER_ANOTHER[1])
    with reading(engine) as connection:
        point = checkpoint(connection)
        value = Probes(connection, point.generation).probe("headline", [PLEDGE], 800_000, log.head().position)
    assert (point.position, value[PLEDGE]["status"]) == (FIRST, "no-action-on-record")


def test_a_rebuild_takes_in_what_is_appended_meanwhile_and_answers_from_the_other_generation(engine: Engine) -> None:
    log, _ = keep(engine, ONE_AFTER_ANOTHER[:3])
    made_by, later = makers(), list(ONE_AFTER_ANOTHER[3:])
    keeping = Projector(engine, log, Gather(log))

    def append_another(_read: int, _head: int) -> None:
        if later:
            append(log, made_by, later.pop(0))
            list(keeping.catch_up())

    rebuilt = rebuild(engine, log, Gather(log), append_another)
    assert (rebuilt.events, rebuilt.differs_at, later) == (log.head().position, None, [])
    assert tables(engine, "b") == tables(engine, "a")
    with reading(engine) as connection:
        assert checkpoint(connection).generation == "b"
    check_every_answer(engine, log)


def test_a_projector_goes_on_with_the_generation_that_answers_after_a_rebuild(engine: Engine) -> None:
    log, _ = keep(engine, ONE_AFTER_ANOTHER[:3])
    projector = Projector(engine, log, Gather(log))
    rebuild(engine, log, Gather(log))
    made_by = makers()
    for events in ONE_AFTER_ANOTHER[3:]:
        append(log, made_by, events)
        list(projector.catch_up())
    check_every_answer(engine, log)


@pytest.mark.parametrize("page", [1, 2, 3, 4, 7])
def test_wherever_a_page_ends_one_catching_up_and_one_rebuild_come_to_the_end(
    sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr(module, "PAGE", page)
    log, made_by = open_log(sqlite_engine), makers()
    first, one, two, three, four, five = ONE_AFTER_ANOTHER
    for events in (first, [*one, *two], [*three, *four], five):
        append(log, made_by, events)
    list(Projector(sqlite_engine, log, Gather(log)).catch_up())
    with reading(sqlite_engine) as connection:
        assert checkpoint(connection).position == log.head().position
    assert rebuild(sqlite_engine, log, Gather(log)).events == log.head().position


def test_a_rebuild_after_a_rebuild_goes_back_to_the_first_generation(engine: Engine) -> None:
    log, _ = keep(engine, ONE_AFTER_ANOTHER)
    kept = tables(engine)
    for generation in ("b", "a"):
        assert rebuild(engine, log, Gather(log)).differs_at is None
        assert tables(engine, generation) == kept


def test_a_rebuild_says_where_the_model_differed_and_mends_it(engine: Engine) -> None:
    log, _ = keep(engine, ONE_AFTER_ANOTHER)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM account_a")
    assert rebuild(engine, log, Gather(log)).differs_at == f"account {PLEDGE}/league"
    check_every_answer(engine, log)


def test_who_waits_for_the_lock_while_another_generation_is_switched_in_goes_on_with_that(
    postgres_engine: Engine,
) -> None:
    def locked() -> str:
        with writing(postgres_engine) as connection:
            return checkpoint(connection, lock=True).generation

    with ThreadPoolExecutor(1) as threads:
        with writing(postgres_engine) as connection:
            assert checkpoint(connection, lock=True).generation == "a"
            connection.execute(PROJECTION.update().values(answers=1 - PROJECTION.c.answers))
            waiting = threads.submit(locked)
            with reading(postgres_engine) as looking:
                while not waits(looking):
                    pass
        assert waiting.result() == "b"


def test_nobody_projects_into_a_generation_that_is_being_cleared(engine: Engine) -> None:
    log, _ = keep(engine, ONE_AFTER_ANOTHER)
    with engine.begin() as connection:
        connection.execute(PROJECTION.update().where(PROJECTION.c.answers == 0).values(position=-1))
    with pytest.raises(GenerationBeingCleared):
        list(Projector(engine, log, Gather(log), answering=False).catch_up())


def test_a_generation_of_another_shape_is_left_alone_and_built_anew_by_whoever_migrates(
    engine: Engine, tmp_path: Path
) -> None:
    log, _ = keep(engine, ONE_AFTER_ANOTHER[:3])
    append(log, makers(), ONE_AFTER_ANOTHER[3])
    with engine.begin() as connection:
        connection.execute(PROJECTION.update().values(shape=1))
        connection.exec_driver_sql("DELETE FROM record_a")
    with pytest.raises(OutdatedShape):
        list(Projector(engine, log, Gather(log)).catch_up())
    service = Service(Settings(data_dir=tmp_path), engine)
    rebuilt = scraped("rebuilds_total")
    service.migrate()
    assert scraped("rebuilds_total") - rebuilt == 1
    with reading(engine) as connection:
        point = checkpoint(connection)
    assert (point.generation, point.shape) == ("b", SHAPE)
    assert point.position < log.head().position, "what was not projected yet is still to be told"
    assert len(service.appending.catch_up()) == 1
    check_every_answer(engine, log)


KILLED = """
import os, signal, sys
from events.sql import make_engine, open_log
from events.sql.engines import writing
from monitor.gather import Gather
from monitor.readmodel.projector import Projector, checkpoint

engine = make_engine(sys.argv[1])
log = open_log(engine)
with writing(engine) as connection:
    point = checkpoint(connection, lock=True)
    Projector(engine, log, Gather(log)).project(connection, point, log.read(after=point.position))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_projector_killed_before_its_commit_leaves_nothing_and_the_next_repeats_it(
    engine: Engine, sqlite_template: Path
) -> None:
    log, made_by = open_log(engine), makers()
    for events in ONE_AFTER_ANOTHER:
        append(log, made_by, events)
    url = engine.url.render_as_string(hide_password=False)
    done = subprocess.run([sys.executable, "-c", KILLED, url], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert tables(engine)["headline"] == []
    with fresh_sqlite(sqlite_template) as untroubled:
        keep(untroubled, ONE_AFTER_ANOTHER)
        assert len(list(Projector(engine, log, Gather(log)).catch_up())) == len(ONE_AFTER_ANOTHER)
        assert tables(engine) == tables(untroubled)

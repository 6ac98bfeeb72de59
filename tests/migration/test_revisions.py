"""Every revision, on both engines: forwards, backwards, with a record in the database, and in a race."""

import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData, inspect

import migrations.versions
from events.log import Log
from events.sql import make_engine, open_log
from migrations.targets import TARGETS, is_modelled
from migrations.upgrade import alembic_config, downgrade, migrate
from tests.contract.new_appends import a_text, an_event, put

VERSIONS = Path(next(iter(migrations.versions.__path__)))
REVISIONS = [script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()][::-1]

LOG_TABLES = {"events", "event_tags", "event_texts", "appends", "idempotency", "log_head"}


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def guards(engine: Engine) -> dict[str, str]:
    """Trigger -> how it is defined, and on PostgreSQL whether it fires always."""
    ask = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT relname || '.' || tgname, tgenabled::text || pg_get_triggerdef(pg_trigger.oid)"
        " || pg_get_functiondef(tgfoid)"
        " FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal",
    }[engine.dialect.name]
    with engine.connect() as connection:
        return {str(name): str(definition) for name, definition in connection.exec_driver_sql(ask)}


def a_record(log: Log) -> None:
    put(log, an_event("a", external_id="theirs/1", erasable=(a_text(),)), an_event(), key="k")
    put(log, an_event("a", words="words"), erase=((1, "/sources/0/quote"),))


def told(log: Log) -> list[object]:
    """All that the log says."""
    return [
        log.head(),
        log.read(),
        log.texts([1, 2, 3]),
        log.tags_of([1, 2, 3]),
        log.tagged(["a"]),
        log.append_record(1),
        log.append_record(2),
        log.positions_of_external(["theirs/1"]),
        log.idempotency("rm-1", "POST /v1/events", "k"),
    ]


@pytest.mark.parametrize("path", sorted(VERSIONS.glob("*.py")), ids=lambda path: path.name)
def test_a_revision_is_named_by_its_number_and_what_it_does(path: Path) -> None:
    assert re.fullmatch(r"\d{4}_[a-z][a-z0-9]*(_[a-z0-9]+)*\.py", path.name)


def test_revisions_are_numbered_in_the_order_they_run_in() -> None:
    assert [int(revision) for revision in REVISIONS] == list(range(1, len(REVISIONS) + 1))
    assert [path.name[:4] for path in sorted(VERSIONS.glob("*.py"))] == REVISIONS


def test_the_newest_revision_equals_the_models(bare_engine: Engine) -> None:
    migrate(bare_engine)
    models = MetaData()
    for target in TARGETS:
        for table in target.tables.values():
            table.to_metadata(models)
    with bare_engine.connect() as connection:
        assert (
            compare_metadata(MigrationContext.configure(connection, opts={"include_name": is_modelled}), models) == []
        )
    modelled = {name for name in tables(bare_engine) if is_modelled(name, "table", {})}
    assert modelled == {*models.tables, "alembic_version"}


def test_all_of_it_can_be_taken_back_and_done_again(bare_engine: Engine) -> None:
    migrate(bare_engine)
    made = guards(bare_engine)
    downgrade(bare_engine, "base")
    assert tables(bare_engine) <= {"alembic_version"}
    assert guards(bare_engine) == {}
    migrate(bare_engine)
    assert guards(bare_engine) == made


def test_a_step_back_and_forth_from_every_revision(bare_engine: Engine) -> None:
    for before, revision in zip(["base", *REVISIONS], REVISIONS, strict=False):
        migrate(bare_engine, revision)
        made = tables(bare_engine)
        downgrade(bare_engine, before)
        migrate(bare_engine, revision)
        assert tables(bare_engine) == made


def test_a_record_is_the_same_after_every_later_revision(bare_engine: Engine) -> None:
    migrate(bare_engine, REVISIONS[0])
    log = open_log(bare_engine)
    a_record(log)
    before = told(log)
    for revision in REVISIONS[1:]:
        migrate(bare_engine, revision)
        assert told(log) == before
    migrate(bare_engine)
    put(log)
    assert log.head().position == 4


def test_every_guard_of_the_log_stands_after_every_revision(bare_engine: Engine) -> None:
    migrate(bare_engine, REVISIONS[0])
    at_first = guards(bare_engine)
    assert len(at_first) == {"sqlite": 18, "postgresql": 15}[bare_engine.dialect.name]
    for revision in REVISIONS:
        migrate(bare_engine, revision)
        now = guards(bare_engine)
        assert {name: now.get(name) for name in at_first} == at_first


def test_no_revision_makes_a_table_of_the_log_anew() -> None:
    for path in VERSIONS.glob("*.py"):
        altered = re.findall(r"batch_alter_table\(\s*[\"'](\w+)", path.read_text(encoding="utf-8"))
        assert LOG_TABLES.isdisjoint(altered)


def test_a_migrated_database_is_left_alone(engine: Engine) -> None:
    a_record(open_log(engine))
    before = told(open_log(engine))
    migrate(engine)
    assert told(open_log(engine)) == before


def test_services_that_start_together_migrate_once(bare_engine: Engine) -> None:
    failures: list[BaseException] = []

    def start() -> None:
        engine = make_engine(bare_engine.url.render_as_string(hide_password=False))
        try:
            migrate(engine)
        except Exception as failure:  # noqa: BLE001 - told below
            failures.append(failure)
        finally:
            engine.dispose()

    services = [threading.Thread(target=start) for _ in range(6)]
    for service in services:
        service.start()
    for service in services:
        service.join()
    assert failures == []
    assert tables(bare_engine) >= LOG_TABLES


def test_nothing_of_a_migration_is_left_behind_in_the_connection(postgres_engine: Engine) -> None:
    migrate(postgres_engine)
    with postgres_engine.connect() as connection:
        limits = [connection.exec_driver_sql(f"SHOW {name}").scalar() for name in ("lock_timeout", "statement_timeout")]
    assert limits == ["30s", "0"]


def test_the_next_revision_is_numbered_and_empty_where_the_models_say_nothing_new(tmp_path: Path) -> None:
    shutil.copytree(VERSIONS.parent, tmp_path / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    command = (sys.executable, "-m", "migrations.revise", "Add the reviewers of a benchmark")
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    written = tmp_path / "migrations" / "versions" / f"{len(REVISIONS) + 1:04d}_add_the_reviewers_of_a_benchmark.py"
    assert f'down_revision = "{REVISIONS[-1]}"' in written.read_text(encoding="utf-8").replace("'", '"')
    assert "def upgrade() -> None:\n    # ### commands auto generated by Alembic - please adjust! ###\n    pass" in (
        written.read_text(encoding="utf-8")
    )

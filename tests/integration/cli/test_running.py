"""Commands that keep the service going, and what every command says of a database or setting it cannot use."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from events.sql.engines import reading
from monitor.intake.reading import read_drafts
from monitor.intake.request import Request
from monitor.readmodel.projector import checkpoint
from tests.builders import described, made
from tests.integration.cli.command import BODIES, Command


def left_behind(command: Command) -> None:
    """Put an append on record as a writer does that dies before it projects."""
    drafts = read_drafts(enumerate((*BODIES, made()), start=1))
    command.service.appending.intake.append(Request(tuple(drafts), "rm-1"))


def reached(command: Command) -> int:
    """How far the read model has come."""
    with reading(command.engine) as connection:
        return checkpoint(connection).position


def test_migrate_makes_the_tables_and_is_harmless_to_repeat(bare_engine: Engine, tmp_path: Path) -> None:
    command = Command(bare_engine, tmp_path)
    for _ in range(2):
        assert command.said("migrate") == "The database is at the newest revision.\n"
    assert command.said("status").splitlines()[0].endswith("as known at position 0")


def test_a_reader_of_an_empty_database_is_told_to_migrate(bare_postgres_engine: Engine, tmp_path: Path) -> None:
    told = Command(bare_postgres_engine, tmp_path).refused("status")
    assert told == ["the database has no tables yet; bring it up with `reform-monitor migrate`"]


@pytest.mark.parametrize("words", ["status", "worker --once", "rebuild", "keys list", "export events"])
def test_a_reader_creates_no_record(sqlite_engine: Engine, tmp_path: Path, words: str) -> None:
    folder = tmp_path / "var"
    nowhere = Command(sqlite_engine, folder, {"DATABASE_URL": ""})
    (told,) = nowhere.refused(*words.split())
    assert told.startswith(f"there is no record at {folder}/reform-monitor.db; ")
    assert not folder.exists()


def test_a_first_write_makes_the_record(sqlite_engine: Engine, tmp_path: Path) -> None:
    anew = Command(sqlite_engine, tmp_path / "var", {"DATABASE_URL": ""})
    anew.put(described("odihr", "osce"))
    assert "as known at position 1" in anew.said("status")


def test_the_worker_takes_in_what_a_writer_left_behind(command: Command) -> None:
    left_behind(command)
    assert reached(command) == 0
    command.said("worker", "--once")
    assert reached(command) == 3


def test_a_reader_takes_in_what_a_writer_left_behind(command: Command) -> None:
    left_behind(command)
    assert "kz-media-law" in command.said("status")
    assert reached(command) == 3


def test_a_rebuild_says_how_much_it_read_and_changes_no_answer(command: Command) -> None:
    command.with_pledge()
    before = command.read("why", "kz-media-law", "--as-of", "2010-01-01")
    told = command.said("rebuild")
    assert told.startswith("3 events read, ")
    assert told.endswith("3 events indexed for the search.\n")
    assert "differs" not in told
    assert command.read("why", "kz-media-law", "--as-of", "2010-01-01") == before


def test_every_wrong_setting_is_named_without_its_value(sqlite_command: Command) -> None:
    settings = {"DATABASE_URL": "mysql://me:secret@there/db", "REFORM_MONITOR_PORT": "eighty"}
    told = replace(sqlite_command, more=settings).refused("status")
    assert [line.partition(":")[0] for line in told] == ["DATABASE_URL", "REFORM_MONITOR_PORT"]
    assert "secret" not in "".join(told)


def test_a_database_that_cannot_be_reached_is_told_in_one_line(sqlite_command: Command) -> None:
    settings = {"DATABASE_URL": "postgresql://me:secret@127.0.0.1:1/db"}
    (told,) = replace(sqlite_command, more=settings).refused("status")
    assert told.startswith("the database refused: ")
    assert "secret" not in told


def test_a_variable_that_sets_nothing_is_warned_of(sqlite_command: Command) -> None:
    result = replace(sqlite_command, more={"REFORM_MONITOR_POTR": "80"}).run("migrate")
    assert result.exit_code == 0
    assert "REFORM_MONITOR_POTR" in result.stderr


def test_the_program_says_its_version_and_lists_its_commands(sqlite_command: Command) -> None:
    assert sqlite_command.said("--version") == "0.1.0\n"
    listed = sqlite_command.said("--help")
    commands = [
        "serve",
        "worker",
        "migrate",
        "import",
        "export",
        "status",
        "history",
        "why",
        "compare",
        "append",
        "retract",
        "rebuild",
        "keys",
    ]
    assert [name for name in (*commands, "subscriptions", "messages") if f" {name} " not in listed] == []


def test_a_worker_goes_on_taking_in_until_it_is_told_to_end(sqlite_command: Command, tmp_path: Path) -> None:
    program = [str(Path(sys.executable).with_name("reform-monitor")), "worker"]
    env = {"PATH": os.environ["PATH"], "REFORM_MONITOR_LOG_FORMAT": "json", **sqlite_command.settings}
    with subprocess.Popen(program, env=env, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as worker:
        said = (json.loads(line)["event"] for line in worker.stderr or ())
        assert "worker_started" in said
        left_behind(sqlite_command)
        assert "caught_up" in said
        worker.terminate()
    assert worker.returncode == 0
    assert reached(sqlite_command) == 3

"""The first screen of the README, and every command and answer on it."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest
from fastapi.testclient import TestClient

from tests.docs.pages import blocks, read, shell_lines

README = read("README.md")
FIRST_SCREEN = README.partition("\n## ")[0]
QUESTION = re.findall(r"^curl -s 'http://127\.0\.0\.1:8000([^']+)'$", FIRST_SCREEN, re.MULTILINE)
SCREEN_LINES = 40
COMMANDS = [line.partition(" #")[0].strip() for line in shell_lines(README) if line.startswith("reform-monitor ")]


def holds(answer: Any, shown: Any) -> bool:
    """Whether an answer is what was shown of it: the fields shown, and as many members of a list."""
    if isinstance(shown, dict):
        return isinstance(answer, dict) and all(key in answer and holds(answer[key], shown[key]) for key in shown)
    if isinstance(shown, list):
        return len(answer) == len(shown) and all(holds(*pair) for pair in zip(answer, shown, strict=True))
    return bool(answer == shown)


def test_the_first_screen_is_one_screen() -> None:
    assert len(FIRST_SCREEN.splitlines()) <= SCREEN_LINES


def test_the_two_commands_are_wishes_of_the_makefile() -> None:
    wishes = [line.split()[1] for line in shell_lines(FIRST_SCREEN) if line.startswith("make ")]
    assert wishes == ["run", "test"]
    assert [wish for wish in wishes if not re.search(rf"^{wish}:", read("Makefile"), re.MULTILINE)] == []


def test_the_question_has_the_answer_that_is_shown(client: TestClient) -> None:
    (question,) = QUESTION
    (shown,) = (orjson.loads(block.text) for block in blocks(FIRST_SCREEN) if block.language == "json")
    assert holds(client.get(question).json(), shown)


def test_before_the_brief_was_on_record_the_same_day_reads_otherwise(client: TestClient) -> None:
    said = re.search(r"With `(&known_at=\d+)`, .*? the same day reads `([\w-]+)`", FIRST_SCREEN, re.DOTALL)
    assert said is not None
    assert client.get(QUESTION[0] + said[1]).json()["status"] == said[2]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(command: str, data_dir: Path) -> None:
    program = Path(sys.executable).with_name("reform-monitor")
    settings = {"REFORM_MONITOR_DATA_DIR": str(data_dir), "DATABASE_URL": "", "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [program, *command.split()[1:]], env=settings, capture_output=True, text=True, check=False, cwd=data_dir
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_changelog_counts_the_events_of_the_record(client: TestClient) -> None:
    counted = re.search(r"(\d+) events from two documents", read("CHANGELOG.md"))
    assert counted is not None
    assert client.get("/v1/commitments").json()["view"]["through_position"] == int(counted[1])

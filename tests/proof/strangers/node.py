"""The libraries of npm, asked by the scripts in this folder: cases go in as JSON, answers come out as JSON."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.proof.strangers.installed import program

FOLDER = Path(__file__).parent


def ask(script: str, cases: Sequence[Any]) -> list[Any]:
    """What the script answers, one answer for each case."""
    node = program("node")
    assert (FOLDER / "node_modules").is_dir(), "the libraries of npm are not installed: run `make strangers`"
    done = subprocess.run(
        [node, str(FOLDER / script)], input=json.dumps(cases), capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    assert isinstance(answers, list)
    assert len(answers) == len(cases)
    return answers

"""A key in a file: made once, whoever comes first, and never taken for something else."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from monitor.alerting.kept_key import kept_key
from tests.architecture.source_tree import ROOT

LENGTH, AT_ONCE = 32, 8

# Every process says that it has come to the start, and waits there until it is told to go on.
ASKING = """
import sys
from pathlib import Path
from monitor.alerting.kept_key import kept_key
print("ready", flush=True)
sys.stdin.readline()
print(kept_key(Path(sys.argv[1]), 32).hex(), flush=True)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "secrets-key"


def test_it_is_made_at_first_need_and_stays_the_same(file: Path) -> None:
    key = kept_key(file, LENGTH)
    assert len(key) == LENGTH
    assert kept_key(file, LENGTH) == key
    assert bytes.fromhex(file.read_text("ascii")) == key


def test_no_two_are_alike(tmp_path: Path) -> None:
    assert kept_key(tmp_path / "one", LENGTH) != kept_key(tmp_path / "other", LENGTH)


def test_nobody_but_its_owner_can_read_it_whatever_the_mask_of_the_process(file: Path) -> None:
    mask = os.umask(0)
    try:
        kept_key(file, LENGTH)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_threads_that_need_it_at_the_same_time_get_the_same_one(file: Path) -> None:
    start = Barrier(AT_ONCE)

    def ask(_: int) -> bytes:
        start.wait()
        return kept_key(file, LENGTH)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert len(set(pool.map(ask, range(AT_ONCE)))) == 1
    assert [one.name for one in file.parent.iterdir()] == [file.name], "nothing is left beside it"


def test_processes_that_need_it_at_the_same_time_get_the_same_one(file: Path) -> None:
    command = [sys.executable, "-c", ASKING, str(file)]
    asking = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    for one in asking:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in asking:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    told = [one.communicate()[0] for one in asking]
    assert told == [f"{kept_key(file, LENGTH).hex()}\n"] * 4
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_one_that_somebody_wrote_by_hand_may_end_with_a_line_break(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("ab" * LENGTH + "\n", "ascii")
    assert kept_key(file, LENGTH) == b"\xab" * LENGTH


@pytest.mark.parametrize(
    "held", ["", "ab" * 31, "ab" * 33, "not hexadecimal, hunter2", "не ключ", "0" * 63], ids=lambda held: str(len(held))
)
def test_a_file_that_holds_something_else_is_refused_by_its_name_and_left_as_it_is(file: Path, held: str) -> None:
    file.parent.mkdir()
    file.write_text(held, "utf-8")
    with pytest.raises(ValueError, match="secrets-key does not hold 32 bytes") as refused:
        kept_key(file, LENGTH)
    assert "hunter2" not in str(refused.value)
    assert file.read_text("utf-8") == held

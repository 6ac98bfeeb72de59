"""A file is pure (computes from what it is given) or shell (meets the world), never a mixture."""

from pathlib import Path

import pytest

from tests.architecture.source_tree import contract, impure_calls, modules, pure

DECLARED: list[str] = contract("pure")["source_modules"]
SHELL_LIBRARIES: list[str] = contract("pure")["forbidden_modules"]


def test_the_list_of_pure_modules_says_exactly_which_modules_are_pure() -> None:
    known = modules()
    found = {name for name in pure(known, SHELL_LIBRARIES) if not known[name].is_door}
    unlisted, untrue = sorted(found - set(DECLARED)), sorted(set(DECLARED) - found)
    assert not unlisted, f"pure, so add to the contract `pure` in pyproject.toml: {', '.join(unlisted)}"
    assert not untrue, f"in the contract `pure`, yet gone or importing something of the shell: {', '.join(untrue)}"


def test_the_list_of_pure_modules_is_sorted_and_names_each_once() -> None:
    assert sorted(set(DECLARED)) == DECLARED


def test_no_pure_module_asks_the_clock_makes_an_id_or_reaches_outside() -> None:
    known = modules()
    assert [call for name in DECLARED if name in known for call in impure_calls(known[name])] == []


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A project in which every way out of a pure module is tried."""
    files = {
        "alerts/__init__.py": "",
        "events/__init__.py": "from events.log import Log\nfrom events.words import Word\n",
        "events/calendar.py": "from datetime import date\nfrom zoneinfo import ZoneInfo\n",
        "events/folder.py": "def f():\n    from os import path\n",
        "events/days.py": "from time import struct_time\n",
        "events/log.py": "import sqlalchemy\n",
        "events/waiting.py": "from time import sleep\n",
        "events/words.py": "from typing import NewType\nimport pydantic\nWord = NewType('Word', str)\n",
        "monitor/__init__.py": "",
        "monitor/fetch.py": "from urllib.request import urlopen\n",
        "monitor/links.py": "from urllib.parse import quote\n",
        "monitor/reads_log.py": "from events import Log\n",
        "monitor/reads_words.py": "from events import Word\n",
        "monitor/relative.py": "from . import reads_log\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_a_module_is_shell_when_it_reaches_the_shell_at_any_remove(tree: Path) -> None:
    known = modules(tree)
    found = {name for name in pure(known, SHELL_LIBRARIES) if not known[name].is_door}
    assert found == {"events.calendar", "events.days", "events.words", "monitor.links", "monitor.reads_words"}


@pytest.mark.parametrize(
    "call", ["datetime.now(UTC)", "date.today()", "dt.datetime.utcnow()", "uuid.uuid4()", "open('x')"]
)
def test_a_call_that_meets_the_world_is_found_where_no_import_shows_it(tree: Path, call: str) -> None:
    (tree / "events/words.py").write_text(f"Word = str\nmade = {call}\n", "utf-8")
    assert impure_calls(modules(tree)["events.words"]) == [f"events.words:2: {call.partition('(')[0]}()"]


def test_a_word_of_the_field_is_not_mistaken_for_the_clock(tree: Path) -> None:
    (tree / "events/words.py").write_text("item.now('promised')\nset.update(date)\nday.opened()\n", "utf-8")
    assert impure_calls(modules(tree)["events.words"]) == []

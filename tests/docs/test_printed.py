"""The page of the status rules says what the code says."""

import ast
import re

from monitor.status.flags import DUE_SOON_DAYS, FLAGS, NO_RECENT_RECORD, NO_RECENT_RECORD_DAYS
from monitor.status.printed import status_rules_page
from monitor.status.rules import RULE_SETS
from tests.docs.pages import read
from tests.docs.printed import STATUS_RULES

PAGE = read(STATUS_RULES)


def test_the_page_is_up_to_date() -> None:
    assert status_rules_page(FLAGS) == PAGE, "make docs"


def test_the_page_has_every_row_of_every_table_once() -> None:
    tables = {id(rows): rows for rows in RULE_SETS["default/1"].values()}
    names = [rule.name for rows in tables.values() for rule in rows]
    assert re.findall(r"^\| `(\w+/\d[\w-]*)` \|", PAGE, re.MULTILINE) == names


def test_the_page_has_every_flag_that_the_fold_can_set() -> None:
    functions = [node for node in ast.parse(read("monitor/status/flags.py")).body if isinstance(node, ast.FunctionDef)]
    texts = {
        node.value
        for function in functions
        for node in ast.walk(ast.Module(function.body, []))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    names = [NO_RECENT_RECORD, *(text for text in texts if re.fullmatch(r"[a-z-]+", text) and text != "uphold")]
    assert sorted(names) == sorted(name for name, _, _ in FLAGS)
    assert [name for name in names if f"| `{name}` | " not in PAGE] == []


def test_the_page_says_how_many_days_decide_a_flag() -> None:
    assert f"| `due-soon` | {DUE_SOON_DAYS} |" in PAGE
    assert f"| `no-recent-record` | {NO_RECENT_RECORD_DAYS} |" in PAGE


def test_the_page_tells_what_an_act_does_and_what_it_does_in_the_last_chamber() -> None:
    assert "| `constitutional-referral` | to the stage, remembering the one before | `under-review` |" in PAGE
    assert "| `passage` | to the stage | `passed` |" in PAGE
    assert "| `passage` in the last chamber | to the stage | `adopted` |" in PAGE
    assert "| `publication-official` | not at all |  |" in PAGE

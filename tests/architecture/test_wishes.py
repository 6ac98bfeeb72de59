"""Every wish of the Makefile is listed, and CI asks for three of them."""

import os
import re
import subprocess

from tests.architecture.source_tree import ROOT


def test_make_alone_lists_every_wish() -> None:
    phony = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert phony is not None
    listed = subprocess.run(["make", "--silent"], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S607 - make is found on the path, as everybody finds it
    assert re.findall(r"^  make (\w+) +\S", listed, re.MULTILINE) == phony[1].split()


def test_ci_asks_for_the_tests_and_then_for_the_proofs_with_all_that_they_need() -> None:
    for name in ("run", "strangers"):
        assert os.access(ROOT / ".ci" / name, os.X_OK)
    asked = re.findall(r"^make (.+)$", (ROOT / ".ci" / "run").read_text("utf-8"), re.MULTILINE)
    assert asked == ["test", "strangers", "proof"]

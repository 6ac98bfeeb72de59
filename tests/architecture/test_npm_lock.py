"""The lock of npm pins every package with its hash, and tells nothing about where it came from."""

import json
import re
from typing import Any

from tests.architecture.source_tree import ROOT

FOLDER = ROOT / "tests" / "proof" / "strangers"
WANTED: Any = json.loads((FOLDER / "package.json").read_text("utf-8"))
LOCK: Any = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))["packages"]
PACKAGES = {path: package for path, package in LOCK.items() if path}


def test_every_package_is_pinned_to_one_version_and_hashed() -> None:
    assert PACKAGES
    loose = [
        path
        for path, package in PACKAGES.items()
        if not re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
        or not re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", package.get("integrity", ""))
    ]
    assert loose == []


def test_no_package_is_taken_from_an_address() -> None:
    assert [path for path, package in PACKAGES.items() if {"resolved", "link"} & package.keys()] == []


def test_the_lock_is_of_what_is_wanted() -> None:
    assert LOCK[""]["devDependencies"] == WANTED["devDependencies"]
    assert {f"node_modules/{name}" for name in WANTED["devDependencies"]} <= PACKAGES.keys()


def test_what_is_installed_is_not_taken_into_the_repository() -> None:
    assert "node_modules/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()

"""The lock files name every package once, with its hashes, and nothing about where it came from."""

import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.source_tree import PYPROJECT, ROOT

HASHES = re.compile(r"( --hash=sha256:[0-9a-f]{64})+")
LOCKS = ("run", "dev")
GROUPS = PYPROJECT["dependency-groups"]
WANTED = {
    "run": [*PYPROJECT["project"]["dependencies"], *GROUPS["build"]],
    "dev": [*PYPROJECT["project"]["dependencies"], *GROUPS["build"], *GROUPS["dev"]],
}


def _text(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")


def _entries(lock: str) -> list[str]:
    """One string per package: the lock's lines with their continuations joined."""
    return [" ".join(line.split()) for line in _text(lock).replace("\\\n", " ").splitlines() if line.strip()]


def _pins(lock: str) -> dict[str, str]:
    """The version pinned for each package."""
    pinned = [Requirement(entry.partition(" --hash")[0]) for entry in _entries(lock)]
    return {canonicalize_name(pin.name): str(pin.specifier).removeprefix("==") for pin in pinned}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_entry_is_pinned_to_one_version_and_hashed(lock: str) -> None:
    for entry in _entries(lock):
        pin, hashes = entry.partition(" --hash")[0], entry[entry.find(" --hash") :]
        assert re.fullmatch(r"==[^,*]+", str(Requirement(pin).specifier)), entry
        assert HASHES.fullmatch(hashes), entry


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_tells_where_packages_come_from_or_where_it_was_made(lock: str) -> None:
    assert (
        re.findall(r"^.*(?:://|index-url|find-links|trusted-host|#|(?:^|\s)[./~]*/).*$", _text(lock), re.MULTILINE)
        == []
    )


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_in_the_lock_within_its_bounds(lock: str) -> None:
    pins = _pins(lock)
    for wanted in map(Requirement, WANTED[lock]):
        pinned = pins.get(canonicalize_name(wanted.name))
        assert pinned is not None, f"{wanted.name} is not in requirements/{lock}.txt: make lock"
        assert wanted.specifier.contains(pinned), f"{wanted.name} {pinned} is outside {wanted.specifier}: make lock"


def test_tests_run_with_the_very_versions_that_the_service_runs_with() -> None:
    assert _pins("run").items() <= _pins("dev").items()

"""One file, one noun or act."""

from tests.architecture.source_tree import ROOT, python_files

LONGEST = 350
VAGUE = {
    "base",
    "common",
    "core",
    "helper",
    "helpers",
    "lib",
    "manager",
    "misc",
    "shared",
    "stuff",
    "tools",
    "util",
    "utils",
}


def test_no_file_is_longer_than_350_lines() -> None:
    files = [path for path in python_files() if "versions" not in path.parts]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in files}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    paths = [path.relative_to(ROOT) for path in python_files()]
    assert [str(path) for path in paths if VAGUE & {*path.parts[:-1], path.stem}] == []

"""A decision is one page: context, decision, consequences."""

import re

import pytest

from tests.architecture.source_tree import ROOT
from tests.docs.pages import read

FOLDER = ROOT / "docs" / "decisions"
PAGES = sorted(path.name for path in FOLDER.glob("*.md"))
LONGEST = 80


def test_decisions_are_numbered_without_gaps() -> None:
    assert [name[:5] for name in PAGES] == [f"{number:04}-" for number in range(1, len(PAGES) + 1)]


@pytest.mark.parametrize("name", PAGES)
def test_a_decision_is_one_page_of_three_parts_under_its_number(name: str) -> None:
    text = read(f"docs/decisions/{name}")
    assert text.startswith(f"# {name[:4]}. ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert len(text.splitlines()) <= LONGEST


@pytest.mark.parametrize("name", PAGES)
def test_the_index_calls_a_decision_by_its_title(name: str) -> None:
    title = read(f"docs/decisions/{name}").partition("\n")[0].partition(". ")[2]
    assert f"- [{name[:4]}](decisions/{name}) {title}\n" in read("docs/README.md")

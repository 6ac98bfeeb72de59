"""Every link leads somewhere, and every page is led to."""

import re

import pytest

from tests.architecture.source_tree import ROOT
from tests.docs.pages import DOCUMENTS, NAMES, anchors, code_words, links, read, target_of

_FILE = re.compile(r"^[\w.-]+(/[\w.-]+)+\.(py|sql|json|toml|yaml|md)$")
_SERVED = re.compile(r"^/|^v1/")


@pytest.mark.parametrize("name", NAMES)
def test_every_link_between_documents_resolves(name: str) -> None:
    broken = []
    for link in links(read(name)):
        if link.startswith(("https://", "http://")):
            continue
        path, anchor = target_of(ROOT / name, link)
        if not path.exists() or (anchor and anchor not in anchors(path.read_text("utf-8"))):
            broken.append(link)
    assert broken == []


def test_every_document_is_led_to_from_the_index() -> None:
    index = ROOT / "docs" / "README.md"
    reached = {target_of(index, link)[0] for link in links(index.read_text("utf-8"))}
    assert [str(path.relative_to(ROOT)) for path in DOCUMENTS if path != index and path not in reached] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_file_of_the_repository_that_is_named_exists(name: str) -> None:
    named = [word for word in code_words(read(name)) if _FILE.match(word) and not _SERVED.match(word)]
    assert [word for word in named if not (ROOT / word).exists()] == []

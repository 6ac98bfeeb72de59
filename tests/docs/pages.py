"""The documents as data: their links, headings, code blocks and the things they name."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.source_tree import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMES = [str(path.relative_to(ROOT)) for path in DOCUMENTS]

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class Block:
    """A fenced block of a page with its language, empty where it names none."""

    language: str
    text: str


def read(name: str) -> str:
    """The text of a document, by its path from the root of the repository."""
    return (ROOT / name).read_text("utf-8")


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page, in order."""
    return [Block(language, body) for language, body in _FENCE.findall(text)]


def prose(text: str) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", text)


def links(text: str) -> list[str]:
    """Where the links of a page lead, code left out."""
    return _LINK.findall(_CODE.sub("", prose(text)))


def code_words(text: str) -> list[str]:
    """What stands between single backticks in the prose of a page."""
    return _CODE.findall(prose(text))


def anchors(text: str) -> set[str]:
    """The anchors that a page's headings can be reached by, made as GitHub makes them."""
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in _HEADING.findall(prose(text)))
    return {heading.replace(" ", "-") for heading in kept}


def shell_lines(text: str) -> list[str]:
    """The lines of a page's shell blocks, continued lines joined."""
    shell = "".join(block.text for block in blocks(text) if block.language in {"sh", "bash", "shell", "console"})
    return [line.strip() for line in shell.replace("\\\n", " ").splitlines() if line.strip()]


def target_of(page: Path, link: str) -> tuple[Path, str]:
    """The file that a relative link of a page leads to, and the anchor in it."""
    path, _, anchor = link.partition("#")
    return (page.parent / path).resolve() if path else page, anchor

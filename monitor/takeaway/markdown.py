"""A document as Markdown (CommonMark 0.31, with the tables and footnotes that GitHub and Pandoc read)."""

import re
from collections.abc import Callable
from typing import Final

from monitor.takeaway.document import Block, Document, Heading, Items, Link, Mark, Paragraph, Runs, Table, Text

_ALWAYS: Final = re.compile(r"([\\`*_\[\]<>|~&#^${}@!])")
"""What can begin something within a line. Any ASCII punctuation may be escaped (CommonMark section 2.4)."""

_BECOMES_A_LINK: Final = re.compile(r"(?i)\b(www)\.|:(?=//)")
"""Where readers make links of plain text, as those of GitHub do."""

_AT_THE_START: Final = re.compile(r"([-+=:])|(\(?(?:\d{1,9}|[A-Za-z]|[IVXLCDMivxlcdm]+))([.)])")
"""What can begin a list, a heading or a definition at the start of a line; for Pandoc, ``(a)`` and ``iv.`` as well."""

_AUTOLINK: Final = re.compile(r"https?://[!#$%&'()*+,./0-9:;=?@A-Z_a-z~-]+")
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
"""What reads as a character in an address as well (CommonMark section 2.5)."""


def markdown(document: Document) -> str:
    """The text of a file, which ends with a line feed. What people wrote stays text in whatever reads it."""
    parts = [f"# {text_in_markdown(document.title)}", *(_block(block) for block in document.blocks)]
    # With an indent, a note of several lines would still be one; ours are of one line each.
    parts += [f"[^{number}]: {_line(note)}" for number, note in enumerate(document.notes, 1)]
    return "\n\n".join(parts) + "\n"


def text_in_markdown(words: str) -> str:
    """Words that read in Markdown as what they are, wherever on a line but its start."""
    escaped = _ALWAYS.sub(r"\\\1", words)
    return _BECOMES_A_LINK.sub(lambda found: f"{found[1]}\\." if found[1] else "\\:", escaped)


def address_in_markdown(url: str) -> str:
    """An address as the destination of a link (CommonMark section 6.3), with what would end it percent-encoded."""
    return _ENTITY.sub("%26", re.sub(r"[\s<>()\[\]\\|`\"]|[^\x21-\x7e]", _percent, url))


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {_line(block.runs)}"
        case Paragraph():
            return f"> {_line(block.runs)}" if block.quoted else _line(block.runs)
        case Items():
            return "\n".join(f"- {_line(item)}" for item in block.items)
        case Table():
            return _table(block)


def _table(table: Table) -> str:
    head = [text_in_markdown(cell) for cell in table.head]
    rows = [head, ["---"] * len(head), *([_line(cell) for cell in row] for row in table.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _line(runs: Runs) -> str:
    line = "".join(_run(run) for run in runs).strip()
    return _AT_THE_START.sub(_escaped_start, line, count=1) if _AT_THE_START.match(line) else line


def _escaped_start(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}"


def _run(run: Text | Link | Mark) -> str:
    match run:
        case Text():
            return _text(run)
        case Link() if run.words == run.url and _AUTOLINK.fullmatch(run.url) and not _ENTITY.search(run.url):
            return f"<{run.url}>"
        case Link():
            return f"[{text_in_markdown(run.words)}]({address_in_markdown(run.url)})"
        case Mark():
            return f"[^{run.number}]"


def _text(text: Text) -> str:
    # A sign of emphasis stands beside a word and not beside a blank, or it is none (CommonMark section 6.2).
    words = text.words.strip()
    if not words:
        return text.words
    before, _, after = text.words.partition(words)
    wrap: list[tuple[bool, Callable[[str], str]]] = [
        (text.struck, lambda inner: f"~~{inner}~~"),
        (text.emphasis, lambda inner: f"*{inner}*"),
        (text.strong, lambda inner: f"**{inner}**"),
    ]
    written = text_in_markdown(words)
    for wanted, around in wrap:
        written = around(written) if wanted else written
    return f"{before}{written}{after}"

"""A document as Word reads it (Office Open XML, ISO/IEC 29500), with footnotes of its own."""

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Final

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.font import CT_RPr
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from monitor.takeaway.document import Block, Document, Heading, Items, Link, Mark, Paragraph, Runs, Table, Text
from monitor.takeaway.word_footnotes import Footnotes

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_BEFORE_ANYTHING: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""The first moment that a zip file can name (APPNOTE.TXT section 4.4.6)."""

_AUTHOR: Final = "Reform Monitor"

_NOT_IN_A_TARGET: Final = re.compile(r"%(?![0-9A-Fa-f]{2})|[^!#$%&'()*+,./0-9:;=?@A-Z_a-z~-]")
_SITE: Final = re.compile(r"https?://(\[[0-9A-Fa-f:.]+\])?")
"""Where an address may have brackets: around the number of a host."""


def word(document: Document) -> bytes:
    """The file. The same document gives the same bytes: its dates are those of the view and never the clock's."""
    made = docx.Document()
    _settle(made, document)
    made.add_heading(document.title, 0)
    writing = _Writing(made)
    for block in document.blocks:
        writing.add(block)
    for number, note in enumerate(document.notes, 1):
        writing.note(number, note)
    written = io.BytesIO()
    made.save(written)
    return _dated(written.getvalue(), _moment(document))


def _settle(made: WordDocument, document: Document) -> None:
    moment = _moment(document).replace(tzinfo=None, microsecond=0)  # the library writes it as UTC
    about = made.core_properties
    about.title, about.author, about.last_modified_by = document.title[:255], _AUTHOR, _AUTHOR
    about.created = about.modified = moment
    about.identifier, about.language, about.comments = document.permanent[:255], document.language, ""
    # The library's template shows its own first page as the picture of the file.
    package = made.part.package
    links = package.rels if package is not None else {}
    for name in [name for name, link in links.items() if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del links[name]
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.2)
    normal = made.styles["Normal"]
    normal.font.size = Pt(10.5)
    _add_language(normal.element.get_or_add_rPr(), document.language)
    head = section.header.paragraphs[0]
    head.add_run(f"{_AUTHOR} · ")
    _link(head, Link(document.permanent, document.permanent))
    for run in head.runs:
        run.font.size = Pt(8)
    foot = section.footer.paragraphs[0]
    field = OxmlElement("w:fldSimple", {qn("w:instr"): "PAGE"})
    foot._p.append(field)  # noqa: SLF001 - as python-docx documents for what it lacks


class _Writing:
    """Blocks and footnotes as they are put into a document."""

    def __init__(self, made: WordDocument) -> None:
        self._made, self._footnotes = made, Footnotes(made)
        # By their ids, since the library searches all styles for a name, each time that one is set.
        self._styles = {style.name: style.style_id for style in made.styles}

    def add(self, block: Block) -> None:
        match block:
            case Heading():
                self._paragraph(f"Heading {block.level}", block.runs)
            case Paragraph():
                self._paragraph("Quote" if block.quoted else None, block.runs)
            case Items():
                for item in block.items:
                    self._paragraph("List Bullet", item)
            case Table():
                self._table(block)

    def note(self, number: int, note: Runs) -> None:
        self._write(self._footnotes.add(number), note)

    def _paragraph(self, style: str | None, runs: Runs) -> None:
        paragraph = self._made.add_paragraph()
        paragraph._p.style = self._styles[style] if style else None  # noqa: SLF001 - as above
        self._write(paragraph, runs)

    def _table(self, table: Table) -> None:
        grid = self._made.add_table(rows=1 + len(table.rows), cols=len(table.head), style="Table Grid")
        head, *rows = grid.rows
        # So that the names of the columns stand at the top of every page (ISO/IEC 29500-1, section 17.4.78).
        head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - as above
        for cell, words in zip(head.cells, table.head, strict=True):
            cell.paragraphs[0].add_run(words).bold = True
        for row, cells in zip(rows, table.rows, strict=True):
            for cell, runs in zip(row.cells, cells, strict=True):
                self._write(cell.paragraphs[0], runs)
        self._made.add_paragraph()

    def _write(self, paragraph: WordParagraph, runs: Runs) -> None:
        for run in runs:
            match run:
                case Text():
                    _text(paragraph, run)
                case Link():
                    _link(paragraph, run)
                case Mark():
                    self._footnotes.call_for(paragraph, run.number)


def _text(paragraph: WordParagraph, text: Text) -> None:
    run = paragraph.add_run(text.words)
    run.bold, run.italic, run.font.strike = text.strong or None, text.emphasis or None, text.struck or None
    if text.language:
        _add_language(run._r.get_or_add_rPr(), text.language)  # noqa: SLF001 - as above


def _link(paragraph: WordParagraph, link: Link) -> None:
    to = paragraph.part.relate_to(address_in_word(link.url), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    around = OxmlElement("w:hyperlink", {qn("r:id"): to})
    paragraph._p.append(around)  # noqa: SLF001 - as above
    inner = OxmlElement("w:r")
    around.append(inner)
    run = WordRun(inner, paragraph)
    run.text, run.underline = link.words, True
    if link.language:
        _add_language(run._r.get_or_add_rPr(), link.language)  # noqa: SLF001 - as above


def address_in_word(url: str) -> str:
    """An address as the target of a link, which must be a URI (ISO/IEC 29500-2; RFC 3986): the rest percent-encoded."""
    site = _SITE.match(url)
    kept = site[0] if site else ""
    return kept + _NOT_IN_A_TARGET.sub(_percent, url[len(kept) :])


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


def _add_language(properties: CT_RPr, language: str) -> None:
    properties.append(OxmlElement("w:lang", {qn("w:val"): language}))


def _moment(document: Document) -> datetime:
    return max(document.known_at or _BEFORE_ANYTHING, _BEFORE_ANYTHING).astimezone(UTC)


def _time_of(moment: datetime) -> tuple[int, int, int]:
    return moment.hour, moment.minute, moment.second


def _dated(content: bytes, moment: datetime) -> bytes:
    """The same zip file with every entry of one moment: the library takes that of the clock."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, (moment.year, moment.month, moment.day, *_time_of(moment)))
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, given.read(name))
    return written.getvalue()
